//! The errors of the API of the project keys, as problems (RFC 9457).

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;

use super::body::schema;
use crate::{body::BodyError, common_errors::CommonErrors, store::StoreError};

const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// Why a request failed.
#[derive(Debug)]
pub enum Problem {
    /// The session token is missing, forged, expired or not valid yet.
    Unauthenticated,
    /// The user is not a member of the project.
    NotAMember,
    /// There is no such resource. The word says of which kind.
    NotFound(&'static str),
    /// The path does not support the method.
    MethodNotAllowed,
    /// The route requires a body, and there is none.
    NoBody,
    /// The body is not JSON.
    Malformed(InvalidValue),
    /// The body is longer than the limit.
    BodyTooLarge,
    /// The content type is not this one.
    WrongContentType(&'static str),
    /// The validation failed. The list has all invalid values.
    Invalid(Vec<InvalidValue>),
    /// The `Host` of the request is not a loopback host.
    NotLoopback,
    /// Too many requests.
    TooMany,
    /// The service is unavailable.
    Unavailable,
    /// The database failed. The log has the details, the response does not.
    Store(StoreError),
}

/// One invalid value of a request.
#[derive(Debug, Serialize)]
pub struct InvalidValue {
    /// Where it is: `path.projectId`, `body.scopes[1]`.
    pub location: String,
    /// What is expected instead.
    pub message: String,
    /// The value itself. Real servers of this kind send it back, so clients must expect it.
    pub value: Value,
}

/// A problem in a response. `type` is absent, which means `about:blank`.
#[derive(Debug, Serialize)]
struct ProblemBody {
    #[serde(rename = "$schema")]
    schema: String,
    title: Option<&'static str>,
    status: u16,
    detail: String,
    errors: Option<Vec<InvalidValue>>,
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::NotAMember => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NoBody | Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongContentType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotLoopback => StatusCode::MISDIRECTED_REQUEST,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Unauthenticated => "a session token that is good now is required".into(),
            Self::NotAMember => "you are not a member of this project".into(),
            Self::NotFound(what) => format!("there is no such {what}"),
            Self::MethodNotAllowed => "this path does not answer this method".into(),
            Self::NoBody => "a request body is required".into(),
            Self::Malformed(_) => "the request body is malformed".into(),
            Self::BodyTooLarge => "the request body is longer than any that this API reads".into(),
            Self::WrongContentType(expected) => {
                format!("the Content-Type of this request must be {expected}")
            }
            Self::Invalid(_) => "validation failed".into(),
            Self::NotLoopback => {
                "this stand-in answers only requests to localhost or a loopback address".into()
            }
            Self::TooMany => "too many requests; try again in a bit".into(),
            Self::Unavailable => "this service is not available for now".into(),
            Self::Store(_) => "the stand-in failed; its own output says why".into(),
        }
    }

    fn into_invalid_values(self) -> Option<Vec<InvalidValue>> {
        match self {
            Self::Malformed(value) => Some(vec![value]),
            Self::Invalid(values) => Some(values),
            _ => None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Only internal errors go to the log.
        if let Self::Store(cause) = &self {
            eprintln!("apikeys-standin: the database failed: {cause}");
        }
        let status = self.status();
        let body = ProblemBody {
            schema: schema("components/schemas/Problem"),
            title: status.canonical_reason(),
            status: status.as_u16(),
            detail: self.detail(),
            errors: self.into_invalid_values(),
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, PROBLEM);
        if status == StatusCode::UNAUTHORIZED {
            // RFC 9110 requires it. `Bearer` makes no browser ask for a password.
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl CommonErrors for Problem {
    const NOT_LOOPBACK: Self = Self::NotLoopback;
    const BODY_TOO_LARGE: Self = Self::BodyTooLarge;
    const UNAUTHENTICATED: Self = Self::Unauthenticated;
    const TOO_MANY: Self = Self::TooMany;
    const UNAVAILABLE: Self = Self::Unavailable;
}

impl From<BodyError> for Problem {
    fn from(cause: BodyError) -> Self {
        match cause {
            BodyError::TooLarge => Self::BodyTooLarge,
            BodyError::WrongContentType(expected) => Self::WrongContentType(expected),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(cause: StoreError) -> Self {
        Self::Store(cause)
    }
}
