//! Answers that are not what the table of fields says: `invalid_response`, with the field's path.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, created, key, list, revoked, with, without},
};

/// What a field must be.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Boolean,
    Moment,
    Texts,
    Object,
}

/// A field of the wire, the property that it becomes, its kind, and whether it must be there.
type Row = (&'static str, &'static str, Kind, bool);

const FIELDS: [Row; 16] = [
    ("id", "id", Kind::Text, true),
    ("type", "type", Kind::Text, true),
    ("name", "name", Kind::Text, true),
    ("subject", "subject", Kind::Text, true),
    ("scopes", "scopes", Kind::Texts, true),
    ("claims", "claims", Kind::Object, false),
    ("revoked", "revoked", Kind::Boolean, true),
    ("revocation_reason", "revocationReason", Kind::Text, false),
    ("expired", "expired", Kind::Boolean, true),
    ("expiration", "expiration", Kind::Moment, false),
    ("created_by", "createdBy", Kind::Text, false),
    ("description", "description", Kind::Text, false),
    ("secret", "secret", Kind::Text, false),
    ("last_used_at", "lastUsedAt", Kind::Moment, false),
    ("created_at", "createdAt", Kind::Moment, true),
    ("updated_at", "updatedAt", Kind::Moment, true),
];

/// One of each type that JSON has, and what it can stand for.
fn samples() -> [(Value, &'static [Kind]); 9] {
    [
        (json!("text"), &[Kind::Text]),
        (json!("2026-01-02T03:04:05Z"), &[Kind::Text, Kind::Moment]),
        (json!(1_700_000_000_000_u64), &[Kind::Moment]),
        (json!(9e15), &[]),
        (json!(true), &[Kind::Boolean]),
        (json!([]), &[Kind::Texts]),
        (json!(["a"]), &[Kind::Texts]),
        (json!(["a", 1]), &[]),
        (json!({ "a": 1 }), &[Kind::Object]),
    ]
}

/// Lists two keys, of which the second is this one.
async fn listed_second(key: Value) -> crate::support::Outcome {
    let page = HostPage::new();
    page.answers(200, &list(&[self::key(), key]));
    page.run("keys.getAll().then(({ data }) => data[1])").await
}

fn assert_invalid(error: &Value, path: &str, what: &str) {
    assert_eq!(error["code"], "invalid_response", "{what}");
    assert_eq!(
        error["message"],
        format!("the response has no valid {path}"),
        "{what}"
    );
}

#[wasm_bindgen_test]
async fn each_field_is_of_its_kind_or_the_answer_is_refused() {
    for (field, property, kind, _) in FIELDS {
        for (sample, kinds) in samples() {
            let what = format!("{field}: {sample}");
            let outcome = listed_second(with(key(), field, sample.clone())).await;
            if kinds.contains(&kind) {
                let seen = &outcome.json()[property];
                let expected = match kind {
                    Kind::Moment if sample.is_string() => json!("2026-01-02T03:04:05.000Z"),
                    Kind::Moment => json!("2023-11-14T22:13:20.000Z"),
                    _ => sample,
                };
                assert_eq!(*seen, expected, "{what}");
            } else {
                assert_invalid(&outcome.error(), &format!("data[1].{field}"), &what);
            }
        }
    }
}

#[wasm_bindgen_test]
async fn each_required_field_is_there_and_others_are_null() {
    for (field, property, _, required) in FIELDS {
        for key in [without(key(), field), with(key(), field, json!(null))] {
            let outcome = listed_second(key).await;
            if required {
                assert_invalid(&outcome.error(), &format!("data[1].{field}"), field);
            } else {
                assert_eq!(outcome.json()[property], json!(null), "{field}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn one_key_is_held_to_the_same_table() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    let calls = [
        ("keys.create({ name: 'deploy' })", created()),
        (&revoke, revoked()),
    ];
    let required = FIELDS.iter().filter(|(_, _, _, required)| *required);
    for (field, ..) in required {
        for (call, answer) in &calls {
            let absent = without(answer.clone(), field);
            let mixed = with(answer.clone(), field, json!([1]));
            for answer in [json!({ "response": absent }), absent, mixed] {
                let page = HostPage::new();
                page.answers(200, &answer);
                assert_invalid(&page.run(call).await.why(), field, call);
            }
        }
        for key in [without(key(), field), with(key(), field, json!([1]))] {
            let page = HostPage::new();
            page.answers(200, &list(&[key]));
            let error = page.run(&reload).await.error();
            assert_invalid(&error, &format!("data[0].{field}"), &reload);
        }
    }
}

#[wasm_bindgen_test]
async fn a_created_key_has_its_secret() {
    for answer in [
        key(),
        with(key(), "secret", ""),
        with(key(), "secret", json!(null)),
    ] {
        let page = HostPage::new();
        page.answers(201, &answer);
        assert_invalid(
            &page.run("keys.create({ name: 'deploy' })").await.why(),
            "secret",
            "",
        );
    }
}

#[wasm_bindgen_test]
async fn moments_are_milliseconds_or_iso_text() {
    let good = [
        (json!(0), "1970-01-01T00:00:00.000Z"),
        (json!(-1), "1969-12-31T23:59:59.999Z"),
        (json!(8.64e15), "+275760-09-13T00:00:00.000Z"),
        (json!("2026-01-02"), "2026-01-02T00:00:00.000Z"),
        (json!("2026-01-02T03:04Z"), "2026-01-02T03:04:00.000Z"),
        (
            json!("2026-01-02T03:04:05.678Z"),
            "2026-01-02T03:04:05.678Z",
        ),
        (
            json!("2026-01-02T03:04:05.678901Z"),
            "2026-01-02T03:04:05.678Z",
        ),
        (
            json!("2026-01-02T03:04:05+02:00"),
            "2026-01-02T01:04:05.000Z",
        ),
    ];
    for (wire, date) in good {
        assert_eq!(
            listed_second(with(key(), "created_at", wire)).await.json()["createdAt"],
            date
        );
    }
    let bad = [
        "",
        "soon",
        "2026-13-01",
        "2026-01-02T25:00:00Z",
        "1700000000000",
        "Fri, 02 Jan 2026 03:04:05 GMT",
        "5",
        "NaN",
    ];
    for text in bad {
        let error = listed_second(with(key(), "created_at", text)).await.error();
        assert_invalid(&error, "data[1].created_at", text);
    }
    for number in [8.65e15, -8.65e15] {
        let error = listed_second(with(key(), "created_at", number))
            .await
            .error();
        assert_invalid(&error, "data[1].created_at", "");
    }
}

#[wasm_bindgen_test]
async fn a_number_beyond_all_numbers_is_no_moment() {
    let page = HostPage::new();
    let body = list(&[with(key(), "created_at", 4242)])
        .to_string()
        .replace("4242", "1e999");
    page.answers_text(200, &json!({}), &body);
    assert_invalid(
        &page.run("keys.getAll()").await.error(),
        "data[0].created_at",
        "1e999",
    );
}

#[wasm_bindgen_test]
async fn no_expiration_and_never_used_are_null() {
    for (field, property) in [("expiration", "expiration"), ("last_used_at", "lastUsedAt")] {
        let json = listed_second(with(key(), field, 0)).await.json();
        assert_eq!(json[property], json!(null), "{field}");
    }
}

#[wasm_bindgen_test]
async fn unknown_fields_are_ignored() {
    let odd = with(
        with(key(), "object", "api_key"),
        "__proto__",
        json!({ "reload": 1 }),
    );
    let json = listed_second(odd).await.json();
    assert_eq!(json.as_object().unwrap().len(), 15);
}

#[wasm_bindgen_test]
async fn a_list_is_a_page_of_keys() {
    let cases = [
        (json!({ "total_count": 1 }), "data"),
        (json!({ "data": null, "total_count": 1 }), "data"),
        (json!({ "data": {}, "total_count": 1 }), "data"),
        (json!({ "data": "keys", "total_count": 1 }), "data"),
        (json!({ "data": [] }), "total_count"),
        (json!({ "data": [], "total_count": null }), "total_count"),
        (json!({ "data": [], "total_count": "1" }), "total_count"),
        (json!({ "data": [], "total_count": -1 }), "total_count"),
        (json!({ "data": [], "total_count": 1.5 }), "total_count"),
        (json!({ "data": [], "total_count": 1e300 }), "total_count"),
        (json!({ "data": [null], "total_count": 1 }), "data[0]"),
        (json!({ "data": ["key"], "total_count": 1 }), "data[0]"),
        (json!({ "data": [key(), []], "total_count": 1 }), "data[1]"),
        (json!([key()]), "data"),
        (json!("keys"), "data"),
        (json!(5), "data"),
        (json!(true), "data"),
        (json!(null), "data"),
    ];
    for (body, path) in cases {
        let page = HostPage::new();
        page.answers(200, &body);
        assert_invalid(
            &page.run("keys.getAll()").await.error(),
            path,
            &body.to_string(),
        );
    }
}

#[wasm_bindgen_test]
async fn a_key_is_an_object() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    for call in ["keys.create({ name: 'deploy' })", &revoke] {
        for body in [
            json!([]),
            json!([key()]),
            json!("key"),
            json!(5),
            json!(false),
            json!(null),
        ] {
            let page = HostPage::new();
            page.answers(200, &body);
            assert_invalid(&page.run(call).await.why(), "key", call);
        }
    }
}

#[wasm_bindgen_test]
async fn a_body_is_json() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    for call in [
        "keys.getAll()",
        "keys.create({ name: 'deploy' })",
        &revoke,
        &reload,
    ] {
        for (status, body) in [
            (200, "<html>"),
            (200, ""),
            (204, ""),
            (201, "{\"id\":"),
            (200, "undefined"),
        ] {
            let page = HostPage::new();
            page.answers_text(status, &json!({ "Content-Type": "application/json" }), body);
            let error = page.run(call).await.why();
            let message = format!("the response (status {status}) is not the expected JSON");
            assert_eq!(
                (&error["code"], &error["message"]),
                (&json!("invalid_response"), &json!(message)),
                "{call} {body}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn an_answer_is_about_the_key_that_was_asked_for() {
    let page = HostPage::new();
    page.answers(
        200,
        &with(revoked(), "id", "ak_00000000000000000000000000000002"),
    );
    let error = page
        .run(&format!("keys.revoke({{ apiKeyID: '{ID}' }})"))
        .await
        .error();
    assert_eq!(error["code"], "invalid_response");
    assert_eq!(
        error["message"],
        "the response is about another key than the requested one"
    );
}

#[wasm_bindgen_test]
async fn revoked_means_revoked() {
    let page = HostPage::new();
    page.answers(200, &key());
    let error = page
        .run(&format!("keys.revoke({{ apiKeyID: '{ID}' }})"))
        .await
        .error();
    assert_eq!(error["code"], "invalid_response");
    assert_eq!(
        error["message"],
        "the response does not say that the key is revoked"
    );
}

#[wasm_bindgen_test]
async fn a_resource_is_left_as_it_was_when_its_reload_fails() {
    let other = with(key(), "id", "ak_00000000000000000000000000000002");
    let mut answers = vec![
        (200, list(&[other])),
        (200, key()),
        (200, json!("text")),
        (302, json!({})),
        (403, json!({ "errors": [] })),
    ];
    let required = FIELDS.iter().filter(|(_, _, _, required)| *required);
    answers.extend(required.map(|(field, ..)| {
        let changed = with(key(), "claims", json!({ "team": "blue" }));
        (200, list(&[without(changed, field)]))
    }));
    for (n, (status, answer)) in answers.into_iter().enumerate() {
        let page = HostPage::new();
        page.answers(200, &list(&[key()]));
        page.answers(status, &answer);
        page.answers(200, &list(&[]));
        let same = page
            .run(
                "keys.getAll().then(async ({ data: [key] }) => {
                    const before = JSON.stringify(key);
                    const code = await key.reload().catch(error => error.code);
                    return [code, JSON.stringify(key) === before];
                })",
            )
            .await
            .json();
        let code = if status == 403 || n == 0 {
            "api_response_error"
        } else {
            "invalid_response"
        };
        assert_eq!(same, json!([code, true]), "{answer}");
    }
}
