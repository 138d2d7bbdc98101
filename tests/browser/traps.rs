//! What a page can do to a call. The naive code never settles, or never again; ours rejects with an
//! error, and the next call works. With `panic = "abort"` a panic is a promise that stays pending.

use js_sys::{Function, Reflect};
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{HostPage, instance, outcome, wire::list};

/// Milliseconds in which naive code that settles would have settled.
const BRIEFLY: f64 = 30.0;
/// More than enough for code that works.
const PATIENTLY: f64 = 1_000.0;

/// The module a second time.
struct Naive(JsValue);

impl Naive {
    async fn new() -> Self {
        Self(instance().await)
    }

    /// What becomes of the naive code's promise; `broken` where it throws at once.
    async fn state(&self, function: &str, argument: &str, patience: f64) -> String {
        let function: Function = Reflect::get(&self.0, &function.into())
            .unwrap()
            .unchecked_into();
        match function.call1(&JsValue::NULL, &argument.into()) {
            Ok(promise) => outcome("the naive code", &promise, patience).await.state(),
            Err(_) => "broken".to_owned(),
        }
    }
}

#[wasm_bindgen_test]
async fn the_naive_code_works_on_a_page_that_is_not_odd() {
    let page = HostPage::new();
    let naive = Naive::new().await;
    page.run("(page.always(async () => new Response('{}')), globalThis.getToken = async () => page.token, null)").await.json();
    assert_eq!(
        naive.state("naiveFetch", "token", PATIENTLY).await,
        "resolved"
    );
    assert_eq!(naive.state("naiveToken", "", PATIENTLY).await, "resolved");
}

#[wasm_bindgen_test]
async fn a_fetch_that_is_no_fetch() {
    for fetch in [
        "() => { throw new TypeError('boom') }",
        "() => { throw 'boom' }",
        "async () => { throw 'boom' }",
        "() => Promise.reject()",
        "async () => ({ ok: true, status: 200 })",
        "async () => undefined",
        "() => 5",
        "undefined",
    ] {
        let page = HostPage::new();
        let naive = Naive::new().await;
        page.run(&format!(
            "(page.instead = globalThis.fetch, globalThis.fetch = {fetch}, null)"
        ))
        .await
        .json();
        assert_eq!(
            naive.state("naiveFetch", "token", BRIEFLY).await,
            "pending",
            "{fetch}"
        );
        assert_eq!(
            page.run("keys.getAll()").await.error()["code"],
            "network_error",
            "{fetch}"
        );

        page.answers(200, &list(&[]));
        let next = page
            .run("(globalThis.fetch = page.instead, keys.getAll())")
            .await;
        assert_eq!(next.json()["total_count"], 0, "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn a_token_with_a_newline() {
    let page = HostPage::new();
    let naive = Naive::new().await;
    for token in ["a\nb", "a\r\nX-Evil: 1", "ü😀"] {
        assert_eq!(
            naive.state("naiveFetch", token, BRIEFLY).await,
            "pending",
            "{token:?}"
        );
        let error = page
            .run(&format!("(page.token = {}, keys.getAll())", json!(token)))
            .await
            .error();
        assert_eq!(error["code"], "invalid_token", "{token:?}");
    }
    page.answers(200, &list(&[]));
    page.run("(page.token = 'good', keys.getAll())")
        .await
        .json();
}

#[wasm_bindgen_test]
async fn a_get_token_that_is_not_async() {
    let cases = [
        ("() => { throw new Error('boom') }", "host_callback_failed"),
        ("() => { throw 'boom' }", "host_callback_failed"),
        ("() => 'bare'", "resolved"),
        ("() => null", "no_session_token"),
        ("() => 5", "host_callback_failed"),
    ];
    for (get_token, code) in cases {
        let page = HostPage::with(&format!("{{ getToken: {get_token} }}"));
        let naive = Naive::new().await;
        page.run(&format!("(globalThis.getToken = {get_token}, null)"))
            .await
            .json();
        assert_eq!(
            naive.state("naiveToken", "", BRIEFLY).await,
            "pending",
            "{get_token}"
        );

        page.run("page.always(() => new Response('{\"data\":[],\"total_count\":0}')) ?? null")
            .await
            .json();
        for _ in 0..2 {
            let end = page
                .run("keys.getAll().then(() => 'resolved', error => error.code)")
                .await
                .json();
            assert_eq!(end, code, "{get_token}");
        }
    }
}
