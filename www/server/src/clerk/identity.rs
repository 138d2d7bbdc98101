//! Identifies the browser and the user of a request.

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{
    app::App,
    error::ApiError,
    fields::{Pairs, cookie},
    people::User,
    store::{Browser, Session},
};

/// The cookie that holds the browser's secret if clerk-js uses no development browser. clerk-js uses one only for
/// publishable keys of Clerk's own development domains (`….accounts.dev`).
pub const COOKIE: &str = "__client";

/// The secret with which a request identifies its browser.
#[derive(Debug, PartialEq, Eq)]
pub enum Identity {
    /// The secret in the query, as clerk-js sends it on development instances.
    DevBrowser(String),
    /// The secret in the cookie.
    Cookie(String),
    /// The request has no secret.
    None,
}

impl Identity {
    fn read(parts: &Parts) -> Self {
        let query = Pairs::parse(parts.uri.query().unwrap_or_default().as_bytes());
        if let Some(secret) = query.get("__clerk_db_jwt") {
            return Self::DevBrowser(secret.to_owned());
        }
        cookie(&parts.headers, COOKIE).map_or(Self::None, |secret| Self::Cookie(secret.to_owned()))
    }

    fn secret(&self) -> Option<&str> {
        match self {
            Self::DevBrowser(secret) | Self::Cookie(secret) => Some(secret),
            Self::None => None,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Identity {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::read(parts))
    }
}

impl Identity {
    /// The browser with this secret, if the store knows it.
    pub async fn browser(&self, app: &App) -> Result<Option<Browser>, ApiError> {
        match self.secret() {
            Some(secret) => Ok(app.store.browser(secret.to_owned()).await?),
            None => Ok(None),
        }
    }
}

impl FromRequestParts<App> for Browser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let identity = Identity::read(parts);
        identity.browser(app).await?.ok_or(match identity {
            Identity::DevBrowser(_) => ApiError::UnknownBrowser,
            Identity::Cookie(_) | Identity::None => ApiError::Unauthenticated,
        })
    }
}

impl Session {
    /// The user of the session. `None` if an older version of the stand-in, with other users, created the session.
    pub fn user(&self) -> Option<&'static User> {
        User::by_id(&self.user_id)
    }
}

/// The signed-in user of a request: the user of the session that the query names, or else of the active session.
pub struct SignedIn(pub &'static User);

impl FromRequestParts<App> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let browser = Browser::from_request_parts(parts, app).await?;
        let query = Pairs::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let session = match query.get("_clerk_session_id") {
            Some(id) => browser.session(id),
            None => browser.active_session(),
        };
        session
            .and_then(Session::user)
            .map(Self)
            .ok_or(ApiError::SignedOut)
    }
}
