//! Browsers and the sessions in them.

use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};

use super::{Store, StoreError};
use crate::{clock, ids, people::User};

/// A browser with what is signed in there.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Clerk's client ID.
    pub id: String,
    /// What the browser is known by.
    pub secret: String,
    /// The session that was used last.
    pub active_session_id: Option<String>,
    /// Its sessions that have not ended, oldest first.
    pub sessions: Vec<Session>,
    /// When it came.
    pub created_at: i64,
    /// When something about it changed.
    pub updated_at: i64,
}

/// A user signed in to a browser.
#[derive(Clone, Debug)]
pub struct Session {
    /// Clerk's session ID.
    pub id: String,
    /// Who.
    pub user_id: String,
    /// The active organization.
    pub organization_id: Option<String>,
    /// When it was last touched.
    pub last_active_at: i64,
    /// When it began.
    pub created_at: i64,
    /// When something about it changed.
    pub updated_at: i64,
}

/// Whose things a session works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Workspace {
    /// The user's own.
    Personal,
    /// Those of the organization with this ID.
    Organization(String),
}

impl Workspace {
    /// The ID of the organization, where it is one.
    pub fn organization_id(&self) -> Option<&str> {
        match self {
            Self::Personal => None,
            Self::Organization(id) => Some(id),
        }
    }
}

impl Browser {
    /// The session of this ID, while it lasts.
    pub fn session(&self, id: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// The session that was used last, else any.
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
    /// The browser that is known by this secret.
    pub async fn browser(&self, secret: String) -> Result<Option<Browser>, StoreError> {
        self.read(move |transaction| find(transaction, &secret))
            .await
    }

    /// A new browser, with this user signed in.
    pub async fn add_browser(&self, user: &'static User) -> Result<Browser, StoreError> {
        self.write(move |transaction| {
            let (id, secret, now) = (ids::fresh("client"), ids::fresh("dvb"), clock::now_ms());
            transaction.execute(
                "INSERT INTO browser (id, secret, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)",
                params![id, secret, now],
            )?;
            begin_session(transaction, &id, user, now)?;
            reread(transaction, &secret)
        })
        .await
    }

    /// Signs a user in. The answer has the new session's ID.
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

    /// Marks a session as the one in use, from now on in this workspace where one is given.
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

    /// Signs out: of the session of this ID, or of all.
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

    /// Whether this browser ever had this session, which may have ended since.
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
    let id = ids::fresh("sess");
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

/// The browser after a change that cannot have removed it.
fn reread(transaction: &Transaction<'_>, secret: &str) -> Result<Browser, StoreError> {
    Ok(find(transaction, secret)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
}
