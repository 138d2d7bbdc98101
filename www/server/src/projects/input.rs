//! Validates requests to the API of the project keys as its OpenAPI document says. Reports all invalid values at once.

use axum::{
    extract::{
        FromRequest, FromRequestParts, Path, Request, path::ErrorKind, rejection::PathRejection,
    },
    http::request::Parts,
};
use serde::Deserialize;
use serde_json::{Map, Number, Value};

use super::problem::{InvalidValue, Problem};
use crate::{
    body::{JSON, body_of_type},
    ids,
};

const DEFAULT_NAME: &str = "Default key";
const ALL_SCOPES: &str = "*";

/// Collects the invalid values of a request.
#[derive(Debug, Default)]
pub struct InvalidValues(Vec<InvalidValue>);

impl InvalidValues {
    fn add(&mut self, location: impl Into<String>, message: &str, value: &Value) {
        self.0.push(InvalidValue {
            location: location.into(),
            message: message.into(),
            value: value.clone(),
        });
    }

    /// Fails if there is any invalid value.
    pub fn into_result(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Problem::Invalid(self.0))
        }
    }
}

/// The IDs in a path, not yet validated.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ids {
    pub project_id: String,
    #[serde(default)]
    pub key_id: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Path(ids) = Path::<Self>::from_request_parts(parts, state)
            .await
            .map_err(invalid_path)?;
        Ok(ids)
    }
}

/// The percent-decoded path may not be UTF-8.
fn invalid_path(rejection: PathRejection) -> Problem {
    let location = match rejection {
        PathRejection::FailedToDeserializePathParams(cause) => match cause.into_kind() {
            ErrorKind::InvalidUtf8InPathParam { key } => format!("path.{key}"),
            _ => "path".into(),
        },
        _ => "path".into(),
    };
    let mut invalid = InvalidValues::default();
    invalid.add(location, "expected UTF-8", &Value::Null);
    Problem::Invalid(invalid.0)
}

impl Ids {
    /// Checks that the IDs are UUIDs.
    pub fn validate(&self, invalid: &mut InvalidValues) {
        let key = self.key_id.as_ref().map(|id| ("path.keyId", id));
        for (location, id) in [("path.projectId", &self.project_id)]
            .into_iter()
            .chain(key)
        {
            if !ids::is_uuid(id) {
                invalid.add(location, "expected a UUID", &Value::from(id.as_str()));
            }
        }
    }
}

/// A body that is any JSON value.
#[derive(Debug)]
pub struct JsonBody(pub Value);

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let body = body_of_type(JSON, request, state).await?;
        if body.is_empty() {
            return Err(Problem::NoBody);
        }
        serde_json::from_slice(&body).map(Self).map_err(|cause| {
            Problem::Malformed(InvalidValue {
                location: "body".into(),
                message: cause.to_string(),
                value: String::from_utf8_lossy(&body).into(),
            })
        })
    }
}

/// The values of a new key.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NewKey {
    pub name: String,
    pub scopes: Vec<String>,
    /// `None` means never.
    pub expires_days: Option<u64>,
}

impl NewKey {
    /// Reads a body. The result is meaningful only if no invalid value was added.
    pub fn read(body: &Value, invalid: &mut InvalidValues) -> Self {
        let Value::Object(members) = body else {
            invalid.add("body", "expected an object", body);
            return Self::default();
        };
        for (name, value) in members {
            if !["name", "scopes", "expires_days"].contains(&name.as_str()) {
                invalid.add(format!("body.{name}"), "unexpected property", value);
            }
        }
        Self {
            name: name(members, invalid),
            scopes: scopes(members, invalid),
            expires_days: expires_days(members, invalid),
        }
    }
}

fn name(members: &Map<String, Value>, invalid: &mut InvalidValues) -> String {
    match members.get("name") {
        None => DEFAULT_NAME.into(),
        Some(Value::String(name)) => name.clone(),
        Some(other) => {
            invalid.add("body.name", "expected a string", other);
            String::new()
        }
    }
}

fn scopes(members: &Map<String, Value>, invalid: &mut InvalidValues) -> Vec<String> {
    let mut scopes = Vec::new();
    match members.get("scopes") {
        None | Some(Value::Null) => {}
        Some(Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Value::String(scope) => scopes.push(scope.clone()),
                    other => {
                        invalid.add(format!("body.scopes[{index}]"), "expected a string", other);
                    }
                }
            }
        }
        Some(other) => invalid.add("body.scopes", "expected an array or null", other),
    }
    if scopes.is_empty() {
        scopes.push(ALL_SCOPES.into());
    }
    scopes
}

fn expires_days(members: &Map<String, Value>, invalid: &mut InvalidValues) -> Option<u64> {
    let value = members.get("expires_days")?;
    let days = match value.as_number().map(whole_number) {
        Some(Some(days)) => days,
        Some(None) => {
            invalid.add(
                "body.expires_days",
                "expected a whole number that is 0 or more",
                value,
            );
            0
        }
        None => {
            invalid.add("body.expires_days", "expected an integer", value);
            0
        }
    };
    (days > 0).then_some(days)
}

/// A whole number, 0 or more. JSON Schema accepts `7.0` as an integer and has no upper bound.
fn whole_number(number: &Number) -> Option<u64> {
    if let Some(whole) = number.as_u64() {
        return Some(whole);
    }
    let float = number.as_f64()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is not negative, and a larger number saturates to u64::MAX"
    )]
    (float >= 0.0 && float.fract() == 0.0).then_some(float as u64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(body: &Value) -> Result<NewKey, Vec<(String, Value)>> {
        let mut invalid = InvalidValues::default();
        let key = NewKey::read(body, &mut invalid);
        if invalid.0.is_empty() {
            return Ok(key);
        }
        let place = |value: InvalidValue| (value.location, value.value);
        Err(invalid.0.into_iter().map(place).collect())
    }

    #[test]
    fn absent_members_have_defaults() {
        let default = || NewKey {
            name: "Default key".into(),
            scopes: vec!["*".into()],
            expires_days: None,
        };
        for body in [
            json!({}),
            json!({ "scopes": null }),
            json!({ "scopes": [], "expires_days": 0 }),
            json!({ "expires_days": 0.0 }),
        ] {
            assert_eq!(read(&body), Ok(default()), "{body}");
        }
    }

    #[test]
    fn whole_numbers_have_no_upper_bound() {
        let days = |text: &str| {
            let body = serde_json::from_str(&format!("{{\"expires_days\":{text}}}"));
            read(&body.expect("JSON")).map(|key| key.expires_days)
        };
        assert_eq!(days("1"), Ok(Some(1)));
        assert_eq!(days("7.0"), Ok(Some(7)));
        assert_eq!(days("18446744073709551615"), Ok(Some(u64::MAX)));
        assert_eq!(days("18446744073709551616"), Ok(Some(u64::MAX)));
        assert_eq!(days("1e300"), Ok(Some(u64::MAX)));
        for wrong in ["-1", "0.5", "-1e300", "\"1\"", "null", "true", "[1]"] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn all_invalid_values_are_reported() {
        let body = json!({
            "name": 7, "scopes": ["read", null, 1], "expires_days": -1, "colour": "red"
        });
        let expected = [
            ("body.colour", json!("red")),
            ("body.name", json!(7)),
            ("body.scopes[1]", json!(null)),
            ("body.scopes[2]", json!(1)),
            ("body.expires_days", json!(-1)),
        ];
        let expected = expected.map(|(place, value)| (place.to_owned(), value));
        assert_eq!(read(&body), Err(expected.into()));
        for body in [json!([]), json!(null), json!("text"), json!(1)] {
            assert_eq!(read(&body), Err(vec![("body".into(), body)]));
        }
    }
}
