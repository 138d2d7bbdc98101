//! Opening the file: its settings, its tables and the signing key in it.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, params};

use super::project_keys;
use crate::{
    clock, demo,
    token::{SigningKey, SigningKeyError},
};

/// How long one process waits for another that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// What makes each version of the tables from the one before. The file keeps its own in `user_version`.
const STEPS: [(i64, Step); 2] = [(1, make_clerks_half), (2, make_projects)];

type Step = fn(&Transaction<'_>) -> Result<(), OpenError>;

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In memory: gone with the process.
    Memory,
    /// In this file.
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
    /// The file cannot be made or written.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The file is no database, or none that can be used.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The file is a database, but of another program or another version of this one.
    #[error("it is a database of something else, or of another version of this program")]
    Foreign,
    /// There is no signing key to be had.
    #[error(transparent)]
    SigningKey(#[from] SigningKeyError),
}

pub fn open(location: &Location) -> Result<(Connection, SigningKey), OpenError> {
    let mut connection = match location {
        Location::Memory => Connection::open_in_memory()?,
        Location::File(path) => {
            make_private(path)?;
            Connection::open(path)?
        }
    };
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    // First of all, so that a database of something else stays as it is.
    let key = make_tables(&mut connection)?;
    // This does not wait for the busy timeout, and two processes may do it on a new file at once.
    patiently(|| connection.pragma_update(None, "journal_mode", "wal"))?;
    Ok((connection, key))
}

/// Makes the file where there is none, readable by its owner alone: the key that signs tokens is in it.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn patiently<T>(mut attempt: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let deadline = Instant::now() + BUSY_TIMEOUT;
    loop {
        match attempt() {
            Err(busy)
                if busy.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && Instant::now() < deadline =>
            {
                thread::sleep(Duration::from_millis(10));
            }
            settled => return settled,
        }
    }
}

/// Makes what is not there yet: tables, the signing key, the demo projects' keys. Of two processes that start on a new
/// file, one makes them and the other waits for it.
fn make_tables(connection: &mut Connection) -> Result<SigningKey, OpenError> {
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
    if !(0..=STEPS[STEPS.len() - 1].0).contains(&version) {
        return Err(OpenError::Foreign);
    }
    for (next, step) in STEPS.into_iter().filter(|(next, _)| *next > version) {
        step(&transaction)?;
        transaction.pragma_update(None, "user_version", next)?;
    }
    let (id, private_key): (String, Vec<u8>) =
        transaction.query_row("SELECT id, private_key FROM signing_key", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    transaction.commit()?;
    Ok(SigningKey::from_pkcs1(id, &private_key)?)
}

fn make_clerks_half(transaction: &Transaction<'_>) -> Result<(), OpenError> {
    transaction.execute_batch(include_str!("schema.sql"))?;
    let (id, private_key) = SigningKey::generate()?;
    transaction.execute(
        "INSERT INTO signing_key (id, private_key, created_at) VALUES (?1, ?2, ?3)",
        params![id, private_key, clock::now_ms()],
    )?;
    Ok(())
}

/// The demo projects get their first keys once and for all: one that was revoked does not come back.
fn make_projects(transaction: &Transaction<'_>) -> Result<(), OpenError> {
    transaction.execute_batch(include_str!("projects.sql"))?;
    for key in demo::KEYS {
        project_keys::seed(transaction, key)?;
    }
    Ok(())
}
