//! Every way that the projects' API refuses a request: a problem, as RFC 9457 has it.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;

use super::body::schema;
use crate::{error::Refusing, fields::BodyError, store::StoreError};

const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A request that is refused, or that failed.
#[derive(Debug)]
pub enum Refusal {
    /// No session token, or one that is forged, expired or not valid yet.
    Unauthenticated,
    /// Somebody else's project.
    NotAMember,
    /// Nothing by that name. The word says what was looked for.
    NotFound(&'static str),
    /// The path exists, the method on it does not.
    MethodNotAllowed,
    /// The route reads a body, and there is none.
    NoBody,
    /// The body is no JSON.
    Malformed(Fault),
    /// The body is longer than any of this API's.
    BodyTooLarge,
    /// The body is of another type than the route reads.
    WrongContentType(&'static str),
    /// What was given is not what it must be: all that is wrong with it.
    Invalid(Vec<Fault>),
    /// The request was addressed to another host than this machine.
    NotLoopback,
    /// More requests than are taken.
    TooMany,
    /// No request is taken for now.
    Unavailable,
    /// The database failed. The details go to the log, never into a body.
    Store(StoreError),
}

/// One thing that is wrong with what was given.
#[derive(Debug, Serialize)]
pub struct Fault {
    /// Where: `path.projectId`, `body.scopes[1]`.
    pub location: String,
    /// What must be there instead.
    pub message: String,
    /// What was given. Servers of this kind send it back, a client has to know.
    pub value: Value,
}

/// A problem as it is written to the world. `type` is left out, which is as good as `about:blank`.
#[derive(Debug, Serialize)]
struct ProblemBody {
    #[serde(rename = "$schema")]
    schema: String,
    title: Option<&'static str>,
    status: u16,
    detail: String,
    errors: Option<Vec<Fault>>,
}

impl Refusal {
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

    fn faults(self) -> Option<Vec<Fault>> {
        match self {
            Self::Malformed(fault) => Some(vec![fault]),
            Self::Invalid(faults) => Some(faults),
            _ => None,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // Only what is nobody's fault but ours goes to the log.
        if let Self::Store(cause) = &self {
            eprintln!("apikeys-standin: the database failed: {cause}");
        }
        let status = self.status();
        let body = ProblemBody {
            schema: schema("components/schemas/Problem"),
            title: status.canonical_reason(),
            status: status.as_u16(),
            detail: self.detail(),
            errors: self.faults(),
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, PROBLEM);
        if status == StatusCode::UNAUTHORIZED {
            // RFC 9110 asks for it. No browser asks its user for a password because of it.
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl Refusing for Refusal {
    const NOT_LOOPBACK: Self = Self::NotLoopback;
    const BODY_TOO_LARGE: Self = Self::BodyTooLarge;
    const UNAUTHENTICATED: Self = Self::Unauthenticated;
    const TOO_MANY: Self = Self::TooMany;
    const UNAVAILABLE: Self = Self::Unavailable;
}

impl From<BodyError> for Refusal {
    fn from(cause: BodyError) -> Self {
        match cause {
            BodyError::TooLarge => Self::BodyTooLarge,
            BodyError::WrongContentType(expected) => Self::WrongContentType(expected),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(cause: StoreError) -> Self {
        Self::Store(cause)
    }
}
