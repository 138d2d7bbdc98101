//! The valid responses of both APIs. Each API has one key.

use serde_json::{Value, json};

use crate::response::Response;

/// The ID of the key in Clerk's API, the ID of the key in the project keys API, and the secret of a new key in both.
pub const CLERK_ID: &str = "ak_1";
pub const PROJECT_ID: &str = "0b1c2d3e-4f50-4a61-8b72-9c83ad94be05";
pub const SECRET: &str = "ak_neverTellThisSecret";

/// The response to a request, or `None` for an unknown route. `path` is relative to the base URL of the API. A revoked
/// project key is inactive.
pub fn response(method: &str, path: &str, revoked: bool) -> Option<Response> {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let body = match (method, &segments[..]) {
        ("GET", ["api_keys"]) => json!({ "data": [clerk_key()], "total_count": 1 }),
        ("POST", ["api_keys"]) => with(clerk_key(), "secret", SECRET),
        ("POST", ["api_keys", _, "revoke"]) => with(clerk_key(), "revoked", true),
        ("GET", ["projects", _, "keys"]) => json!([project_key(!revoked)]),
        ("POST", ["projects", _, "keys"]) => with(project_key(true), "key", SECRET),
        ("DELETE", ["projects", _, "keys", _]) => json!({ "success": true }),
        _ => return None,
    };
    Some(Response::json(200, &body))
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

/// Changes each key in a body. The body is a list page of either API or a single key.
pub fn change_keys(body: &mut Value, change: impl Fn(&mut Value)) {
    let keys = match body {
        Value::Array(keys) => Some(keys),
        Value::Object(members) => members.get_mut("data").and_then(Value::as_array_mut),
        _ => None,
    };
    match keys {
        Some(keys) => keys.iter_mut().for_each(change),
        None => change(body),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{change_keys, response};

    #[test]
    fn only_requests_of_the_two_apis_have_a_response() {
        for (method, path) in [
            ("GET", "/api_keys"),
            ("POST", "/api_keys"),
            ("POST", "/api_keys/ak_1/revoke"),
            ("GET", "/projects/p_1/keys"),
            ("POST", "/projects/p_1/keys"),
            ("DELETE", "/projects/p_1/keys/k_1"),
        ] {
            assert!(response(method, path, false).is_some(), "{method} {path}");
            assert!(response("PUT", path, false).is_none(), "{path}");
        }
        // Neither API has a route for one key.
        for path in [
            "/",
            "/api_keys/ak_1",
            "/v1/api_keys/ak_1",
            "/projects/p_1/keys/k_1",
        ] {
            assert!(response("GET", path, false).is_none(), "{path}");
        }
    }

    #[test]
    fn change_keys_finds_keys_in_lists_and_alone() {
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
