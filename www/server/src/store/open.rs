//! Opens the database: its settings, its tables and its signing key.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, params};

use super::{connection::Store, project_keys};
use crate::{
    clock, demo,
    token::{SigningKey, SigningKeyError},
};

/// How long a process waits while another one writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The migrations, each with the schema version after it. The file stores its version in `user_version`.
const MIGRATIONS: [(i64, Migration); 2] = [(1, create_clerk_tables), (2, create_project_tables)];

type Migration = fn(&Transaction<'_>) -> Result<(), OpenError>;

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In memory, until the process ends.
    Memory,
    /// In a file.
    File(PathBuf),
}

impl From<PathBuf> for Location {
    fn from(path: PathBuf) -> Self {
        if path == Path::new(":memory:") {
            Self::Memory
        } else {
            Self::File(path)
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => f.write_str("in memory, gone when this process ends"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be created or written.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The file is not a usable database.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The database is of another program, or of another version of this one.
    #[error("it is a database of something else, or of another version of this program")]
    Foreign,
    /// The signing key could not be generated or read.
    #[error(transparent)]
    SigningKey(#[from] SigningKeyError),
}

impl Store {
    /// Opens the database, and creates it if there is none.
    pub fn open(location: &Location) -> Result<(Self, SigningKey), OpenError> {
        let (connection, key) = open(location)?;
        Ok((Self::new(connection), key))
    }
}

fn open(location: &Location) -> Result<(Connection, SigningKey), OpenError> {
    let mut connection = match location {
        Location::Memory => Connection::open_in_memory()?,
        Location::File(path) => {
            create_private_file(path)?;
            Connection::open(path)?
        }
    };
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    // Before any other change, so that a database of another program stays unchanged.
    let key = migrate(&mut connection)?;
    // SQLite ignores the busy timeout here, and two processes may open a new file at the same time.
    retry_while_busy(|| connection.pragma_update(None, "journal_mode", "wal"))?;
    Ok((connection, key))
}

/// Creates the file if there is none. Only its owner can read it, because it contains the signing key.
fn create_private_file(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Repeats an operation until the database is no longer busy, or until the busy timeout.
fn retry_while_busy<T>(mut attempt: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let deadline = Instant::now() + BUSY_TIMEOUT;
    loop {
        match attempt() {
            Err(busy)
                if busy.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && Instant::now() < deadline =>
            {
                thread::sleep(Duration::from_millis(10));
            }
            result => return result,
        }
    }
}

/// Runs the missing migrations: tables, signing key, keys of the demo projects. If two processes open a new file, one
/// runs them and the other waits.
fn migrate(connection: &mut Connection) -> Result<SigningKey, OpenError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        let is_empty: bool = transaction.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)",
            [],
            |row| row.get(0),
        )?;
        if !is_empty {
            return Err(OpenError::Foreign);
        }
    }
    if !(0..=MIGRATIONS[MIGRATIONS.len() - 1].0).contains(&version) {
        return Err(OpenError::Foreign);
    }
    for (next, migration) in MIGRATIONS.into_iter().filter(|(next, _)| *next > version) {
        migration(&transaction)?;
        transaction.pragma_update(None, "user_version", next)?;
    }
    let (id, private_key): (String, Vec<u8>) =
        transaction.query_row("SELECT id, private_key FROM signing_key", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    transaction.commit()?;
    Ok(SigningKey::from_pkcs1(id, &private_key)?)
}

fn create_clerk_tables(transaction: &Transaction<'_>) -> Result<(), OpenError> {
    transaction.execute_batch(include_str!("schema.sql"))?;
    let (id, private_key) = SigningKey::generate()?;
    transaction.execute(
        "INSERT INTO signing_key (id, private_key, created_at) VALUES (?1, ?2, ?3)",
        params![id, private_key, clock::now_ms()],
    )?;
    Ok(())
}

/// Also adds the first keys of the demo projects, only once: a revoked one does not come back.
fn create_project_tables(transaction: &Transaction<'_>) -> Result<(), OpenError> {
    transaction.execute_batch(include_str!("projects.sql"))?;
    for key in demo::KEYS {
        project_keys::seed(transaction, key)?;
    }
    Ok(())
}
