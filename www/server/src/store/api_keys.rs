//! The table of the API keys.

use aws_lc_rs::digest::{SHA256, digest};
use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};

use super::connection::{Store, StoreError};
use crate::{clock, ids};

/// A stored key, without its secret.
#[derive(Clone, Debug)]
pub struct ApiKey {
    /// `ak_` and 32 hexadecimal digits.
    pub id: String,
    /// The user or organization that owns the key.
    pub subject: String,
    /// The name, which is unique for its subject.
    pub name: String,
    /// The description.
    pub description: Option<String>,
    /// The user who created it.
    pub created_by: String,
    /// When it expires.
    pub expiration: Option<i64>,
    /// Whether it is revoked.
    pub revoked: bool,
    /// Why it was revoked.
    pub revocation_reason: Option<String>,
    /// When it was created.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

/// The values of a key to create.
#[derive(Debug)]
pub struct NewApiKey {
    /// The user or organization that owns the key.
    pub subject: String,
    /// The name.
    pub name: String,
    /// The description.
    pub description: Option<String>,
    /// The user who creates it.
    pub created_by: String,
    /// The lifetime in milliseconds. `None` means that the key never expires.
    pub lifetime_ms: Option<i64>,
}

/// Why a key was not created.
#[derive(Debug)]
pub enum CreateError {
    /// The subject has a key with that name, perhaps a revoked one.
    NameTaken,
    /// The subject has reached the maximum number of keys.
    QuotaExceeded,
    /// The database failed.
    Store(StoreError),
}

impl From<StoreError> for CreateError {
    fn from(cause: StoreError) -> Self {
        Self::Store(cause)
    }
}

impl From<rusqlite::Error> for CreateError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Store(cause.into())
    }
}

/// The filter and the list page of a list request.
#[derive(Debug)]
pub struct Listing {
    /// The user or organization that owns the keys.
    pub subject: String,
    /// The text that the name must contain. The case does not matter.
    pub query: String,
    /// Whether to include revoked and expired keys.
    pub include_invalid: bool,
    /// The maximum number of keys.
    pub limit: i64,
    /// The number of keys to skip.
    pub offset: i64,
}

/// A list page.
#[derive(Debug)]
pub struct Page {
    /// The keys, newest first.
    pub keys: Vec<ApiKey>,
    /// The number of keys on all list pages.
    pub total_count: i64,
}

/// Another description of a key.
#[derive(Debug)]
pub struct Update {
    /// The ID of the key.
    pub id: String,
    /// The change.
    pub description: DescriptionChange,
}

/// A change of a description.
#[derive(Debug)]
pub enum DescriptionChange {
    /// It stays as it is.
    None,
    /// It becomes this one. `None` takes it away.
    To(Option<String>),
}

/// A revocation of a key.
#[derive(Debug)]
pub struct Revocation {
    /// The ID of the key.
    pub id: String,
    /// The reason.
    pub reason: Option<String>,
}

impl ApiKey {
    const COLUMNS: &str = "id, subject, name, description, created_by, expiration, revoked, revocation_reason, \
                           created_at, updated_at";

    /// Whether the key has expired.
    pub fn is_expired(&self) -> bool {
        self.expiration.is_some_and(|end| end <= clock::now_ms())
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            subject: row.get("subject")?,
            name: row.get("name")?,
            description: row.get("description")?,
            created_by: row.get("created_by")?,
            expiration: row.get("expiration")?,
            revoked: row.get("revoked")?,
            revocation_reason: row.get("revocation_reason")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }

    fn find(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Self>> {
        transaction
            .prepare_cached(&format!(
                "SELECT {} FROM api_key WHERE id = ?1",
                Self::COLUMNS
            ))?
            .query_row([id], Self::read)
            .optional()
    }
}

impl Store {
    /// Lists keys of a subject.
    pub async fn list_api_keys(&self, listing: Listing) -> Result<Page, StoreError> {
        self.read(move |transaction| {
            // instr instead of LIKE, because LIKE treats a percent sign in the query as a wildcard.
            let matching = "subject = :subject AND instr(folded_name, :query) > 0
                AND (:include_invalid OR (revoked = 0 AND (expiration IS NULL OR expiration > :now)))";
            let (query, now) = (listing.query.to_lowercase(), clock::now_ms());
            let total_count = transaction
                .prepare_cached(&format!("SELECT count(*) FROM api_key WHERE {matching}"))?
                .query_row(
                    named_params! {
                        ":subject": listing.subject,
                        ":query": query,
                        ":include_invalid": listing.include_invalid,
                        ":now": now,
                    },
                    |row| row.get(0),
                )?;
            let keys = transaction
                .prepare_cached(&format!(
                    "SELECT {} FROM api_key WHERE {matching} ORDER BY sequence DESC LIMIT :limit OFFSET :offset",
                    ApiKey::COLUMNS
                ))?
                .query_map(
                    named_params! {
                        ":subject": listing.subject,
                        ":query": query,
                        ":include_invalid": listing.include_invalid,
                        ":now": now,
                        ":limit": listing.limit,
                        ":offset": listing.offset,
                    },
                    ApiKey::read,
                )?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Page { keys, total_count })
        })
        .await
    }

    /// Creates a key, if the subject has fewer than `quota` keys. Returns it with its secret, which is not stored.
    pub async fn create_api_key(
        &self,
        new: NewApiKey,
        quota: u32,
    ) -> Result<(ApiKey, String), CreateError> {
        self.write(move |transaction| {
            let (taken, count): (bool, i64) = transaction.query_row(
                "SELECT coalesce(max(name = ?2), 0), count(*) FILTER (WHERE revoked = 0) FROM api_key WHERE subject = ?1",
                params![new.subject, new.name],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if taken {
                return Err(CreateError::NameTaken);
            }
            if count >= i64::from(quota) {
                return Err(CreateError::QuotaExceeded);
            }
            let id = format!("ak_{}", ids::random_hex::<16>());
            let secret = format!("ak_{}", ids::random_hex::<32>());
            let now = clock::now_ms();
            transaction.execute(
                "INSERT INTO api_key (id, subject, name, folded_name, description, secret_sha256, created_by,
                                      expiration, created_at, updated_at)
                 VALUES (:id, :subject, :name, :folded_name, :description, :secret_sha256, :created_by,
                         :expiration, :now, :now)",
                named_params! {
                    ":id": id,
                    ":subject": new.subject,
                    ":name": new.name,
                    ":folded_name": new.name.to_lowercase(),
                    ":description": new.description,
                    ":secret_sha256": digest(&SHA256, secret.as_bytes()).as_ref(),
                    ":created_by": new.created_by,
                    ":expiration": new.lifetime_ms.map(|lifetime| now.saturating_add(lifetime)),
                    ":now": now,
                },
            )?;
            let key = ApiKey::find(transaction, &id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            Ok((key, secret))
        })
        .await
    }

    /// Changes a key's description if `may_change` allows it. Returns `None` if there is no such key.
    pub async fn update_api_key(
        &self,
        update: Update,
        may_change: impl FnOnce(&ApiKey) -> bool + Send + 'static,
    ) -> Result<Option<ApiKey>, StoreError> {
        self.write(move |transaction| {
            let Some(key) = ApiKey::find(transaction, &update.id)?.filter(may_change) else {
                return Ok(None);
            };
            let DescriptionChange::To(description) = update.description else {
                return Ok(Some(key));
            };
            transaction.execute(
                "UPDATE api_key SET description = ?2, updated_at = ?3 WHERE id = ?1",
                params![key.id, description, clock::now_ms()],
            )?;
            Ok(ApiKey::find(transaction, &key.id)?)
        })
        .await
    }

    /// Revokes a key if `may_change` allows it. Returns `None` if there is no such key.
    ///
    /// A key that was revoked before does not change: a client that retries after a lost response gets the key as the
    /// first attempt left it.
    pub async fn revoke_api_key(
        &self,
        revocation: Revocation,
        may_change: impl FnOnce(&ApiKey) -> bool + Send + 'static,
    ) -> Result<Option<ApiKey>, StoreError> {
        self.write(move |transaction| {
            let Some(key) = ApiKey::find(transaction, &revocation.id)?.filter(may_change) else {
                return Ok(None);
            };
            if key.revoked {
                return Ok(Some(key));
            }
            transaction.execute(
                "UPDATE api_key SET revoked = 1, revocation_reason = ?2, updated_at = ?3 WHERE id = ?1",
                params![key.id, revocation.reason, clock::now_ms()],
            )?;
            Ok(ApiKey::find(transaction, &key.id)?)
        })
        .await
    }
}
