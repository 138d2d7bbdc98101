//! Every way that Clerk's half refuses a request, and its words. One type, and it is a response.

use std::borrow::Cow;

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{fields::BodyError, ids, store::StoreError};

/// What the layers around an API refuse. Each API says it in its own form.
pub trait Refusing: IntoResponse {
    /// The request was addressed to another host than this machine.
    const NOT_LOOPBACK: Self;
    /// The body is longer than any that the stand-in reads.
    const BODY_TOO_LARGE: Self;
    /// No session token, or one that is not good now.
    const UNAUTHENTICATED: Self;
    /// More requests than are taken. Only ever on order.
    const TOO_MANY: Self;
    /// No request is taken for now. Only ever on order.
    const UNAVAILABLE: Self;
}

/// A request that is refused, or that failed.
#[derive(Debug)]
pub enum ApiError {
    /// No session token, or one that is forged, expired or not valid yet.
    Unauthenticated,
    /// The development browser is not known here: clerk-js answers by asking for a new one.
    UnknownBrowser,
    /// The session was ended, perhaps in another tab.
    SignedOut,
    /// Somebody else's keys.
    Forbidden,
    /// Nothing by that name. The text says what was looked for.
    NotFound(Cow<'static, str>),
    /// The organization does not exist, or the user is not a member: Clerk does not tell which.
    NotAMember,
    /// The path exists, the method on it does not.
    MethodNotAllowed,
    /// A parameter is wrong.
    Param(Cow<'static, str>, Problem),
    /// The body is no JSON object.
    BodyNotAnObject,
    /// The body is longer than any of this API's.
    BodyTooLarge,
    /// The body is of another type than the route reads.
    WrongContentType(&'static str),
    /// A key of that name exists, perhaps a revoked one.
    NameTaken,
    /// The subject has as many keys as it may.
    QuotaExceeded(u32),
    /// The browser already has a session of that user.
    AlreadySignedIn(String),
    /// The request was addressed to another host than this machine.
    NotLoopback,
    /// A page of another origin asks for what is for this server's own.
    ForeignPage,
    /// More requests than are taken.
    TooMany,
    /// No request is taken for now.
    Unavailable,
    /// The database failed. The details go to the log, never into a body.
    Store(StoreError),
    /// A token could not be signed.
    Signing(jsonwebtoken::errors::Error),
}

/// What is wrong with a parameter.
#[derive(Debug)]
pub enum Problem {
    /// It has to be given.
    Missing,
    /// It is none of this request's.
    Unknown,
    /// It is given more than once.
    Duplicate,
    /// It is of another type than the one named here.
    Type(&'static str),
    /// It does not read as the sentence says it must.
    Format(&'static str),
    /// It is shorter than this.
    TooShort(usize),
    /// It is longer than this.
    TooLong(usize),
    /// It is outside of what the sentence says.
    Value(&'static str),
    /// It is more than this.
    TooLarge(i64),
    /// No user signs in with it.
    NoSuchAccount,
    /// It is not the password.
    WrongPassword,
}

/// An error as Clerk writes it.
struct Words {
    status: StatusCode,
    code: &'static str,
    message: &'static str,
    long_message: Cow<'static, str>,
    meta: Option<Value>,
}

impl Words {
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
    /// The parameter of this name is wrong.
    pub fn param(name: impl Into<Cow<'static, str>>, problem: Problem) -> Self {
        Self::Param(name.into(), problem)
    }

    /// What `id` names is not here.
    pub fn not_found(what: &str, id: &str) -> Self {
        Self::NotFound(format!("No {what} was found with id {id}").into())
    }

    fn words(&self) -> Words {
        use StatusCode as S;
        match self {
            Self::Unauthenticated => Words::new(
                S::UNAUTHORIZED,
                "authentication_invalid",
                "Invalid authentication",
                "Unable to authenticate the request, you need to supply an active session",
            ),
            Self::UnknownBrowser => Words::new(
                S::UNAUTHORIZED,
                "dev_browser_unauthenticated",
                "Browser unauthenticated",
                "Unable to authenticate this browser for your development instance.",
            ),
            Self::SignedOut => Words::new(
                S::UNAUTHORIZED,
                "signed_out",
                "Signed out",
                "You are signed out",
            ),
            Self::Forbidden => Words::new(
                S::FORBIDDEN,
                "authorization_invalid",
                "Unauthorized request",
                "You are not authorized to perform this request",
            ),
            Self::NotFound(long) => Words::new(
                S::NOT_FOUND,
                "resource_not_found",
                "not found",
                long.clone(),
            ),
            Self::NotAMember => Words::new(
                S::NOT_FOUND,
                "organization_not_found_or_unauthorized",
                "not found",
                "Given organization not found, or you don't have permission to access it",
            ),
            Self::MethodNotAllowed => Words::new(
                S::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "Method not allowed",
                "This path does not answer this method",
            ),
            Self::Param(name, problem) => problem.words(name),
            Self::BodyNotAnObject => Words::new(
                S::BAD_REQUEST,
                "request_body_invalid",
                "Request body invalid",
                "The request body is invalid: a JSON object is expected",
            ),
            Self::BodyTooLarge => Words::new(
                S::PAYLOAD_TOO_LARGE,
                "request_body_too_large",
                "Request body too large",
                "The request body is longer than any that this API reads",
            ),
            Self::WrongContentType(expected) => Words::new(
                S::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_content_type",
                "Unsupported content type",
                format!("The Content-Type of this request must be {expected}"),
            ),
            Self::NameTaken => Words::new(
                S::CONFLICT,
                "token_creation_conflict",
                "already exists",
                "An API key with this name already exists for this subject",
            ),
            Self::QuotaExceeded(quota) => Words::new(
                S::FORBIDDEN,
                "token_quota_exceeded",
                "quota exceeded",
                format!(
                    "This subject already has {quota} API keys, which is as many as it may have"
                ),
            ),
            Self::AlreadySignedIn(session_id) => Words::new(
                S::BAD_REQUEST,
                "identifier_already_signed_in",
                "Session already exists",
                "You're already signed in.",
            )
            .with_meta(json!({ "session_id": session_id })),
            Self::NotLoopback
            | Self::ForeignPage
            | Self::TooMany
            | Self::Unavailable
            | Self::Store(_)
            | Self::Signing(_) => self.own_words(),
        }
    }

    /// The words of what has nothing to do with what the request asks for.
    fn own_words(&self) -> Words {
        use StatusCode as S;
        match self {
            Self::NotLoopback => Words::new(
                S::MISDIRECTED_REQUEST,
                "host_invalid",
                "Invalid host",
                "This stand-in answers only requests to localhost or a loopback address",
            ),
            Self::ForeignPage => Words::new(
                S::FORBIDDEN,
                "origin_invalid",
                "Invalid origin",
                "Only this server's own pages may do this",
            ),
            Self::TooMany => Words::new(
                S::TOO_MANY_REQUESTS,
                "too_many_requests",
                "Too many requests",
                "Too many requests. Please try again in a bit.",
            ),
            Self::Unavailable => Words::new(
                S::SERVICE_UNAVAILABLE,
                "service_unavailable",
                "Service unavailable",
                "This service is not available for now. Please try again in a bit.",
            ),
            _ => Words::new(
                S::INTERNAL_SERVER_ERROR,
                "internal_clerk_error",
                "Oops, an unexpected error occurred",
                "The stand-in failed; its own output says why",
            ),
        }
    }
}

impl Problem {
    fn words(&self, name: &str) -> Words {
        let refuse = |code, message, long: String| {
            Words::new(StatusCode::UNPROCESSABLE_ENTITY, code, message, long)
                .with_meta(json!({ "param_name": name }))
        };
        match self {
            Self::Missing => refuse(
                "form_param_missing",
                "is missing",
                format!("{name} must be included."),
            ),
            Self::Unknown => refuse(
                "form_param_unknown",
                "is unknown",
                format!("{name} is not a valid parameter for this request."),
            ),
            Self::Duplicate => refuse(
                "form_param_duplicate",
                "is duplicate",
                format!("{name} included multiple times. There should only be one."),
            ),
            Self::Type(expected) => refuse(
                "form_param_type_invalid",
                "is invalid",
                format!("`{name}` must be a `{expected}`."),
            ),
            Self::Format(rule) => refuse(
                "form_param_format_invalid",
                "is invalid",
                format!("{name} {rule}."),
            ),
            Self::TooShort(least) => refuse(
                "form_param_min_length_exceeded",
                "does not reach minimum length",
                format!("{name} must be at least {least} characters long."),
            ),
            Self::TooLong(most) => refuse(
                "form_param_max_length_exceeded",
                "exceeds maximum length",
                format!("{name} should not exceed {most} characters."),
            ),
            Self::Value(rule) => refuse(
                "form_param_value_invalid",
                "is invalid",
                format!("{name} {rule}."),
            ),
            Self::TooLarge(most) => refuse(
                "form_param_value_too_large",
                "Value too large",
                format!("The value of {name} can't be greater than {most}"),
            ),
            Self::NoSuchAccount => refuse(
                "form_identifier_not_found",
                "is invalid",
                "Couldn't find your account.".into(),
            ),
            Self::WrongPassword => refuse(
                "form_password_incorrect",
                "is incorrect",
                "Password is incorrect. Try again, or use another method.".into(),
            ),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        // Only what is nobody's fault but ours goes to the log.
        match &self {
            Self::Store(cause) => eprintln!("apikeys-standin: the database failed: {cause}"),
            Self::Signing(cause) => eprintln!("apikeys-standin: no token could be signed: {cause}"),
            _ => {}
        }
        let Words {
            status,
            code,
            message,
            long_message,
            meta,
        } = self.words();
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

impl Refusing for ApiError {
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
