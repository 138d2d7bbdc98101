//! Reads the inputs of a request: query, form, JSON object, cookies.

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, header, request::Parts},
};
use serde_json::{Map, Value};

use crate::{
    body::{FORM, JSON, body_of_type},
    error::{ApiError, ParamError},
};

/// The name-value pairs of a query or a form, in their order.
#[derive(Debug, Default)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Parses a query (without its question mark) or the body of a form.
    pub fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value with this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value)
    }

    /// The value with this name. A second one is an error.
    pub fn only(&self, name: &'static str) -> Result<Option<&str>, ApiError> {
        let mut values = self
            .iter()
            .filter(|(other, _)| *other == name)
            .map(|(_, value)| value);
        let first = values.next();
        if values.next().is_some() {
            return Err(ApiError::param(name, ParamError::Duplicate));
        }
        Ok(first)
    }

    /// All pairs.
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

/// A body that is a JSON object. An empty body counts as an empty object.
#[derive(Debug)]
pub struct JsonObject(Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for JsonObject {
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

/// A body that is a JSON object and that must be there.
#[derive(Debug)]
pub struct RequiredObject(pub JsonObject);

impl<S: Send + Sync> FromRequest<S> for RequiredObject {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let body = body_of_type(JSON, request, state).await?;
        serde_json::from_slice(&body)
            .map(|object| Self(JsonObject(object)))
            .map_err(|_| ApiError::BodyNotAnObject)
    }
}

impl JsonObject {
    /// Whether the object has a member with this name, be it `null`.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Fails if one of these members is `null`.
    pub fn refuse_null(&self, names: &[&'static str]) -> Result<(), ApiError> {
        match names
            .iter()
            .find(|&&name| self.0.get(name) == Some(&Value::Null))
        {
            Some(&name) => Err(ApiError::param(name, ParamError::Type("string"))),
            None => Ok(()),
        }
    }

    /// Fails if the object has a member that is not in `known`.
    pub fn allow_only(&self, known: &[&str]) -> Result<(), ApiError> {
        match self.0.keys().find(|name| !known.contains(&name.as_str())) {
            Some(unknown) => Err(ApiError::param(unknown.clone(), ParamError::Unknown)),
            None => Ok(()),
        }
    }

    /// The text with this name. `null` counts as absent.
    pub fn text(&self, name: &'static str) -> Result<Option<&str>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(ApiError::param(name, ParamError::Type("string"))),
        }
    }

    /// The whole number with this name, 0 or more. `null` counts as absent.
    pub fn whole_number(&self, name: &'static str) -> Result<Option<u64>, ApiError> {
        if self.number(name)?.is_none() {
            return Ok(None);
        }
        let whole = self.0.get(name).and_then(Value::as_u64);
        let rule = ParamError::Value("must be a whole number, 0 or more");
        whole.map(Some).ok_or(ApiError::param(name, rule))
    }

    /// The boolean with this name. `null` counts as absent.
    pub fn boolean(&self, name: &'static str) -> Result<Option<bool>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(boolean)) => Ok(Some(*boolean)),
            Some(_) => Err(ApiError::param(name, ParamError::Type("boolean"))),
        }
    }

    /// The number with this name. `null` counts as absent.
    pub fn number(&self, name: &'static str) -> Result<Option<f64>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value
                .as_f64()
                .map(Some)
                .ok_or(ApiError::param(name, ParamError::Type("number"))),
        }
    }
}

/// The first cookie with this name.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}
