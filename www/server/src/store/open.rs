//! Opening the file: its settings, its tables and the signing key in it.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, TransactionBehavior, params};

use crate::{
    clock,
    token::{SigningKey, SigningKeyError},
};

/// How long one process waits for another that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The version of the tables below, kept in the file's `user_version`.
const SCHEMA_VERSION: i64 = 1;

const SCHEMA: &str = include_str!("schema.sql");

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
    /// The file cannot be made, read or written.
    #[error("cannot open {}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The file is not a database, or not one that SQLite can use.
    #[error("cannot use {location} as the database: {cause}")]
    Sqlite {
        /// Where.
        location: Location,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
    /// The file is a database, but of another program or of a later version of this one.
    #[error(
        "{location} is a database of something else, or of another version of this program; delete it or name another"
    )]
    Foreign {
        /// Where.
        location: Location,
    },
    /// There is no signing key.
    #[error(transparent)]
    SigningKey(#[from] SigningKeyError),
}

/// A failure on the way, before it is known what it is about.
enum Setup {
    Sqlite(rusqlite::Error),
    Foreign,
    SigningKey(SigningKeyError),
}

impl From<rusqlite::Error> for Setup {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Sqlite(cause)
    }
}

impl From<SigningKeyError> for Setup {
    fn from(cause: SigningKeyError) -> Self {
        Self::SigningKey(cause)
    }
}

pub fn open(location: &Location) -> Result<(Connection, SigningKey), OpenError> {
    if let Location::File(path) = location {
        make_private(path).map_err(|cause| OpenError::File {
            path: path.clone(),
            cause,
        })?;
    }
    connect(location).map_err(|setup| match setup {
        Setup::Sqlite(cause) => OpenError::Sqlite {
            location: location.clone(),
            cause,
        },
        Setup::Foreign => OpenError::Foreign {
            location: location.clone(),
        },
        Setup::SigningKey(cause) => OpenError::SigningKey(cause),
    })
}

/// Makes the file where there is none, readable by its owner alone: the key that signs tokens is in it.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn connect(location: &Location) -> Result<(Connection, SigningKey), Setup> {
    let mut connection = match location {
        Location::Memory => Connection::open_in_memory()?,
        Location::File(path) => Connection::open(path)?,
    };
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // The switch to WAL does not wait for the busy timeout, and two processes may make it on a new file at once.
    patiently(|| connection.pragma_update(None, "journal_mode", "wal"))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    let key = make_tables(&mut connection)?;
    Ok((connection, key))
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

/// Makes the tables and the signing key where there are none. Of two processes that start on a new file, one makes
/// them and the other waits for it.
fn make_tables(connection: &mut Connection) -> Result<SigningKey, Setup> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        let is_empty: bool = transaction.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)",
            [],
            |row| row.get(0),
        )?;
        if !is_empty {
            return Err(Setup::Foreign);
        }
        transaction.execute_batch(SCHEMA)?;
        let (id, private_key) = SigningKey::generate()?;
        transaction.execute(
            "INSERT INTO signing_key (id, private_key, created_at) VALUES (?1, ?2, ?3)",
            params![id, private_key, clock::now_ms()],
        )?;
        transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    } else if version != SCHEMA_VERSION {
        return Err(Setup::Foreign);
    }
    let (id, private_key): (String, Vec<u8>) =
        transaction.query_row("SELECT id, private_key FROM signing_key", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    transaction.commit()?;
    Ok(SigningKey::from_pkcs1(id, &private_key)?)
}
