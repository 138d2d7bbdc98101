//! The Frontend API for host pages of other origins: CORS, as Clerk's own has it.

use axum::http::{HeaderName, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// Allows host pages of every origin.
///
/// It exposes only the headers that Clerk's packages read: the development browser's token (clerk-js), and the client's
/// token (the packages for native apps and extensions). `Date` and `Retry-After` are not among them, so a page cannot
/// read them.
pub fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::mirror_request())
        .allow_credentials(true)
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([
            header::AUTHORIZATION,
            HeaderName::from_static("clerk-db-jwt"),
        ])
}
