//! A call that its caller aborts: at any moment, with any reason.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, list},
};

/// A moment of a call, and the `getToken` and the `fetch` that keep the call in it.
const MOMENTS: [(&str, &str, &str); 6] = [
    ("before anything", "() => page.token", "page.hang"),
    (
        "during getToken",
        "() => new Promise(() => {})",
        "page.hang",
    ),
    ("during fetch", "() => page.token", "page.hang"),
    (
        "during a fetch that does not hear of it",
        "() => page.token",
        "() => new Promise(() => {})",
    ),
    ("during the body", "() => page.token", "page.hangInBody"),
    (
        "between attempts",
        "() => page.token",
        "() => new Response('{}', { status: 503, headers: { 'Retry-After': '50' } })",
    ),
];

/// Aborts `call`, which has the signal, after some time. Resolves to whether it was rejected with the signal's reason.
fn abort(call: &str, reason: &str, milliseconds: u32) -> String {
    format!(
        "(async () => {{
            const controller = new AbortController();
            const {{ signal }} = controller;
            const reason = {reason};
            const abort = () => controller.abort(reason);
            if ({milliseconds}) setTimeout(abort, {milliseconds});
            const call = {call};
            if (!{milliseconds}) abort();
            return call.then(() => 'resolved', thrown => thrown === signal.reason && (reason === undefined || thrown === reason));
        }})()"
    )
}

#[wasm_bindgen_test]
async fn a_call_is_aborted_at_any_moment() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }}, {{ signal }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }}, {{ signal }})");
    for (moment, get_token, fetch) in MOMENTS {
        let milliseconds = if moment == "before anything" { 0 } else { 10 };
        for call in [
            "keys.getAll({}, { signal })",
            "keys.create({ name: 'ci' }, { signal })",
            &revoke,
            &reload,
        ] {
            if moment == "between attempts" && call.contains("create") {
                continue;
            }
            let page = HostPage::with(&format!("{{ maxRetries: 2, getToken: {get_token} }}"));
            page.run(&format!("page.always({fetch}) ?? null"))
                .await
                .json();
            let aborted = page
                .run(&abort(call, "{ own: 'reason' }", milliseconds))
                .await
                .json();
            assert_eq!(aborted, true, "{moment}: {call}");
            let sent = page.run("page.count").await.json();
            let expected = u32::from(moment != "before anything" && moment != "during getToken");
            assert_eq!(sent, expected, "{moment}: {call}");
        }
    }
}

#[wasm_bindgen_test]
async fn the_reason_is_passed_on_as_it_is() {
    for reason in [
        "undefined",
        "null",
        "'text'",
        "0",
        "new Error('stop')",
        "Symbol('stop')",
    ] {
        let page = HostPage::new();
        page.fetches("page.hang");
        let call = abort("keys.getAll({}, { signal })", reason, 5);
        assert_eq!(page.run(&call).await.json(), true, "{reason}");
        assert_eq!(
            page.run("page.aborted").await.json(),
            json!([true]),
            "{reason}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_signal_that_is_aborted_already_sends_nothing() {
    for call in [
        "keys.getAll({}, { signal })",
        "keys.create({ name: 'ci' }, { signal })",
        "keys.create({}, { signal })",
    ] {
        let page = HostPage::new();
        let reason = page
            .run(&format!(
                "(signal => {call}.catch(reason => reason))(AbortSignal.abort('stop'))"
            ))
            .await;
        assert_eq!(reason.json(), "stop", "{call}");
        assert_eq!(page.run("page.asked").await.json(), json!([]), "{call}");
        assert_eq!(page.sent().await.len(), 0);
    }
}

#[wasm_bindgen_test]
async fn the_callers_own_timeout_is_a_signal_too() {
    let page = HostPage::new();
    page.fetches("page.hang");
    let name = page
        .run("keys.getAll({}, { signal: AbortSignal.timeout(10) }).catch(reason => reason.name)")
        .await;
    assert_eq!(name.json(), "TimeoutError");
}

#[wasm_bindgen_test]
async fn an_abort_after_the_end_changes_nothing() {
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    let seen = page
        .run(
            "(async controller => {
                const { data } = await keys.getAll({}, { signal: controller.signal });
                controller.abort();
                return [data, page.aborted];
            })(new AbortController())",
        )
        .await;
    assert_eq!(seen.json()[0], json!([]));
}

#[wasm_bindgen_test]
async fn one_signal_aborts_all_of_its_calls_and_no_other() {
    let page = HostPage::new();
    for _ in 0..2 {
        page.fetches("page.hang");
    }
    page.fetches("() => new Promise(resolve => setTimeout(resolve, 15, new Response('{\"data\":[],\"total_count\":0}')))");
    let states = page
        .run(
            "(async controller => {
                const { signal } = controller;
                const calls = [keys.getAll({}, { signal }), keys.getAll({}, { signal }), keys.getAll()];
                setTimeout(() => controller.abort('stop'), 5);
                return (await Promise.allSettled(calls)).map(({ status, reason }) => reason ?? status);
            })(new AbortController())",
        )
        .await
        .json();
    assert_eq!(states, json!(["stop", "stop", "fulfilled"]));
    page.sent().await;
}

#[wasm_bindgen_test]
async fn no_listener_stays_on_the_signal() {
    let answers = [
        (
            "an answer",
            "() => new Response('{\"data\":[],\"total_count\":0}')",
        ),
        ("a failure", "() => { throw 'boom' }"),
        ("a timeout", "page.hang"),
    ];
    for (end, fetch) in answers {
        let page = HostPage::with("{ timeoutMs: 15 }");
        page.fetches(fetch);
        let listeners = page
            .run(
                "(async ({ signal }) => {
                    const listeners = new Set();
                    let added = 0;
                    const { addEventListener, removeEventListener } = signal;
                    signal.addEventListener = (type, listener) => (added += 1, listeners.add(listener), addEventListener.call(signal, type, listener));
                    signal.removeEventListener = (type, listener) => (listeners.delete(listener), removeEventListener.call(signal, type, listener));
                    await keys.getAll({}, { signal }).catch(() => {});
                    return [added > 0, listeners.size];
                })(new AbortController())",
            )
            .await
            .json();
        assert_eq!(listeners, json!([true, 0]), "{end}");
    }
}

#[wasm_bindgen_test]
async fn a_signal_that_cannot_be_heeded_ends_nothing() {
    let page = HostPage::new();
    page.answers(200, &json!({ "data": [], "total_count": 0 }));
    let listed = page
        .run(
            "(({ signal }) => {
                signal.addEventListener = () => { throw new Error('boom') };
                return keys.getAll({}, { signal });
            })(new AbortController())",
        )
        .await
        .json();
    assert_eq!(listed["total_count"], json!(0));
}
