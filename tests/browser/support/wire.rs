//! What the server sends.

use serde_json::{Value, json};

/// The ID of [`key`].
pub const ID: &str = "ak_00000000000000000000000000000001";

/// A key of user_1 as the server sends it, with every field but the secret.
pub fn key() -> Value {
    json!({
        "id": ID,
        "type": "api_key",
        "name": "deploy",
        "subject": "user_1",
        "scopes": ["read", "write"],
        "claims": { "team": "red" },
        "revoked": false,
        "revocation_reason": null,
        "expired": false,
        "expiration": 1_900_000_000_000_u64,
        "created_by": "user_1",
        "description": "for the pipeline",
        "last_used_at": 1_750_000_000_000_u64,
        "created_at": 1_700_000_000_000_u64,
        "updated_at": 1_700_000_000_001_u64,
    })
}

/// What create answers.
pub fn created() -> Value {
    with(key(), "secret", "ak_neverPrintThis")
}

/// What revoke answers.
pub fn revoked() -> Value {
    with(key(), "revoked", true)
}

/// An object with one member set.
pub fn with(mut object: Value, name: &str, value: impl Into<Value>) -> Value {
    object[name] = value.into();
    object
}

/// An object without one member.
pub fn without(mut object: Value, name: &str) -> Value {
    object.as_object_mut().unwrap().remove(name);
    object
}

/// A page of a list that has no other pages.
pub fn list(keys: &[Value]) -> Value {
    json!({ "data": keys, "total_count": keys.len() })
}

/// A key that user_1 just created and nobody has used.
pub fn fresh(id: &str) -> Value {
    let key = with(with(key(), "id", id), "created_at", js_sys::Date::now());
    with(key, "last_used_at", Value::Null)
}

/// A key without scopes and claims, which can be rotated.
pub fn rotatable() -> Value {
    with(with(key(), "scopes", json!([])), "claims", Value::Null)
}

/// The server's clock.
pub fn date() -> Value {
    json!({ "Date": String::from(js_sys::Date::new_0().to_utc_string()) })
}

/// A refusal because another key has the name.
pub fn taken() -> Value {
    json!({ "errors": [{ "code": "token_creation_conflict", "message": "taken" }] })
}
