//! The keys themselves: listed, made, revoked.

use apikeys_standin::{
    demo::{COMPILER, ENGINE, NOTES, PROJECTS},
    people::{ADA, ANALYTICAL_ENGINES, GRACE},
};
use serde_json::{Value, json};

use crate::support::Standin;

#[test]
fn a_project_without_keys_has_null() {
    let standin = Standin::default();
    let token = standin.token(&GRACE, None);
    assert_eq!(
        standin.server.project_keys(&token, COMPILER.id),
        Value::Null
    );
    standin
        .server
        .create_project_key(&token, COMPILER.id, &json!({}));
    let keys = standin.server.project_keys(&token, COMPILER.id);
    assert_eq!(keys.as_array().map(Vec::len), Some(1));
}

#[test]
fn the_keys_from_the_beginning_are_always_the_same() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let mut keys = standin.server.project_keys(&token, ENGINE.id);
    for key in keys.as_array_mut().expect("a list") {
        let prefix = key["key_prefix"].take();
        let prefix = prefix.as_str().expect("a prefix");
        assert!(
            prefix.starts_with("proj_") && prefix.len() == 12,
            "{prefix}"
        );
        key.as_object_mut().expect("an object").remove("key_prefix");
    }
    let key = |number: u8, changes: Value| {
        let mut key = json!({
            "key_id": format!("e1000000-0000-4000-8000-00000000000{number}"),
            "project_id": ENGINE.id, "tenant_id": ANALYTICAL_ENGINES.id, "created_by": ADA.id,
            "created_at": "2024-03-01T09:00:00Z", "is_active": true, "is_admin_managed": false,
        });
        for (name, value) in changes.as_object().expect("changes") {
            key[name] = value.clone();
        }
        key
    };
    // What has no value is absent, not null.
    let expected = json!([
        key(
            3,
            json!({
                "name": "Card reader", "scopes": ["read", "write"], "created_by": GRACE.id,
                "created_at": "2025-01-15T08:30:00Z",
            })
        ),
        key(
            2,
            json!({ "name": "Trial", "scopes": ["read"], "expires_at": "2024-05-30T09:00:00Z" })
        ),
        key(
            1,
            json!({
                "name": "Platform", "scopes": ["*"], "is_admin_managed": true,
                "last_used_at": "2025-11-03T11:45:00Z",
            })
        ),
    ]);
    assert_eq!(keys, expected);

    for project in PROJECTS.iter().filter(|project| project.id != COMPILER.id) {
        let keys = standin.server.project_keys(&token, project.id);
        let keys = keys.as_array().expect("a list");
        assert!(keys.iter().any(|key| key["is_admin_managed"] == true));
        assert!(keys.iter().any(|key| key["expires_at"].is_string()));
    }
}

#[test]
fn the_key_that_create_answers_with() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let body = json!({ "name": "Bernoulli", "scopes": ["read", "read"], "expires_days": 2 });
    let made = standin.server.create_project_key(&token, NOTES.id, &body);
    let members: Vec<_> = made.as_object().expect("an object").keys().collect();
    let expected = [
        "$schema",
        "created_at",
        "created_by",
        "expires_at",
        "is_active",
        "key",
        "key_id",
        "key_prefix",
        "name",
        "project_id",
        "scopes",
        "tenant_id",
    ];
    assert_eq!(members, expected);
    assert_eq!(
        made["$schema"],
        "/api/v1/openapi.json#/components/schemas/CreatedAPIKey"
    );
    assert_eq!(made["name"], "Bernoulli");
    assert_eq!(made["scopes"], json!(["read", "read"]));
    assert_eq!(made["created_by"], ADA.id);
    assert_eq!(made["tenant_id"], ADA.id, "a project of one user alone");
    let time = |name: &str| -> jiff::Timestamp {
        let text = made[name].as_str().expect("a time");
        text.parse().expect("RFC 3339")
    };
    let lifetime = time("expires_at").duration_since(time("created_at"));
    assert_eq!(lifetime.as_hours(), 48);
    let secret = made["key"].as_str().expect("a secret");
    let random = secret.strip_prefix("proj_").expect("a prefix");
    assert!(
        random.len() == 64 && random.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{secret}"
    );
    assert_eq!(made["key_prefix"], secret[..12]);

    let listed = standin.server.project_keys(&token, NOTES.id);
    assert!(
        !listed.to_string().contains(random),
        "it is never shown again"
    );
    let mut expected = made.clone();
    let members = expected.as_object_mut().expect("an object");
    members.remove("$schema");
    members.remove("key");
    members.insert("is_admin_managed".into(), false.into());
    assert_eq!(listed[0], expected);
}

#[test]
fn create_has_defaults() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let create = |body: &Value| standin.server.create_project_key(&token, NOTES.id, body);
    for body in [
        json!({}),
        json!({ "scopes": null }),
        json!({ "scopes": [], "expires_days": 0 }),
    ] {
        let made = create(&body);
        assert_eq!(made["name"], "Default key", "{body}");
        assert_eq!(made["scopes"], json!(["*"]), "{body}");
        assert!(made.get("expires_at").is_none(), "{body}");
    }
    assert_eq!(create(&json!({ "name": "" }))["name"], "");
    assert_eq!(create(&json!({ "name": "a\0ä" }))["name"], "a\0ä");
    let end = create(&json!({ "expires_days": 1e18 }))["expires_at"].clone();
    assert!(
        end.as_str().is_some_and(|end| end.starts_with("9999-")),
        "{end}"
    );
}

#[test]
fn revoking_twice_succeeds_twice() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let made = standin
        .server
        .create_project_key(&token, NOTES.id, &json!({}));
    let id = made["key_id"].as_str().expect("an ID");
    let revoke = |project: &str, id: &str| {
        let path = format!("{project}/keys/{id}");
        standin
            .server
            .projects(&token, "DELETE", &path, &Value::Null)
    };
    // A key of another project is none of this one's.
    assert_eq!(revoke(ENGINE.id, id).problem(), (404, Vec::new()));
    for id in [id.to_owned(), id.to_uppercase()] {
        let answer = revoke(NOTES.id, &id);
        assert_eq!(
            (answer.status, &answer.json()["success"]),
            (200, &json!(true))
        );
        assert!(answer.json()["$schema"].is_string());
        let listed = standin.server.project_keys(&token, NOTES.id);
        assert_eq!(listed[0]["key_id"], made["key_id"]);
        assert_eq!(listed[0]["is_active"], false);
        assert_eq!(listed[1]["is_active"], true, "and no other");
    }
}
