//! Reads the body of a request and checks its content type.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};

/// The content type of a form.
pub const FORM: &str = "application/x-www-form-urlencoded";
/// The content type of JSON.
pub const JSON: &str = "application/json";

/// Why a body could not be read.
#[derive(Debug)]
pub enum BodyError {
    /// It is longer than the limit of the route.
    TooLarge,
    /// Its content type is not this one.
    WrongContentType(&'static str),
}

/// Reads the body. A body that is not empty must have the expected content type.
pub async fn body_of_type<S: Send + Sync>(
    expected: &'static str,
    request: Request,
    state: &S,
) -> Result<Bytes, BodyError> {
    let is_expected = has_type(request.headers(), expected);
    // The only other cause is a broken connection, and then nobody reads the response.
    let body = Bytes::from_request(request, state)
        .await
        .map_err(|_| BodyError::TooLarge)?;
    if !body.is_empty() && !is_expected {
        return Err(BodyError::WrongContentType(expected));
    }
    Ok(body)
}

fn has_type(headers: &HeaderMap, expected: &str) -> bool {
    let given = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    // Parameters such as `; charset=utf-8` may follow.
    given
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .eq_ignore_ascii_case(expected)
}
