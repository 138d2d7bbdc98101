//! The errors of the Frontend API, in Clerk's format.

mod param;

use std::borrow::Cow;

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

pub use self::param::{ParamError, Part};
use crate::{body::BodyError, common_errors::CommonErrors, ids, store::StoreError};

/// Why a request failed.
#[derive(Debug)]
pub enum ApiError {
    /// The session token is missing, forged, expired or not valid yet.
    Unauthenticated,
    /// The development browser is unknown. clerk-js then requests a new one.
    UnknownBrowser,
    /// The session has ended, perhaps in another tab.
    SignedOut,
    /// The keys belong to another subject.
    Forbidden,
    /// There is no such resource. The text is the message.
    NotFound(Cow<'static, str>),
    /// The organization does not exist or the user is not a member. Clerk does not reveal which.
    NotAMember,
    /// The path does not support the method.
    MethodNotAllowed,
    /// A parameter is invalid.
    Param(Cow<'static, str>, ParamError),
    /// A parameter of a request about API keys, in this part of it, is invalid.
    BadRequest(Part, Cow<'static, str>, ParamError),
    /// The body is not a JSON object.
    BodyNotAnObject,
    /// The body is longer than the limit.
    BodyTooLarge,
    /// The content type is not this one.
    WrongContentType(&'static str),
    /// A key with that name exists, perhaps a revoked one.
    NameTaken,
    /// The instance has no API keys for this kind of subject.
    NotEnabled,
    /// The subject has reached the maximum number of keys, which is this one.
    QuotaExceeded(u32),
    /// The browser already has a session of that user, which has this ID.
    AlreadySignedIn(String),
    /// The `Host` of the request is not a loopback host.
    NotLoopback,
    /// A website of another origin sent the request.
    CrossOrigin,
    /// A browser's request has an `Authorization` header below `/v1/`.
    OriginAndAuthorization,
    /// Too many requests.
    TooMany,
    /// The service is unavailable.
    Unavailable,
    /// The database failed. The log has the details, the response does not.
    Store(StoreError),
    /// A token could not be signed.
    Signing(jsonwebtoken::errors::Error),
}

/// An error in Clerk's format, with its HTTP status.
struct ClerkError {
    status: StatusCode,
    code: &'static str,
    message: &'static str,
    long_message: Cow<'static, str>,
    meta: Option<Value>,
}

impl ClerkError {
    fn new(
        status: StatusCode,
        code: &'static str,
        message: &'static str,
        long_message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            status,
            code,
            message,
            long_message: long_message.into(),
            meta: None,
        }
    }

    fn with_meta(self, meta: Value) -> Self {
        Self {
            meta: Some(meta),
            ..self
        }
    }
}

impl ApiError {
    /// The parameter with this name is invalid.
    pub fn param(name: impl Into<Cow<'static, str>>, error: ParamError) -> Self {
        Self::Param(name.into(), error)
    }

    /// The same error in the way of the routes of the API keys: in `part` of the request, a parameter is invalid.
    pub fn in_part(self, part: Part) -> Self {
        match self {
            Self::Param(name, error) => Self::BadRequest(part, name, error),
            other => other,
        }
    }

    /// There is no `what` with this ID.
    pub fn not_found(what: &str, id: &str) -> Self {
        Self::NotFound(format!("No {what} was found with id {id}").into())
    }

    fn to_clerk_error(&self) -> ClerkError {
        use StatusCode as S;
        match self {
            Self::Unauthenticated => ClerkError::new(
                S::UNAUTHORIZED,
                "authentication_invalid",
                "Invalid authentication",
                "Unable to authenticate the request, you need to supply an active session",
            ),
            Self::UnknownBrowser => ClerkError::new(
                S::UNAUTHORIZED,
                "dev_browser_unauthenticated",
                "Browser unauthenticated",
                "Unable to authenticate this browser for your development instance.",
            ),
            Self::SignedOut => ClerkError::new(
                S::UNAUTHORIZED,
                "signed_out",
                "Signed out",
                "You are signed out",
            ),
            Self::Forbidden => ClerkError::new(
                S::FORBIDDEN,
                "authorization_invalid",
                "Unauthorized request",
                "You are not authorized to perform this request",
            ),
            Self::NotFound(long) => ClerkError::new(
                S::NOT_FOUND,
                "resource_not_found",
                "not found",
                long.clone(),
            ),
            Self::NotAMember => ClerkError::new(
                S::NOT_FOUND,
                "organization_not_found_or_unauthorized",
                "not found",
                "Given organization not found, or you don't have permission to access it",
            ),
            Self::MethodNotAllowed => ClerkError::new(
                S::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "Method not allowed",
                "This path does not answer this method",
            ),
            Self::Param(name, error) => error.to_clerk_error(name),
            Self::BadRequest(part, name, error) => error.to_bad_request(*part, name),
            Self::BodyNotAnObject => ClerkError::new(
                S::BAD_REQUEST,
                "request_body_invalid",
                "Request body invalid",
                "The request body is invalid: a JSON object is expected",
            ),
            Self::BodyTooLarge => ClerkError::new(
                S::PAYLOAD_TOO_LARGE,
                "request_body_too_large",
                "Request body too large",
                "The request body is longer than any that this API reads",
            ),
            Self::WrongContentType(expected) => ClerkError::new(
                S::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_content_type",
                "Unsupported content type",
                format!("The Content-Type of this request must be {expected}"),
            ),
            Self::NameTaken => ClerkError::new(
                S::CONFLICT,
                "token_creation_conflict",
                "already exists",
                "An API key with this name already exists for this subject",
            ),
            Self::NotEnabled => ClerkError::new(
                S::UNPROCESSABLE_ENTITY,
                "api_keys_not_enabled",
                "API Keys not enabled",
                "API Keys not enabled",
            ),
            Self::QuotaExceeded(quota) => ClerkError::new(
                S::FORBIDDEN,
                "token_quota_exceeded",
                "quota exceeded",
                format!(
                    "This subject already has {quota} API keys, which is as many as it may have"
                ),
            ),
            Self::AlreadySignedIn(session_id) => ClerkError::new(
                S::BAD_REQUEST,
                "identifier_already_signed_in",
                "Session already exists",
                "You're already signed in.",
            )
            .with_meta(json!({ "session_id": session_id })),
            Self::NotLoopback
            | Self::CrossOrigin
            | Self::OriginAndAuthorization
            | Self::TooMany
            | Self::Unavailable
            | Self::Store(_)
            | Self::Signing(_) => self.general_clerk_error(),
        }
    }

    /// The errors that do not depend on the route.
    fn general_clerk_error(&self) -> ClerkError {
        use StatusCode as S;
        match self {
            Self::NotLoopback => ClerkError::new(
                S::MISDIRECTED_REQUEST,
                "host_invalid",
                "Invalid host",
                "This stand-in answers only requests to localhost or a loopback address",
            ),
            Self::CrossOrigin => ClerkError::new(
                S::FORBIDDEN,
                "origin_invalid",
                "Invalid origin",
                "Only this server's own pages may do this",
            ),
            Self::OriginAndAuthorization => ClerkError::new(
                S::BAD_REQUEST,
                "origin_authorization_headers_conflict",
                "Setting both the 'Origin' and 'Authorization' headers is forbidden",
                "For security purposes, only one of the 'Origin' and 'Authorization' headers should be provided, but not both.",
            ),
            Self::TooMany => ClerkError::new(
                S::TOO_MANY_REQUESTS,
                "too_many_requests",
                "Too many requests",
                "Too many requests. Please try again in a bit.",
            ),
            Self::Unavailable => ClerkError::new(
                S::SERVICE_UNAVAILABLE,
                "service_unavailable",
                "Service unavailable",
                "This service is not available for now. Please try again in a bit.",
            ),
            _ => ClerkError::new(
                S::INTERNAL_SERVER_ERROR,
                "internal_clerk_error",
                "Oops, an unexpected error occurred",
                "The stand-in failed; its own output says why",
            ),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        // Only internal errors go to the log.
        match &self {
            Self::Store(cause) => eprintln!("apikeys-standin: the database failed: {cause}"),
            Self::Signing(cause) => eprintln!("apikeys-standin: no token could be signed: {cause}"),
            _ => {}
        }
        let ClerkError {
            status,
            code,
            message,
            long_message,
            meta,
        } = self.to_clerk_error();
        let mut error = json!({ "code": code, "message": message, "long_message": long_message });
        if let Some(meta) = meta {
            error["meta"] = meta;
        }
        let trace_id = ids::random_hex::<16>();
        (
            status,
            Json(json!({ "errors": [error], "clerk_trace_id": trace_id })),
        )
            .into_response()
    }
}

impl CommonErrors for ApiError {
    const NOT_LOOPBACK: Self = Self::NotLoopback;
    const BODY_TOO_LARGE: Self = Self::BodyTooLarge;
    const UNAUTHENTICATED: Self = Self::Unauthenticated;
    const TOO_MANY: Self = Self::TooMany;
    const UNAVAILABLE: Self = Self::Unavailable;
}

impl From<BodyError> for ApiError {
    fn from(cause: BodyError) -> Self {
        match cause {
            BodyError::TooLarge => Self::BodyTooLarge,
            BodyError::WrongContentType(expected) => Self::WrongContentType(expected),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(cause: StoreError) -> Self {
        Self::Store(cause)
    }
}

impl From<rusqlite::Error> for ApiError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Store(cause.into())
    }
}
