//! `api_response_error`: the server answered and refused.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage, text,
    wire::{ID, key, list},
};

async fn refused(status: u16, headers: &Value, body: &str) -> Value {
    let page = HostPage::new();
    page.answers_text(status, headers, body);
    page.run("keys.getAll()").await.error()
}

#[wasm_bindgen_test]
async fn clerks_words_reach_the_caller() {
    let body = json!({
        "errors": [
            {
                "code": "token_creation_conflict",
                "message": "conflict",
                "long_message": "A key with this name exists.",
                "meta": { "param_name": "name", "existing_id": ID, "nested_value": { "left_alone": 1 } },
            },
            { "code": "second", "message": "m", "meta": {} },
        ],
        "clerk_trace_id": "trace_1",
    });
    let expected = json!({
        "name": "APIKeysResponseError",
        "code": "api_response_error",
        "status": 409,
        "message": "A key with this name exists.",
        "errors": [
            {
                "code": "token_creation_conflict",
                "message": "conflict",
                "longMessage": "A key with this name exists.",
                "paramName": "name",
                "meta": { "paramName": "name", "existingId": ID, "nestedValue": { "left_alone": 1 } },
            },
            { "code": "second", "message": "m", "meta": {} },
        ],
        "clerkTraceId": "trace_1",
    });
    assert_eq!(refused(409, &json!({}), &body.to_string()).await, expected);
}

#[wasm_bindgen_test]
async fn each_method_is_refused_alike() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    for call in [
        "keys.getAll()",
        "keys.create({ name: 'ci' })",
        &revoke,
        &reload,
    ] {
        let page = HostPage::new();
        page.answers(
            422,
            &json!({ "errors": [{ "code": "api_keys_not_enabled", "message": "off" }] }),
        );
        let error = page.run(call).await.why();
        assert_eq!(
            (&error["status"], &error["message"]),
            (&json!(422), &json!("off")),
            "{call}"
        );
        assert_eq!(page.sent().await.len(), 1, "{call}");
    }
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(403, &json!({}));
    let error = page
        .run("keys.getAll().then(({ data: [key] }) => key.reload())")
        .await
        .why();
    assert_eq!(error["status"], 403);
}

#[wasm_bindgen_test]
async fn what_is_missing_or_odd_is_left_out() {
    let in_words = "the server answered 403 Forbidden";
    let cases = [
        (json!({}), in_words, json!([])),
        (json!({ "errors": null }), in_words, json!([])),
        (json!({ "errors": {} }), in_words, json!([])),
        (
            json!({ "errors": [null, "text", 5, []] }),
            in_words,
            json!([]),
        ),
        (
            json!({ "errors": [{}] }),
            in_words,
            json!([{ "code": "", "message": "", "meta": {} }]),
        ),
        (
            json!({ "errors": [{ "code": 5, "message": [] }] }),
            in_words,
            json!([{ "code": "", "message": "", "meta": {} }]),
        ),
        (
            json!({ "errors": [{ "message": "m", "long_message": "" }], "clerk_trace_id": 5 }),
            "m",
            json!([{ "code": "", "message": "m", "meta": {} }]),
        ),
        (
            json!({ "errors": [{ "code": "c", "message": "m", "meta": "odd" }], "clerk_trace_id": "" }),
            "m",
            json!([{ "code": "c", "message": "m", "meta": {} }]),
        ),
        (
            json!({ "errors": [{ "code": "c", "message": "m", "meta": { "param_name": 5 } }] }),
            "m",
            json!([{ "code": "c", "message": "m", "meta": { "paramName": 5 } }]),
        ),
        (
            json!({ "errors": [{ "code": "c", "message": "m", "meta": {} }] }),
            "m",
            json!([{ "code": "c", "message": "m", "meta": {} }]),
        ),
        (json!([]), in_words, json!([])),
        (json!("no"), in_words, json!([])),
        (json!(null), in_words, json!([])),
    ];
    for (body, message, errors) in cases {
        let expected = json!({
            "name": "APIKeysResponseError",
            "code": "api_response_error",
            "status": 403,
            "message": message,
            "errors": errors,
        });
        assert_eq!(
            refused(403, &json!({}), &body.to_string()).await,
            expected,
            "{body}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_body_that_is_no_json_is_a_refusal_all_the_same() {
    let cases = [
        (401, "", "the server answered 401 Unauthorized"),
        (
            404,
            "<html>not here</html>",
            "the server answered 404 Not Found",
        ),
        (500, "{", "the server answered 500 Internal Server Error"),
        (
            502,
            "<html>Bad Gateway</html>",
            "the server answered 502 Bad Gateway",
        ),
        (
            418,
            "short and stout",
            "the server answered with status 418",
        ),
    ];
    for (status, body, message) in cases {
        let page = HostPage::new();
        // A 401 is tried once more with a fresh token.
        for _ in 0..if status == 401 { 2 } else { 1 } {
            page.answers_text(status, &json!({}), body);
        }
        let error = page.run("keys.getAll()").await.error();
        let expected = json!({
            "name": "APIKeysResponseError",
            "code": "api_response_error",
            "status": status,
            "message": message,
            "errors": [],
        });
        assert_eq!(error, expected);
        page.sent().await;
    }
}

#[wasm_bindgen_test]
async fn retry_after_is_told_on_any_status() {
    let cases = [
        ("7", json!(7)),
        ("0", json!(0)),
        (" 7 ", json!(7)),
        ("7.5", json!(null)),
        ("-7", json!(null)),
        ("+7", json!(null)),
        ("soon", json!(null)),
        ("", json!(null)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", json!(0)),
        ("Sun, 06 Nov 1994 08:49:37", json!(null)),
    ];
    for status in [403, 429, 503] {
        for (header, seconds) in &cases {
            let error = refused(status, &json!({ "Retry-After": header }), "{}").await;
            assert_eq!(error["retryAfter"], *seconds, "{header:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn retry_after_a_date_is_seconds_from_now() {
    let page = HostPage::new();
    let in_90_seconds = "new Date(Date.now() + 90_000).toUTCString()";
    page.fetches(&format!("() => new Response('{{}}', {{ status: 403, headers: {{ 'Retry-After': {in_90_seconds} }} }})"));
    let seconds = page.run("keys.getAll()").await.error()["retryAfter"]
        .as_f64()
        .unwrap();
    assert!((88.0..=90.0).contains(&seconds), "{seconds}");
}

#[wasm_bindgen_test]
async fn the_text_of_an_error_is_in_clerks_form() {
    let page = HostPage::new();
    page.answers(
        409,
        &json!({
            "errors": [
                { "code": "taken", "message": "conflict", "long_message": "It exists.", "meta": { "param_name": "name" } },
                { "code": "second", "message": "m" },
            ],
            "clerk_trace_id": "trace_1",
        }),
    );
    let refused = page.run("keys.getAll().catch(String)").await.json();
    let expected = r#"[APIKeysResponseError]
Message:It exists.
Status:409
Serialized errors: {"code":"taken","message":"conflict","longMessage":"It exists.","paramName":"name","meta":{"paramName":"name"}},{"code":"second","message":"m","meta":{}}
Clerk Trace ID: trace_1"#;
    assert_eq!(refused, json!(expected));

    let invalid = page
        .run("keys.getAll({ pageSize: 0 }).catch(error => [String(error), error.message])")
        .await
        .json();
    assert_eq!(
        invalid[0],
        json!(format!("[APIKeysError]\nMessage:{}", text(&invalid[1])))
    );
}

#[wasm_bindgen_test]
async fn clerks_guard_knows_each_reason() {
    let page = HostPage::new();
    page.answers(403, &json!({ "errors": [{ "code": "c", "message": "m" }] }));
    let kind = page
        .run("keys.getAll().catch(({ errors: [item] }) => item.constructor.kind)")
        .await
        .json();
    assert_eq!(kind, json!("ClerkAPIError"));
}
