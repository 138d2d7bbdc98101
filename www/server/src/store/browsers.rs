//! The tables of the browsers and their sessions.

use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};

use super::connection::{Store, StoreError};
use crate::{clock, ids, people::User};

/// A browser with its sessions.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Clerk's client ID.
    pub id: String,
    /// The secret that identifies the browser.
    pub secret: String,
    /// The ID of the session that was used last.
    pub active_session_id: Option<String>,
    /// Its sessions that have not ended, oldest first.
    pub sessions: Vec<Session>,
    /// When it was created.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

/// A session: a user who is signed in to a browser.
#[derive(Clone, Debug)]
pub struct Session {
    /// Clerk's session ID.
    pub id: String,
    /// The ID of the user.
    pub user_id: String,
    /// The ID of the active organization.
    pub organization_id: Option<String>,
    /// When it was last used.
    pub last_active_at: i64,
    /// When it was created.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

/// The account that is active in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Workspace {
    /// The user's personal account.
    Personal,
    /// The organization with this ID.
    Organization(String),
}

impl Workspace {
    /// The ID of the organization, if it is one.
    pub fn organization_id(&self) -> Option<&str> {
        match self {
            Self::Personal => None,
            Self::Organization(id) => Some(id),
        }
    }
}

impl Browser {
    /// The session with this ID, if it has not ended.
    pub fn session(&self, id: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// The session that was used last, or else the oldest one.
    pub fn active_session(&self) -> Option<&Session> {
        let active = self
            .active_session_id
            .as_deref()
            .and_then(|id| self.session(id));
        active.or_else(|| self.sessions.first())
    }
}

impl Session {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            user_id: row.get("user_id")?,
            organization_id: row.get("organization_id")?,
            last_active_at: row.get("last_active_at")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }
}

impl Store {
    /// The browser with this secret.
    pub async fn browser(&self, secret: String) -> Result<Option<Browser>, StoreError> {
        self.read(move |transaction| find(transaction, &secret))
            .await
    }

    /// Creates a browser in which this user is signed in.
    pub async fn add_browser(&self, user: &'static User) -> Result<Browser, StoreError> {
        self.write(move |transaction| {
            let (id, secret, now) = (
                ids::random_id("client"),
                ids::random_id("dvb"),
                clock::now_ms(),
            );
            transaction.execute(
                "INSERT INTO browser (id, secret, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)",
                params![id, secret, now],
            )?;
            begin_session(transaction, &id, user, now)?;
            reread(transaction, &secret)
        })
        .await
    }

    /// Signs a user in. Returns the browser and the ID of the new session.
    pub async fn sign_in(
        &self,
        browser: Browser,
        user: &'static User,
    ) -> Result<(Browser, String), StoreError> {
        self.write(move |transaction| {
            let session_id = begin_session(transaction, &browser.id, user, clock::now_ms())?;
            Ok((reread(transaction, &browser.secret)?, session_id))
        })
        .await
    }

    /// Makes a session the active one, and sets its workspace if one is given.
    pub async fn touch_session(
        &self,
        browser: Browser,
        session_id: String,
        workspace: Option<Workspace>,
    ) -> Result<Browser, StoreError> {
        self.write(move |transaction| {
            let now = clock::now_ms();
            transaction.execute(
                "UPDATE session SET last_active_at = ?2, updated_at = ?2 WHERE id = ?1",
                params![session_id, now],
            )?;
            if let Some(workspace) = workspace {
                transaction.execute(
                    "UPDATE session SET organization_id = ?2 WHERE id = ?1",
                    params![session_id, workspace.organization_id()],
                )?;
            }
            activate(transaction, &browser.id, Some(&session_id), now)?;
            reread(transaction, &browser.secret)
        })
        .await
    }

    /// Ends the session with this ID, or all sessions.
    pub async fn end_sessions(
        &self,
        browser: Browser,
        only: Option<String>,
    ) -> Result<Browser, StoreError> {
        self.write(move |transaction| {
            let now = clock::now_ms();
            transaction.execute(
                "UPDATE session SET ended = 1, updated_at = :now
                 WHERE browser_id = :browser AND ended = 0 AND (:only IS NULL OR id = :only)",
                named_params! { ":now": now, ":browser": browser.id, ":only": only },
            )?;
            let next = browser
                .sessions
                .iter()
                .find(|session| only.as_ref().is_some_and(|only| *only != session.id));
            activate(
                transaction,
                &browser.id,
                next.map(|session| session.id.as_str()),
                now,
            )?;
            reread(transaction, &browser.secret)
        })
        .await
    }

    /// Whether this browser has or had this session.
    pub async fn had_session(
        &self,
        browser_id: String,
        session_id: String,
    ) -> Result<bool, StoreError> {
        self.read(move |transaction| {
            transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM session WHERE browser_id = ?1 AND id = ?2)",
                params![browser_id, session_id],
                |row| row.get(0),
            )
        })
        .await
    }
}

fn begin_session(
    transaction: &Transaction<'_>,
    browser_id: &str,
    user: &User,
    now: i64,
) -> rusqlite::Result<String> {
    let id = ids::random_id("sess");
    transaction.execute(
        "INSERT INTO session (id, browser_id, user_id, last_active_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?4, ?4)",
        params![id, browser_id, user.id, now],
    )?;
    activate(transaction, browser_id, Some(&id), now)?;
    Ok(id)
}

fn activate(
    transaction: &Transaction<'_>,
    browser_id: &str,
    session_id: Option<&str>,
    now: i64,
) -> rusqlite::Result<()> {
    transaction.execute(
        "UPDATE browser SET active_session_id = ?2, updated_at = ?3 WHERE id = ?1",
        params![browser_id, session_id, now],
    )?;
    Ok(())
}

fn find(transaction: &Transaction<'_>, secret: &str) -> rusqlite::Result<Option<Browser>> {
    let browser = transaction
        .prepare_cached("SELECT id, secret, active_session_id, created_at, updated_at FROM browser WHERE secret = ?1")?
        .query_row([secret], |row| {
            Ok(Browser {
                id: row.get("id")?,
                secret: row.get("secret")?,
                active_session_id: row.get("active_session_id")?,
                sessions: Vec::new(),
                created_at: row.get("created_at")?,
                updated_at: row.get("updated_at")?,
            })
        })
        .optional()?;
    let Some(browser) = browser else {
        return Ok(None);
    };
    let sessions = transaction
        .prepare_cached(
            "SELECT id, user_id, organization_id, last_active_at, created_at, updated_at
             FROM session WHERE browser_id = ?1 AND ended = 0 ORDER BY created_at, id",
        )?
        .query_map([&browser.id], Session::read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(Browser {
        sessions,
        ..browser
    }))
}

/// Reads the browser again after a change.
fn reread(transaction: &Transaction<'_>, secret: &str) -> Result<Browser, StoreError> {
    Ok(find(transaction, secret)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
}
