//! The errors that the middleware around both APIs returns.

use axum::response::IntoResponse;

/// The errors of the middleware. Each API implements them in its own format.
pub trait CommonErrors: IntoResponse {
    /// The `Host` of the request is not a loopback host.
    const NOT_LOOPBACK: Self;
    /// The body is longer than the limit.
    const BODY_TOO_LARGE: Self;
    /// The session token is missing or invalid.
    const UNAUTHENTICATED: Self;
    /// Too many requests. Only an injected fault returns it.
    const TOO_MANY: Self;
    /// The service is unavailable. Only an injected fault returns it.
    const UNAVAILABLE: Self;
}
