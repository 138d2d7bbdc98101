//! Which browser asks, which user, and from where.

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{header, request::Parts},
};

use crate::{
    app::App,
    error::ApiError,
    fields::{Pairs, cookie},
    host,
    people::User,
    store::{Browser, Session},
};

/// The cookie that names the browser where clerk-js uses no development browser. It does so for publishable keys of
/// Clerk's own development domains only (`….accounts.dev`).
pub const COOKIE: &str = "__client";

/// What a request says about its browser.
#[derive(Debug, PartialEq, Eq)]
pub enum Identity {
    /// The secret in the query, as clerk-js sends it on development instances.
    DevBrowser(String),
    /// The secret in the cookie.
    Cookie(String),
    /// Nothing.
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
    /// The browser, where it is known.
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

/// The user that a request is about: of the session it names, else of the active one.
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

/// Where a request came from and where it went, for the claims of a token.
#[derive(Debug)]
pub struct Place {
    /// The origin of the page.
    pub origin: String,
    /// The address of this Frontend API, as the page sees it.
    pub frontend_api: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Place {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let here =
            host::authority(&uri, &parts.headers).map(|authority| format!("http://{authority}"));
        let here = here.unwrap_or_default();
        // GET from the same origin comes without Origin.
        let origin = parts
            .headers
            .get(header::ORIGIN)
            .and_then(|value| value.to_str().ok());
        Ok(Self {
            origin: origin.map_or_else(|| here.clone(), str::to_owned),
            frontend_api: format!("{here}/__clerk"),
        })
    }
}
