//! What lasts: one SQLite file.
//!
//! Several processes may share it. Every change is one IMMEDIATE transaction, so that what a change was decided on
//! is still so when it is written, and a commit is on the disk before anybody is answered (`synchronous = FULL`).

mod api_keys;
mod browsers;
mod open;
mod project_keys;

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use self::{
    api_keys::{ApiKey, CreateError, Listing, NewApiKey, Revocation},
    browsers::{Browser, Session, Workspace},
    open::{Location, OpenError},
    project_keys::{NewProjectKey, ProjectKey},
};
use crate::token::SigningKey;

/// The database.
#[derive(Clone)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
}

/// Why the database did not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The thread that asked it is gone.
    #[error(transparent)]
    Worker(#[from] tokio::task::JoinError),
}

impl Store {
    /// Opens the database, and makes it where it is not there yet.
    pub fn open(location: &Location) -> Result<(Self, SigningKey), OpenError> {
        let (connection, key) = open::open(location)?;
        Ok((
            Self {
                connection: Arc::new(Mutex::new(connection)),
            },
            key,
        ))
    }

    /// Runs `work` in a transaction that only reads.
    async fn read<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        self.run(TransactionBehavior::Deferred, move |transaction| {
            work(transaction).map_err(StoreError::from)
        })
        .await
    }

    /// Runs `work` in a transaction that nobody else's change comes between. It counts only if it succeeds.
    async fn write<T, E, W>(&self, work: W) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    {
        self.run(TransactionBehavior::Immediate, work).await
    }

    async fn run<T, E, W>(&self, behavior: TransactionBehavior, work: W) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    {
        let connection = Arc::clone(&self.connection);
        // SQLite blocks, so it has a thread of its own. The thread ends its work even if the request is gone.
        let worker = tokio::task::spawn_blocking(move || {
            // A panic under the lock rolled its transaction back, so the connection is as good as before.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection
                .transaction_with_behavior(behavior)
                .map_err(StoreError::from)?;
            let value = work(&transaction)?;
            transaction.commit().map_err(StoreError::from)?;
            Ok(value)
        });
        worker
            .await
            .unwrap_or_else(|gone| Err(StoreError::from(gone).into()))
    }
}
