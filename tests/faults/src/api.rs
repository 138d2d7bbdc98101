//! The good answers of both APIs, over one key each.

use serde_json::{Value, json};

use crate::answer::Answer;

/// The key of Clerk's API, that of the projects', and the secret of both when they are new.
pub const CLERK_ID: &str = "ak_1";
pub const PROJECT_ID: &str = "0b1c2d3e-4f50-4a61-8b72-9c83ad94be05";
pub const SECRET: &str = "ak_neverTellThisSecret";

/// The answer to a request below an API's address, where there is one. A project's key is inactive once it is revoked.
pub fn answer(method: &str, path: &str, revoked: bool) -> Option<Answer> {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let body = match (method, &segments[..]) {
        ("GET", ["api_keys"]) => json!({ "data": [clerk_key()], "total_count": 1 }),
        ("POST", ["api_keys"]) => with(clerk_key(), "secret", SECRET),
        ("POST", ["api_keys", _, "revoke"]) => with(clerk_key(), "revoked", true),
        ("GET", ["v1", "api_keys", _]) => clerk_key(),
        ("GET", ["projects", _, "keys"]) => json!([project_key(!revoked)]),
        ("POST", ["projects", _, "keys"]) => with(project_key(true), "key", SECRET),
        ("DELETE", ["projects", _, "keys", _]) => json!({ "success": true }),
        _ => return None,
    };
    Some(Answer::json(200, &body))
}

fn with(mut object: Value, name: &str, value: impl Into<Value>) -> Value {
    object[name] = value.into();
    object
}

fn clerk_key() -> Value {
    json!({
        "id": CLERK_ID, "type": "api_key", "name": "ci", "subject": "user_1", "scopes": [], "claims": null,
        "revoked": false, "revocation_reason": null, "expired": false, "expiration": null, "created_by": "user_1",
        "description": null, "last_used_at": null, "created_at": 1_767_225_600_000_u64, "updated_at": 1_767_225_600_000_u64,
    })
}

fn project_key(is_active: bool) -> Value {
    json!({
        "key_id": PROJECT_ID, "name": "ci", "key_prefix": "pk_1", "project_id": "p_1", "tenant_id": "t_1",
        "scopes": ["*"], "is_admin_managed": false, "is_active": is_active, "expires_at": null, "created_by": "user_1",
        "last_used_at": null, "created_at": "2026-01-01T00:00:00Z",
    })
}

/// Changes each key in a body: a list of either API, or the one key that it is.
pub fn change_keys(body: &mut Value, change: impl Fn(&mut Value)) {
    let list = match body {
        Value::Array(keys) => Some(keys),
        Value::Object(members) => members.get_mut("data").and_then(Value::as_array_mut),
        _ => None,
    };
    match list {
        Some(keys) => keys.iter_mut().for_each(change),
        None => change(body),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{answer, change_keys};

    #[test]
    fn each_request_of_both_apis_has_an_answer_and_no_other() {
        for (method, path) in [
            ("GET", "/api_keys"),
            ("POST", "/api_keys"),
            ("POST", "/api_keys/ak_1/revoke"),
            ("GET", "/v1/api_keys/ak_1"),
            ("GET", "/projects/p_1/keys"),
            ("POST", "/projects/p_1/keys"),
            ("DELETE", "/projects/p_1/keys/k_1"),
        ] {
            assert!(answer(method, path, false).is_some(), "{method} {path}");
            assert!(answer("PUT", path, false).is_none(), "{path}");
        }
        assert!(answer("GET", "/", false).is_none());
    }

    #[test]
    fn keys_are_changed_wherever_they_stand() {
        for (mut body, changed) in [
            (json!([{}]), json!([{ "a": 1 }])),
            (json!({ "data": [{}] }), json!({ "data": [{ "a": 1 }] })),
            (json!({}), json!({ "a": 1 })),
        ] {
            change_keys(&mut body, |key: &mut Value| key["a"] = 1.into());
            assert_eq!(body, changed);
        }
    }
}
