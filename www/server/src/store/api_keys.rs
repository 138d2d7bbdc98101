//! The API keys.

use aws_lc_rs::digest::{SHA256, digest};
use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};

use super::{Store, StoreError};
use crate::{clock, ids};

/// A key as it is kept: everything but its secret.
#[derive(Clone, Debug)]
pub struct ApiKey {
    /// `ak_` and 32 hexadecimal digits.
    pub id: String,
    /// The user or organization whose key it is.
    pub subject: String,
    /// Its name, unique for its subject.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The user who made it.
    pub created_by: String,
    /// When it ends.
    pub expiration: Option<i64>,
    /// Whether it was revoked.
    pub revoked: bool,
    /// Why it was revoked.
    pub revocation_reason: Option<String>,
    /// When it was made.
    pub created_at: i64,
    /// When something about it changed.
    pub updated_at: i64,
}

/// A key to be made.
#[derive(Debug)]
pub struct NewApiKey {
    /// Whose.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The user who makes it.
    pub created_by: String,
    /// How long it lives, in milliseconds.
    pub lifetime_ms: Option<i64>,
}

/// Why a key was not made.
#[derive(Debug)]
pub enum CreateError {
    /// The subject has a key of that name, perhaps a revoked one.
    NameTaken,
    /// The subject has as many keys as it may.
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

/// Which keys to list.
#[derive(Debug)]
pub struct Listing {
    /// Whose.
    pub subject: String,
    /// What the name must contain, in any case.
    pub query: String,
    /// Whether revoked and expired ones are wanted too.
    pub include_invalid: bool,
    /// How many at most.
    pub limit: i64,
    /// How many to leave out before.
    pub offset: i64,
}

/// A part of a list.
#[derive(Debug)]
pub struct Page {
    /// The keys, newest first.
    pub keys: Vec<ApiKey>,
    /// How many the whole list has.
    pub total_count: i64,
}

/// A key to be revoked.
#[derive(Debug)]
pub struct Revocation {
    /// Its ID.
    pub id: String,
    /// Why.
    pub reason: Option<String>,
}

impl ApiKey {
    const COLUMNS: &str = "id, subject, name, description, created_by, expiration, revoked, revocation_reason, \
                           created_at, updated_at";

    /// Whether its time is over.
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
    /// The keys of a subject.
    pub async fn list_api_keys(&self, listing: Listing) -> Result<Page, StoreError> {
        self.read(move |transaction| {
            // instr, not LIKE: a percent sign in the query is a percent sign.
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

    /// Makes a key, unless the subject has `quota` already. The secret is in the answer and nowhere else.
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

    /// Revokes a key that `may_change` allows. `None` where there is no such key.
    ///
    /// A key that was revoked before stays as it was: whoever repeats a revocation whose answer was lost gets the
    /// key as the first one left it.
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
