//! `api_response_error`: the server answered with a problem, or a proxy with whatever it has.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{CALLS, CREATE, REVOKE, created, done, inactive, key, page};
use crate::support::{HostPage, wire::with};

const PROBLEM_JSON: &str = "application/problem+json";

async fn refused(status: u16, body: &Value) -> Value {
    let page = page();
    page.answers_with(status, &json!({ "Content-Type": PROBLEM_JSON }), body);
    page.run("keys.getAll()").await.error()
}

/// The error of a refusal, whose problem is of no type.
fn refusal(status: u16, message: &str) -> Value {
    json!({
        "name": "APIKeysResponseError",
        "code": "api_response_error",
        "status": status,
        "message": message,
        "errors": [],
        "problem": { "type": "about:blank" },
    })
}

#[wasm_bindgen_test]
async fn a_problem_reaches_the_caller() {
    let body = json!({
        "$schema": "https://api.example.com/schemas/ErrorModel.json",
        "type": "https://example.com/problems/quota",
        "title": "Unprocessable Entity",
        "status": 400,
        "detail": "validation failed",
        "instance": "https://api.example.com/requests/1",
        "trace": "left alone",
        "errors": [
            { "location": "body.name", "message": "expected length >= 1", "value": "" },
            { "location": "body.scopes[0]", "message": "unknown scope", "value": "x" },
        ],
    });
    let kind = "https://example.com/problems/quota";
    let expected = json!({
        "name": "APIKeysResponseError",
        "code": "api_response_error",
        "status": 422,
        "message": "validation failed",
        "errors": [
            { "code": kind, "message": "expected length >= 1", "paramName": "body.name", "meta": {} },
            { "code": kind, "message": "unknown scope", "paramName": "body.scopes[0]", "meta": {} },
        ],
        "problem": {
            "type": kind,
            "title": "Unprocessable Entity",
            "status": 400,
            "detail": "validation failed",
            "instance": "https://api.example.com/requests/1",
        },
    });
    assert_eq!(refused(422, &body).await, expected);
}

#[wasm_bindgen_test]
async fn an_object_of_arrays_names_the_field_of_each_error() {
    let body = json!({
        "detail": "validation failed",
        "errors": { "name": ["is too short", 5, "is taken"], "scopes": "is no array", "other": null },
    });
    let error = |message| json!({ "code": "about:blank", "message": message, "paramName": "name", "meta": {} });
    assert_eq!(
        refused(422, &body).await["errors"],
        json!([error("is too short"), error("is taken")])
    );
}

#[wasm_bindgen_test]
async fn what_is_missing_or_odd_is_left_out() {
    let in_words = "the server answered 403 Forbidden";
    let titled = with(
        refusal(403, "no"),
        "problem",
        json!({ "type": "about:blank", "title": "no" }),
    );
    let item = json!([{ "code": "about:blank", "message": "", "meta": {} }]);
    let item = with(refusal(403, in_words), "errors", item);
    let cases = [
        (json!({}), refusal(403, in_words)),
        (json!({ "title": "no" }), titled.clone()),
        (json!({ "title": "no", "detail": "" }), titled.clone()),
        (json!({ "title": "no", "detail": { "a": 1 } }), titled),
        (
            json!({ "type": 5, "title": [], "status": "403", "detail": {}, "instance": false, "errors": "no" }),
            refusal(403, in_words),
        ),
        (
            json!({ "type": "", "title": null, "status": 40.5, "detail": null, "instance": "" }),
            refusal(403, in_words),
        ),
        (json!({ "status": -1 }), refusal(403, in_words)),
        (json!({ "errors": null }), refusal(403, in_words)),
        (json!({ "errors": {} }), refusal(403, in_words)),
        (
            json!({ "errors": [null, "text", 5, []] }),
            refusal(403, in_words),
        ),
        (json!({ "errors": [null, {}, null] }), item.clone()),
        (
            json!({ "errors": [{ "location": 5, "message": null }] }),
            item.clone(),
        ),
        (
            json!({ "errors": [{ "code": "c", "long_message": "l", "meta": {} }] }),
            item,
        ),
        (
            json!({ "status": 200 }),
            with(
                refusal(403, in_words),
                "problem",
                json!({ "type": "about:blank", "status": 200 }),
            ),
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(refused(403, &body).await, expected, "{body}");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_object_is_no_problem() {
    let cases = [
        ("text/html", "<html>Bad Gateway</html>"),
        ("text/plain", ""),
        (PROBLEM_JSON, ""),
        (PROBLEM_JSON, "{\"detail\":"),
        (PROBLEM_JSON, "[{ \"detail\": \"no\" }]"),
        (PROBLEM_JSON, "\"no\""),
        (PROBLEM_JSON, "null"),
    ];
    for status in [403, 502] {
        let words = if status == 403 {
            "403 Forbidden"
        } else {
            "502 Bad Gateway"
        };
        let mut expected = refusal(status, &format!("the server answered {words}"));
        expected.as_object_mut().unwrap().remove("problem");
        for (content_type, body) in cases {
            let page = page();
            page.answers_text(status, &json!({ "Content-Type": content_type }), body);
            let error = page.run("keys.getAll()").await.error();
            assert_eq!(error, expected, "{content_type}: {body}");
        }
    }
}

/// CBOR of `{"detail": "no"}`, and bytes that are no text.
#[wasm_bindgen_test]
async fn bytes_are_a_refusal_all_the_same() {
    for bytes in [
        "0xa1, 0x66, 0x64, 0x65, 0x74, 0x61, 0x69, 0x6c, 0x62, 0x6e, 0x6f",
        "0xff, 0xfe, 0x00, 0x80",
        "0x7b, 0x22, 0x00",
    ] {
        for call in CALLS {
            let page = page();
            page.fetches(&format!(
                "() => new Response(new Uint8Array([{bytes}]), {{ status: 422, headers: {{ 'Content-Type': 'application/problem+cbor' }} }})"
            ));
            let error = page.run(call).await.error();
            let mut expected = refusal(422, "the server answered 422 Unprocessable Content");
            expected.as_object_mut().unwrap().remove("problem");
            assert_eq!(error, expected, "{call}");
        }
    }
}

#[wasm_bindgen_test]
async fn each_method_is_refused_alike() {
    for call in CALLS {
        for status in [400, 403, 404, 409, 422, 429, 500, 503] {
            let page = page();
            page.answers_with(
                status,
                &json!({ "Retry-After": "7" }),
                &json!({ "detail": "no" }),
            );
            let error = page.run(call).await.why();
            let expected = with(refusal(status, "no"), "retryAfter", 7);
            let problem = json!({ "type": "about:blank", "detail": "no" });
            assert_eq!(
                error,
                with(expected, "problem", problem),
                "{call}: {status}"
            );
            assert_eq!(page.sent().await.len(), 1, "{call}: {status}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_revoke_whose_list_fails_is_told_as_done() {
    for (list, why, cause) in [
        (
            "() => Response.json({ title: 'no' }, { status: 403 })",
            "no",
            "APIKeysResponseError: no",
        ),
        (
            "() => Promise.reject('reset')",
            "the server could not be reached, or the connection was lost",
            "APIKeysError: the server could not be reached, or the connection was lost",
        ),
    ] {
        let page = page();
        page.answers(200, &done());
        page.fetches(list);
        let message = format!("the key is revoked, but reading it again failed: {why}");
        let expected = json!({ "name": "APIKeysError", "code": "invalid_response", "message": message, "cause": cause });
        assert_eq!(page.run(REVOKE).await.error(), expected);
        assert_eq!(page.sent().await.len(), 2);
    }
}

/// The earlier attempt, whose response was lost, may have revoked the key.
#[wasm_bindgen_test]
async fn a_refused_revoke_after_a_lost_one_is_done_where_the_list_says_so() {
    let refused = json!({ "title": "gone" });
    for (earlier, listed, done) in [
        ("() => Promise.reject('reset')", inactive(), true),
        ("() => Response.json({}, { status: 503 })", inactive(), true),
        ("() => Promise.reject('reset')", key(), false),
    ] {
        let page = HostPage::of_project("{ maxRetries: 1 }");
        page.run("page.skipWaits() ?? null").await.json();
        page.fetches(earlier);
        page.answers(404, &refused);
        page.answers(200, &json!([listed]));
        let source = format!("{REVOKE}.then(({{ revoked }}) => revoked, ({{ status }}) => status)");
        let expected = if done { json!(true) } else { json!(404) };
        assert_eq!(page.run(&source).await.json(), expected, "{earlier}");
        assert_eq!(page.sent().await.len(), 3, "{earlier}");
    }
    let page = page();
    page.answers(404, &refused);
    assert_eq!(page.run(REVOKE).await.error()["status"], 404);
    assert_eq!(page.sent().await.len(), 1);
}

/// The server echoes what was submitted. Every string of the error and of its members is looked at.
#[wasm_bindgen_test]
async fn what_was_submitted_is_nowhere_in_the_error() {
    for value in [
        json!("neverPrintThis"),
        json!({ "name": "neverPrintThis" }),
        json!(["neverPrintThis"]),
    ] {
        let item = json!({ "location": "body.name", "message": "too long", "value": value });
        let body = json!({ "detail": "validation failed", "errors": [null, item] });
        let page = page();
        page.answers(422, &body);
        let error = page.run(CREATE).await.error();
        assert_eq!(error["errors"][0]["paramName"], "body.name");
        page.answers(422, &body);
        let source = format!(
            "{CREATE}.catch(error => {{
                const seen = new Set();
                const texts = value => {{
                    if (Object(value) !== value) return [String(value)];
                    if (seen.has(value)) return [];
                    seen.add(value);
                    return [...Reflect.ownKeys(value).flatMap(name => texts(value[name])), String(value)];
                }};
                return texts(error);
            }})"
        );
        let texts = page.run(&source).await.json();
        let texts = texts.as_array().unwrap();
        assert!(texts.contains(&json!("validation failed")), "{texts:?}");
        let told = |text: &Value| text.to_string().contains("neverPrintThis");
        assert!(!texts.iter().any(told), "{texts:?}");
    }
}

#[wasm_bindgen_test]
async fn a_401_is_tried_once_more_with_a_fresh_token() {
    for call in CALLS {
        let page = page();
        page.answers(401, &json!({ "detail": "expired" }));
        page.answers(401, &json!({ "detail": "still" }));
        let error = page.run(call).await.error();
        assert_eq!(
            (&error["status"], &error["message"]),
            (&json!(401), &json!("still")),
            "{call}"
        );
        let asked = page.run("page.asked").await.json();
        assert_eq!(asked, json!([null, { "skipCache": true }]), "{call}");
        assert_eq!(page.sent().await.len(), 2, "{call}");
    }
    let page = page();
    page.answers(401, &json!({}));
    page.answers(200, &created());
    page.run(CREATE).await.json();
    for _ in 0..2 {
        page.answers(401, &json!({}));
        page.answers(200, &done());
        page.answers(401, &json!({}));
        page.answers(200, &json!([inactive()]));
        page.run(REVOKE).await.json();
    }
    page.sent().await;
}

#[wasm_bindgen_test]
async fn a_read_and_a_revoke_are_tried_again_and_a_create_only_where_it_was_not_made() {
    let retried = |page: &HostPage, statuses: &[u16], answers: &[Value]| {
        for status in statuses {
            page.answers_with(
                *status,
                &json!({ "Retry-After": "3" }),
                &json!({ "title": "later" }),
            );
        }
        for answer in answers {
            page.answers(200, answer);
        }
    };
    let cases = [
        ("keys.getAll()", vec![503, 429], vec![json!([key()])]),
        (REVOKE, vec![500, 504], vec![done(), json!([inactive()])]),
        (CREATE, vec![429, 429], vec![created()]),
    ];
    for (call, statuses, answers) in cases {
        let page = HostPage::of_project("{ maxRetries: 2 }");
        page.run("page.skipWaits() ?? null").await.json();
        retried(&page, &statuses, &answers);
        page.run(call).await.json();
        assert_eq!(
            page.run("page.waits").await.json(),
            json!([3000, 3000]),
            "{call}"
        );
        page.sent().await;
    }
    let page = HostPage::of_project("{ maxRetries: 2 }");
    retried(&page, &[503], &[]);
    assert_eq!(page.run(CREATE).await.why()["status"], 503);
    assert_eq!(page.sent().await.len(), 1);
}
