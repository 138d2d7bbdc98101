//! Answers that are not what the table of fields says, and revokes that were none: `invalid_response`.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    CALLS, CREATE, ID, OTHER_ID, RELOAD, RELOAD_LISTED, REVOKE, created, done, inactive, key, page,
};
use crate::support::{
    Outcome,
    wire::{with, without},
};

/// What a field must be.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Boolean,
    Moment,
    Texts,
}

/// A field of a listed key, the property that it becomes, its kind, and whether it must be there.
const FIELDS: [(&str, &str, Kind, bool); 12] = [
    ("key_id", "id", Kind::Text, true),
    ("name", "name", Kind::Text, true),
    ("key_prefix", "keyPrefix", Kind::Text, true),
    ("project_id", "projectId", Kind::Text, true),
    ("tenant_id", "tenantId", Kind::Text, true),
    ("scopes", "scopes", Kind::Texts, false),
    ("is_admin_managed", "isAdminManaged", Kind::Boolean, true),
    ("is_active", "isActive", Kind::Boolean, true),
    ("expires_at", "expiration", Kind::Moment, false),
    ("created_by", "createdBy", Kind::Text, false),
    ("last_used_at", "lastUsedAt", Kind::Moment, false),
    ("created_at", "createdAt", Kind::Moment, true),
];

/// One of each type that JSON has, and what it can stand for.
fn samples() -> [(Value, &'static [Kind]); 9] {
    [
        (json!("text"), &[Kind::Text]),
        (json!("2026-01-02T03:04:05Z"), &[Kind::Text, Kind::Moment]),
        (json!("Fri, 02 Jan 2026 03:04:05 GMT"), &[Kind::Text]),
        (json!(9e15), &[]),
        (json!(true), &[Kind::Boolean]),
        (json!([]), &[Kind::Texts]),
        (json!(["a"]), &[Kind::Texts]),
        (json!(["a", null]), &[]),
        (json!({ "a": 1 }), &[]),
    ]
}

/// Lists two keys, of which the second is this one.
async fn listed_second(key: Value) -> Outcome {
    let page = page();
    page.answers(200, &json!([self::key(), key]));
    page.run("keys.getAll().then(({ data }) => data[1])").await
}

fn assert_invalid(error: &Value, path: &str, what: &str) {
    assert_eq!(error["code"], "invalid_response", "{what}");
    let message = format!("the response has no valid {path}");
    assert_eq!(error["message"], message, "{what}");
}

#[wasm_bindgen_test]
async fn each_field_is_of_its_kind_or_the_answer_is_refused() {
    for (field, property, kind, _) in FIELDS {
        for (sample, kinds) in samples() {
            let what = format!("{field}: {sample}");
            let outcome = listed_second(with(key(), field, sample.clone())).await;
            if kinds.contains(&kind) {
                let expected = match kind {
                    Kind::Moment => json!("2026-01-02T03:04:05.000Z"),
                    _ => sample,
                };
                assert_eq!(outcome.json()[property], expected, "{what}");
            } else {
                assert_invalid(&outcome.error(), &format!("keys[1].{field}"), &what);
            }
        }
    }
}

#[wasm_bindgen_test]
async fn each_required_field_is_there() {
    for (field, _, _, required) in FIELDS {
        for key in [without(key(), field), with(key(), field, json!(null))] {
            let outcome = listed_second(key).await;
            if required {
                assert_invalid(&outcome.error(), &format!("keys[1].{field}"), field);
            } else {
                outcome.json();
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_created_key_is_held_to_the_same_table_and_has_its_secret() {
    let required = FIELDS.iter().filter(|(.., required)| *required);
    let required = required.map(|(field, ..)| *field);
    for field in required
        .filter(|field| *field != "is_admin_managed")
        .chain(["key"])
    {
        let absent = without(created(), field);
        let mixed = with(created(), field, json!([1]));
        for answer in [absent, mixed, with(created(), field, json!(null))] {
            let page = page();
            page.answers(200, &answer);
            assert_invalid(&page.run(CREATE).await.why(), field, field);
        }
    }
    for (field, value) in [
        ("key", json!("")),
        ("scopes", json!("*")),
        ("is_admin_managed", json!(1)),
    ] {
        let page = page();
        page.answers(200, &with(created(), field, value));
        assert_invalid(&page.run(CREATE).await.why(), field, field);
    }
}

#[wasm_bindgen_test]
async fn a_list_is_an_array_of_keys() {
    let cases = [
        (json!({ "data": [key()], "total_count": 1 }), "keys"),
        (json!({}), "keys"),
        (json!("keys"), "keys"),
        (json!(0), "keys"),
        (json!(false), "keys"),
        (json!([null]), "keys[0]"),
        (json!([[]]), "keys[0]"),
        (json!([key(), "key"]), "keys[1]"),
        (json!([key(), key(), 5]), "keys[2]"),
    ];
    for (body, path) in cases {
        for call in ["keys.getAll()", RELOAD] {
            let page = page();
            page.answers(200, &body);
            assert_invalid(&page.run(call).await.error(), path, &body.to_string());
        }
    }
}

#[wasm_bindgen_test]
async fn a_created_key_is_an_object() {
    for body in [json!([created()]), json!(null), json!("key"), json!(true)] {
        let page = page();
        page.answers(200, &body);
        assert_invalid(&page.run(CREATE).await.why(), "key", &body.to_string());
    }
}

#[wasm_bindgen_test]
async fn a_body_is_json() {
    for call in CALLS {
        for (status, body) in [(200, "<html>"), (200, ""), (204, ""), (201, "{\"key_id\":")] {
            let page = page();
            page.answers_text(status, &json!({ "Content-Type": "application/json" }), body);
            let error = page.run(call).await.why();
            let message = format!("the response (status {status}) is not the expected JSON");
            assert_eq!(error["code"], "invalid_response", "{call}: {body}");
            assert_eq!(error["message"], message, "{call}: {body}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_redirect_is_no_answer() {
    for call in CALLS {
        let page = page();
        page.answers_with(
            307,
            &json!({ "Location": "https://evil.example.com" }),
            &json!([key()]),
        );
        let error = page.run(call).await.error();
        assert_eq!(error["code"], "invalid_response", "{call}");
        assert_eq!(page.sent().await.len(), 1, "{call}");
    }
}

/// The error of a revoke that got these answers, all of them.
async fn not_revoked(answers: &[Value]) -> Value {
    let page = page();
    for answer in answers {
        page.answers(200, answer);
    }
    let error = page.run(REVOKE).await.error();
    page.sent().await;
    error
}

#[wasm_bindgen_test]
async fn revoked_means_that_the_server_says_so_twice() {
    let other = with(inactive(), "key_id", OTHER_ID);
    let cases = [
        vec![json!({ "success": false })],
        vec![json!({ "success": null })],
        vec![json!({ "success": "true" })],
        vec![json!({ "success": 1 })],
        vec![json!({})],
        vec![json!([true])],
        vec![json!(true)],
        vec![json!(null)],
        vec![inactive()],
    ];
    let message = "the response does not say that the key is revoked";
    for answers in cases {
        let error = not_revoked(&answers).await;
        assert_eq!(error["code"], "invalid_response", "{answers:?}");
        assert_eq!(error["message"], message, "{answers:?}");
    }
    let error = not_revoked(&[done(), json!([other, key()])]).await;
    let message =
        "the server said that the key is revoked, but its list still shows the key as active";
    assert_eq!(error["code"], "invalid_response");
    assert_eq!(error["message"], message);
}

#[wasm_bindgen_test]
async fn a_list_that_cannot_be_read_leaves_the_key_revoked() {
    let odd = with(inactive(), "is_active", "no");
    for (list, path) in [
        (json!([key(), odd]), "keys[1].is_active"),
        (json!({}), "keys"),
    ] {
        let error = not_revoked(&[done(), list]).await;
        let why = format!("the response has no valid {path}");
        let message = format!("the key is revoked, but reading it again failed: {why}");
        let cause = format!("APIKeysError: {why}");
        let expected = json!({ "name": "APIKeysError", "code": "invalid_response", "message": message, "cause": cause });
        assert_eq!(error, expected);
    }
}

#[wasm_bindgen_test]
async fn a_key_that_is_not_in_the_list_is_not_found() {
    let other = json!([with(inactive(), "key_id", OTHER_ID)]);
    let message = format!("there is no API key with the ID {ID}");
    let expected = json!({
        "name": "APIKeysResponseError",
        "code": "api_response_error",
        "status": 404,
        "message": message,
        "errors": [{ "code": "resource_not_found", "message": message, "meta": {} }],
    });
    for list in [json!(null), json!([]), other] {
        let gone = not_revoked(&[done(), list.clone()]).await;
        assert_eq!(gone["code"], "invalid_response");
        assert_eq!(
            gone["message"],
            "the key is revoked, but the server's list no longer has it"
        );
        for (call, before) in [(RELOAD, None), (RELOAD_LISTED, Some(json!([key()])))] {
            let page = page();
            for answer in before.iter().chain([&list]) {
                page.answers(200, answer);
            }
            assert_eq!(page.run(call).await.error(), expected, "{call}: {list}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_resource_is_left_as_it_was_when_its_reload_fails() {
    let changed = || with(inactive(), "name", "new");
    let mut answers = vec![
        (200, json!(null), "api_response_error"),
        (
            200,
            json!([with(changed(), "key_id", OTHER_ID)]),
            "api_response_error",
        ),
        (200, json!("text"), "invalid_response"),
        (200, json!([changed(), null]), "invalid_response"),
        (302, json!([changed()]), "invalid_response"),
        (403, json!([changed()]), "api_response_error"),
    ];
    for (field, ..) in FIELDS {
        let odd = with(changed(), field, json!([1]));
        answers.push((200, json!([odd]), "invalid_response"));
    }
    for (status, answer, code) in answers {
        let page = page();
        page.answers(200, &json!([key()]));
        page.answers(status, &answer);
        let source = "keys.getAll().then(async ({ data: [key] }) => {
            const before = JSON.stringify(key);
            const code = await key.reload().catch(error => error.code);
            return [code, JSON.stringify(key) === before];
        })";
        assert_eq!(
            page.run(source).await.json(),
            json!([code, true]),
            "{answer}"
        );
    }
}
