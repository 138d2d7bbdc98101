//! What a server says where it refuses.

use serde::Serialize;
use tsify::Tsify;

/// The reasons of a refusal.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal<V> {
    pub status: u16,
    pub message: String,
    pub errors: Vec<ErrorItem<V>>,
    /// Seconds.
    pub retry_after: Option<f64>,
    pub clerk_trace_id: Option<String>,
    pub problem: Option<ProblemDetails>,
}

impl<V> Refusal<V> {
    /// A refusal without further details.
    pub fn new(status: u16, message: String) -> Self {
        Self {
            status,
            message,
            errors: Vec::new(),
            retry_after: None,
            clerk_trace_id: None,
            problem: None,
        }
    }
}

/// The body of a refusal in `application/problem+json` (RFC 9457).
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct ProblemDetails {
    /// `about:blank` where the server says nothing.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem it is, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string")]
    pub title: Option<String>,
    /// The status that the body says. The error's own `status` is the response's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "number")]
    pub status: Option<u32>,
    /// What is wrong this time, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string")]
    pub detail: Option<String>,
    /// Names this occurrence of the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string")]
    pub instance: Option<String>,
}

/// One of the reasons in a refusal.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorItem<V> {
    pub code: String,
    pub message: String,
    pub long_message: Option<String>,
    pub param_name: Option<String>,
    /// As the server sent it, an object.
    pub meta: Option<V>,
}
