//! The URLs of a request that the claims of a session token contain.

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{header, request::Parts},
};

use crate::{host, router::PROXY_PATH};

/// The origin that a request came from, and the base URL that it was sent to.
#[derive(Debug)]
pub struct RequestUrls {
    /// The origin of the host page.
    pub origin: String,
    /// The base URL of this Frontend API, as the host page sees it.
    pub frontend_api: String,
}

impl<S: Send + Sync> FromRequestParts<S> for RequestUrls {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let own_origin =
            host::own_origin(&uri, &parts.headers, &parts.extensions).unwrap_or_default();
        // With a proxyUrl it is below this path, and on its own origin at the root.
        let path = if uri.path().starts_with(PROXY_PATH) {
            PROXY_PATH
        } else {
            ""
        };
        // A same-origin GET has no Origin header.
        let origin = parts
            .headers
            .get(header::ORIGIN)
            .and_then(|value| value.to_str().ok());
        Ok(Self {
            origin: origin.map_or_else(|| own_origin.clone(), str::to_owned),
            frontend_api: format!("{own_origin}{path}"),
        })
    }
}
