//! Timeouts and retries.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, created, key, list, revoked, with},
};

#[wasm_bindgen_test]
async fn each_part_of_an_attempt_can_time_out() {
    let silent = [
        ("() => page.token", "page.hang", json!([true])),
        ("() => page.token", "page.hangInBody", json!([true])),
        (
            "() => page.token",
            "() => new Promise(() => {})",
            json!([true]),
        ),
        ("() => new Promise(() => {})", "page.hang", json!([])),
    ];
    for (get_token, fetch, aborted) in silent {
        let page = HostPage::with(&format!("{{ timeoutMs: 15, getToken: {get_token} }}"));
        page.fetches(fetch);
        let error = page.run("keys.getAll()").await.error();
        let expected = json!({ "name": "APIKeysError", "code": "timeout", "message": "no response within 15 ms" });
        assert_eq!(error, expected, "{get_token} {fetch}");
        assert_eq!(
            page.run("page.aborted").await.json(),
            aborted,
            "{get_token} {fetch}"
        );
    }
}

#[wasm_bindgen_test]
async fn the_token_that_names_the_subject_is_in_time_too() {
    let page = HostPage::with(
        "{ timeoutMs: 15, getSubject: undefined, getToken: () => new Promise(() => {}) }",
    );
    assert_eq!(page.run("keys.getAll()").await.error()["code"], "timeout");
}

#[wasm_bindgen_test]
async fn a_calls_own_timeout_counts() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }}, {{ timeoutMs: 10 }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }}, {{ timeoutMs: 10 }})");
    for call in [
        "keys.getAll(undefined, { timeoutMs: 10 })",
        "keys.create({ name: 'ci' }, { timeoutMs: 9.5 })",
        &revoke,
        &reload,
    ] {
        let page = HostPage::with("{ maxRetries: 2 }");
        page.fetches("page.hang");
        let error = page.run(call).await.why();
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("timeout"), &json!("no response within 10 ms")),
            "{call}"
        );
        assert_eq!(
            page.sent().await.len(),
            1,
            "a timeout is not retried: {call}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_request_that_was_answered_is_let_go() {
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    page.run("keys.getAll()").await.json();
    // The timeout's timer is cleared.
    page.run("page.until(() => page.timers === 0).then(() => null)")
        .await
        .json();
}

/// A call, the statuses of its answers in turn, the one that it ends with, and how often it was sent.
struct Story {
    call: &'static str,
    answers: &'static [u16],
    end: u16,
    sent: usize,
}

const fn story(call: &'static str, answers: &'static [u16], end: u16, sent: usize) -> Story {
    Story {
        call,
        answers,
        end,
        sent,
    }
}

const GET_ALL: &str = "keys.getAll()";
const CREATE: &str = "keys.create({ name: 'ci' })";
const REVOKE: &str = "keys.revoke({ apiKeyID: 'ak_00000000000000000000000000000001' })";
const RELOAD: &str = "keys.reload({ apiKeyID: 'ak_00000000000000000000000000000001' })";

fn body(call: &str, status: u16) -> Value {
    match (status, call) {
        (200, GET_ALL) => list(&[]),
        (200, CREATE) => created(),
        (200, REVOKE) => revoked(),
        (200, _) => list(&[key()]),
        _ => json!({}),
    }
}

#[wasm_bindgen_test]
async fn what_may_be_repeated_is_tried_three_times() {
    let stories = [
        story(GET_ALL, &[503, 200], 200, 2),
        story(GET_ALL, &[500, 502, 200], 200, 3),
        story(GET_ALL, &[503, 503, 503], 503, 3),
        story(GET_ALL, &[408, 429, 504], 504, 3),
        story(REVOKE, &[504, 429, 200], 200, 3),
        story(RELOAD, &[500, 200], 200, 2),
        story(GET_ALL, &[501], 501, 1),
        story(GET_ALL, &[400], 400, 1),
        story(GET_ALL, &[403], 403, 1),
        story(GET_ALL, &[409], 409, 1),
        story(REVOKE, &[404], 404, 1),
        story(CREATE, &[500], 500, 1),
        story(CREATE, &[503], 503, 1),
        story(CREATE, &[504], 504, 1),
        story(CREATE, &[408], 408, 1),
        story(CREATE, &[429, 429, 200], 200, 3),
        story(CREATE, &[429, 503], 503, 2),
        story(GET_ALL, &[401, 200], 200, 2),
        story(CREATE, &[401, 200], 200, 2),
        story(REVOKE, &[401, 401], 401, 2),
        story(GET_ALL, &[401, 503, 503, 200], 200, 4),
    ];
    for Story {
        call,
        answers,
        end,
        sent,
    } in stories
    {
        let page = HostPage::with("{ maxRetries: undefined }");
        page.run("page.skipWaits() ?? null").await.json();
        for status in answers {
            page.answers(*status, &body(call, *status));
        }
        let status = page
            .run(&format!(
                "{call}.then(() => 200, error => error.status ?? error.cause.status)"
            ))
            .await
            .json();
        assert_eq!(status, end, "{call} {answers:?}");
        assert_eq!(page.sent().await.len(), sent, "{call} {answers:?}");
    }
}

#[wasm_bindgen_test]
async fn a_network_failure_is_tried_again_but_for_create() {
    for (call, sent) in [(GET_ALL, 3), (REVOKE, 3), (RELOAD, 3), (CREATE, 1)] {
        let page = HostPage::with("{ maxRetries: 2 }");
        page.run("page.skipWaits() ?? null").await.json();
        for _ in 0..sent {
            page.fetches("() => Promise.reject('boom')");
        }
        assert_eq!(
            page.run(call).await.why()["code"],
            "network_error",
            "{call}"
        );
        assert_eq!(page.sent().await.len(), sent, "{call}");
    }
}

/// The earlier attempt, whose response was lost, may have revoked the key.
#[wasm_bindgen_test]
async fn a_refused_revoke_after_a_lost_one_is_done_where_the_list_says_so() {
    for (earlier, listed, done) in [
        ("() => Promise.reject('reset')", revoked(), true),
        ("() => Response.json({}, { status: 503 })", revoked(), true),
        ("() => Promise.reject('reset')", key(), false),
    ] {
        let page = HostPage::with("{ maxRetries: 1 }");
        page.run("page.skipWaits() ?? null").await.json();
        page.fetches(earlier);
        page.answers(404, &json!({}));
        page.answers(200, &list(&[listed]));
        let source = format!("{REVOKE}.then(({{ revoked }}) => revoked, ({{ status }}) => status)");
        let expected = if done { json!(true) } else { json!(404) };
        assert_eq!(page.run(&source).await.json(), expected, "{earlier}");
        let lines = page.sent_lines().await;
        assert!(lines[2].contains("include_invalid=true"), "{lines:?}");
    }
}

#[wasm_bindgen_test]
async fn waits_double_up_to_eight_seconds_less_a_quarter_at_most() {
    let page = HostPage::with("{ maxRetries: 6 }");
    page.run("page.skipWaits() ?? null").await.json();
    for _ in 0..7 {
        page.answers(503, &json!({}));
    }
    page.run(GET_ALL).await.error();
    let waits = page.run("page.waits").await.json();
    let waits: Vec<_> = waits
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    let longest = [500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0, 8_000.0];
    assert_eq!(waits.len(), longest.len(), "{waits:?}");
    for (wait, longest) in waits.iter().zip(longest) {
        assert!((longest * 0.75..=longest).contains(wait), "{waits:?}");
    }
}

#[wasm_bindgen_test]
async fn retry_after_is_waited_for_up_to_a_minute() {
    let waited = [
        ("0", 0),
        ("2", 2_000),
        ("60", 60_000),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
        ("Sun Nov  6 08:49:37 1994", 0),
    ];
    for (header, wait) in waited {
        let page = HostPage::with("{ maxRetries: 1 }");
        page.run("page.skipWaits() ?? null").await.json();
        page.answers_with(503, &json!({ "Retry-After": header }), &json!({}));
        page.answers(200, &list(&[]));
        page.run(GET_ALL).await.json();
        assert_eq!(
            page.run("page.waits").await.json(),
            json!([wait]),
            "{header}"
        );
        page.sent().await;
    }
    let page = HostPage::with("{ maxRetries: 1 }");
    page.answers_with(503, &json!({ "Retry-After": "61" }), &json!({}));
    assert_eq!(page.run(GET_ALL).await.error()["retryAfter"], 61);
    assert_eq!(page.sent().await.len(), 1);
}

#[wasm_bindgen_test]
async fn a_date_to_retry_at_is_by_the_servers_clock() {
    let page = HostPage::with("{ maxRetries: 1 }");
    page.run("page.skipWaits() ?? null").await.json();
    let headers = json!({ "Date": "Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After": "Sun, 06 Nov 1994 08:49:39 GMT" });
    page.answers_with(503, &headers, &json!({}));
    page.answers(200, &list(&[]));
    page.run(GET_ALL).await.json();
    assert_eq!(page.run("page.waits").await.json(), json!([2_000]));

    let headers = with(headers, "Retry-After", "Sun, 06 Nov 1994 08:51:37 GMT");
    page.answers_with(429, &headers, &json!({}));
    assert_eq!(page.run(GET_ALL).await.error()["retryAfter"], 120);
}

#[wasm_bindgen_test]
async fn a_huge_retry_after_ends_the_call() {
    for (seconds, retry_after) in [
        ("4294967295", 4_294_967_295_u32),
        ("4294967296", 4_294_967_295),
        (&"9".repeat(400), 4_294_967_295),
        ("86400", 86_400),
    ] {
        let page = HostPage::with("{ maxRetries: 2 }");
        page.answers_with(503, &json!({ "Retry-After": seconds }), &json!({}));
        let error = page.run(GET_ALL).await.error();
        assert_eq!(error["retryAfter"], retry_after, "{seconds}");
        assert_eq!(page.sent().await.len(), 1, "{seconds}");
    }
}

#[wasm_bindgen_test]
async fn a_refused_token_is_asked_for_anew_once() {
    let page = HostPage::with("{ maxRetries: 2 }");
    page.answers(401, &json!({}));
    page.answers(
        401,
        &json!({ "errors": [{ "code": "authentication_invalid", "message": "no" }] }),
    );
    assert_eq!(
        page.run(CREATE).await.error()["errors"][0]["code"],
        "authentication_invalid"
    );
    assert_eq!(
        page.run("page.asked").await.json(),
        json!([null, { "skipCache": true }])
    );
    assert_eq!(page.sent().await.len(), 2);
}

#[wasm_bindgen_test]
async fn without_retries_nothing_is_repeated() {
    let page = HostPage::with("{ maxRetries: 0 }");
    page.answers(503, &json!({}));
    assert_eq!(page.run(GET_ALL).await.error()["status"], 503);
    assert_eq!(page.sent().await.len(), 1);
}
