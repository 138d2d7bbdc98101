//! Named values: a query or a form as clerk-js writes it, the members of a JSON body, cookies.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, header, request::Parts},
};
use serde_json::{Map, Value};

use crate::error::{ApiError, Problem};

const FORM: &str = "application/x-www-form-urlencoded";
/// The type of a body in JSON.
pub const JSON: &str = "application/json";

/// The pairs of a query or a form, in their order.
#[derive(Debug, Default)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Reads what stands after the question mark, or in the body of a form.
    pub fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value)
    }

    /// The only value of this name.
    pub fn only(&self, name: &'static str) -> Result<Option<&str>, ApiError> {
        let mut values = self
            .iter()
            .filter(|(other, _)| *other == name)
            .map(|(_, value)| value);
        let first = values.next();
        if values.next().is_some() {
            return Err(ApiError::param(name, Problem::Duplicate));
        }
        Ok(first)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The query of a request.
#[derive(Debug)]
pub struct Query(pub Pairs);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(Pairs::parse(
            parts.uri.query().unwrap_or_default().as_bytes(),
        )))
    }
}

/// The body of a form.
#[derive(Debug)]
pub struct Form(pub Pairs);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(Pairs::parse(
            &body_of_type(FORM, request, state).await?,
        )))
    }
}

/// The members of a JSON body. No body at all is a body without members.
#[derive(Debug)]
pub struct Members(Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for Members {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let body = body_of_type(JSON, request, state).await?;
        if body.is_empty() {
            return Ok(Self(Map::new()));
        }
        serde_json::from_slice(&body)
            .map(Self)
            .map_err(|_| ApiError::BodyNotAnObject)
    }
}

impl Members {
    /// Refuses every member that is not one of these.
    pub fn allow_only(&self, known: &[&str]) -> Result<(), ApiError> {
        match self.0.keys().find(|name| !known.contains(&name.as_str())) {
            Some(unknown) => Err(ApiError::param(unknown.clone(), Problem::Unknown)),
            None => Ok(()),
        }
    }

    /// The text of this name. `null` is as good as absent.
    pub fn text(&self, name: &'static str) -> Result<Option<&str>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(ApiError::param(name, Problem::Type("string"))),
        }
    }

    /// The number of this name, which must be whole and not below 0. `null` is as good as absent.
    pub fn whole(&self, name: &'static str) -> Result<Option<u64>, ApiError> {
        if self.number(name)?.is_none() {
            return Ok(None);
        }
        let whole = self.0.get(name).and_then(Value::as_u64);
        let rule = Problem::Value("must be a whole number, 0 or more");
        whole.map(Some).ok_or(ApiError::param(name, rule))
    }

    /// Whether what this name stands for is so. `null` is as good as absent.
    pub fn flag(&self, name: &'static str) -> Result<Option<bool>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(ApiError::param(name, Problem::Type("boolean"))),
        }
    }

    /// The number of this name. `null` is as good as absent.
    pub fn number(&self, name: &'static str) -> Result<Option<f64>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value
                .as_f64()
                .map(Some)
                .ok_or(ApiError::param(name, Problem::Type("number"))),
        }
    }
}

/// Why there is no body to read.
#[derive(Debug)]
pub enum BodyError {
    /// It is longer than any of this API's.
    TooLarge,
    /// It is of another type than this.
    WrongContentType(&'static str),
}

/// The body, which must be of the expected type where there is any.
pub async fn body_of_type<S: Send + Sync>(
    expected: &'static str,
    request: Request,
    state: &S,
) -> Result<Bytes, BodyError> {
    let is_expected = has_type(request.headers(), expected);
    // The other reason is a connection that broke, and then nobody reads the answer.
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

/// The first cookie of this name.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}
