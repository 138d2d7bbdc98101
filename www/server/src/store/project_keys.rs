//! The table of the project keys.

use aws_lc_rs::digest::{SHA256, digest};
use rusqlite::{Row, Transaction, named_params, params, types::Type};
use serde_json::json;

use super::connection::{Store, StoreError};
use crate::{clock, demo::SeedKey, ids};

/// The length of a secret's public prefix: enough to distinguish keys, too short to guess the rest.
const PREFIX_LENGTH: usize = 12;

/// A stored project key, without its secret.
#[derive(Clone, Debug)]
pub struct ProjectKey {
    /// A UUID.
    pub id: String,
    /// The project of the key.
    pub project_id: String,
    /// The name. It need not be unique.
    pub name: String,
    /// The scopes.
    pub scopes: Vec<String>,
    /// The beginning of the secret.
    pub prefix: String,
    /// The user who created it.
    pub created_by: String,
    /// Whether an administrator manages it.
    pub is_admin_managed: bool,
    /// Whether it is not revoked.
    pub is_active: bool,
    /// When it expires.
    pub expires_at: Option<i64>,
    /// When it was last used.
    pub last_used_at: Option<i64>,
    /// When it was created.
    pub created_at: i64,
}

/// The values of a key to create.
#[derive(Debug)]
pub struct NewProjectKey {
    /// The project of the key.
    pub project_id: String,
    /// The name.
    pub name: String,
    /// The scopes.
    pub scopes: Vec<String>,
    /// The user who creates it.
    pub created_by: String,
    /// The lifetime in days. `None` means that the key never expires.
    pub expires_days: Option<u64>,
}

impl ProjectKey {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let scopes: String = row.get("scopes")?;
        Ok(Self {
            id: row.get("id")?,
            project_id: row.get("project_id")?,
            name: row.get("name")?,
            scopes: serde_json::from_str(&scopes).map_err(|cause| {
                rusqlite::Error::FromSqlConversionFailure(0, Type::Text, cause.into())
            })?,
            prefix: row.get("prefix")?,
            created_by: row.get("created_by")?,
            is_admin_managed: row.get("is_admin_managed")?,
            is_active: row.get("is_active")?,
            expires_at: row.get("expires_at")?,
            last_used_at: row.get("last_used_at")?,
            created_at: row.get("created_at")?,
        })
    }

    fn insert(&self, transaction: &Transaction<'_>, secret: &str) -> rusqlite::Result<()> {
        transaction.execute(
            "INSERT INTO project_key (id, project_id, name, scopes, prefix, secret_sha256, created_by,
                                      is_admin_managed, is_active, expires_at, last_used_at, created_at)
             VALUES (:id, :project_id, :name, :scopes, :prefix, :secret_sha256, :created_by,
                     :is_admin_managed, :is_active, :expires_at, :last_used_at, :created_at)",
            named_params! {
                ":id": self.id,
                ":project_id": self.project_id,
                ":name": self.name,
                ":scopes": json!(self.scopes).to_string(),
                ":prefix": self.prefix,
                ":secret_sha256": digest(&SHA256, secret.as_bytes()).as_ref(),
                ":created_by": self.created_by,
                ":is_admin_managed": self.is_admin_managed,
                ":is_active": self.is_active,
                ":expires_at": self.expires_at,
                ":last_used_at": self.last_used_at,
                ":created_at": self.created_at,
            },
        )?;
        Ok(())
    }
}

impl Store {
    /// Lists all keys of a project, newest first.
    pub async fn list_project_keys(
        &self,
        project_id: &'static str,
    ) -> Result<Vec<ProjectKey>, StoreError> {
        self.read(move |transaction| {
            transaction
                .prepare_cached(
                    "SELECT * FROM project_key WHERE project_id = ?1 ORDER BY sequence DESC",
                )?
                .query_map([project_id], ProjectKey::read)?
                .collect()
        })
        .await
    }

    /// Creates a key. Returns it with its secret, which is not stored.
    pub async fn create_project_key(
        &self,
        new: NewProjectKey,
    ) -> Result<(ProjectKey, String), StoreError> {
        self.write(move |transaction| {
            let (secret, now) = (secret(), clock::now_ms());
            let key = ProjectKey {
                id: ids::uuid(),
                project_id: new.project_id,
                name: new.name,
                scopes: new.scopes,
                prefix: prefix(&secret),
                created_by: new.created_by,
                is_admin_managed: false,
                is_active: true,
                expires_at: new.expires_days.map(|days| clock::in_days(now, days)),
                last_used_at: None,
                created_at: now,
            };
            key.insert(transaction, &secret)?;
            Ok((key, secret))
        })
        .await
    }

    /// Revokes a key of a project. Returns whether there is such a key, even if it was revoked before.
    pub async fn revoke_project_key(
        &self,
        project_id: &'static str,
        id: String,
    ) -> Result<bool, StoreError> {
        self.write(move |transaction| {
            let found = transaction.execute(
                "UPDATE project_key SET is_active = 0 WHERE project_id = ?1 AND id = ?2",
                params![project_id, id],
            )?;
            Ok(found > 0)
        })
        .await
    }
}

/// Creates one of the first keys of a demo project. Its secret is discarded.
pub fn seed(transaction: &Transaction<'_>, seed: &SeedKey) -> rusqlite::Result<()> {
    let secret = secret();
    let key = ProjectKey {
        id: seed.id.into(),
        project_id: seed.project.id.into(),
        name: seed.name.into(),
        scopes: seed.scopes.iter().map(ToString::to_string).collect(),
        prefix: prefix(&secret),
        created_by: seed.created_by.id.into(),
        is_admin_managed: seed.is_admin_managed,
        is_active: true,
        expires_at: seed.expires_at,
        last_used_at: seed.last_used_at,
        created_at: seed.created_at,
    };
    key.insert(transaction, &secret)
}

fn secret() -> String {
    format!("proj_{}", ids::random_hex::<32>())
}

fn prefix(secret: &str) -> String {
    secret.chars().take(PREFIX_LENGTH).collect()
}
