//! What a network, or a page that has replaced `fetch`, does instead of answering.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, created, list},
};

const REFUSED: &str = "this host refuses the request, so nothing was sent (see cause)";
const LOST: &str = "the server could not be reached, or the connection was lost";

/// Each is called as `fetch` is, and gives no answer.
const FAILING: [&str; 20] = [
    "() => { throw new TypeError('boom') }",
    "() => { throw 'boom' }",
    "() => { throw undefined }",
    "() => { throw Object.create(Error.prototype) }",
    "async () => { throw new TypeError('Failed to fetch') }",
    "() => Promise.reject('boom')",
    "() => Promise.reject()",
    "() => Promise.reject(5)",
    "() => ({ then() { throw 'boom' } })",
    "() => undefined",
    "() => null",
    "() => 5",
    "() => 'text'",
    "() => Object.create(Response.prototype)",
    "() => new Proxy(new Response('{}'), {})",
    "() => (response => (response.text(), response))(new Response('{}'))",
    "() => (response => (response.body.getReader(), response))(new Response('{}'))",
    "() => new Response(new ReadableStream({ start: body => body.error(new Error('cut')) }))",
    "() => new Response(new ReadableStream({ start: body => { body.enqueue(new TextEncoder().encode('{')); body.error('cut') } }))",
    "() => new Response(new ReadableStream({ start: body => body.enqueue('no bytes') }))",
];

#[wasm_bindgen_test]
async fn a_fetch_that_gives_no_answer_is_a_network_error() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    for fetch in FAILING {
        let page = HostPage::new();
        for call in [
            "keys.getAll()",
            "keys.create({ name: 'ci' })",
            &revoke,
            &reload,
        ] {
            page.fetches(fetch);
            let error = page.run(call).await.why();
            assert_eq!(
                (&error["code"], &error["message"]),
                (&json!("network_error"), &json!(LOST)),
                "{call} {fetch}"
            );
        }
        page.answers(200, &list(&[]));
        page.run("keys.getAll()").await.json();
        assert_eq!(page.sent().await.len(), 5, "{fetch}");
    }
}

/// Mocks, polyfills and instrumentation give responses of other classes.
#[wasm_bindgen_test]
async fn any_response_will_do() {
    let body = list(&[]);
    for response in [
        "({ ok: true, status: 200, headers: new Headers(), json: async () => (BODY) })",
        "({ status: 200, headers: { get: () => null }, text: () => JSON.stringify(BODY) })",
        "new (class extends Response {})(JSON.stringify(BODY))",
        "new Proxy(Response.json(BODY), { get: (own, name) => { const it = own[name]; return typeof it === 'function' ? it.bind(own) : it; } })",
        "Object.defineProperty(Response.json(BODY), 'url', { value: 'https://clerk.example.com' })",
        "document.body.appendChild(document.createElement('iframe')).contentWindow.Response.json(BODY)",
    ] {
        let page = HostPage::new();
        page.fetches(&format!(
            "() => {}",
            response.replace("BODY", &body.to_string())
        ));
        let listed = page.run("keys.getAll()").await.json();
        assert_eq!(listed["total_count"], 0, "{response}");
    }
}

#[wasm_bindgen_test]
async fn the_cause_is_what_was_thrown_or_given() {
    let cases = [
        (
            "() => { throw new TypeError('boom') }",
            json!("TypeError: boom"),
        ),
        ("() => Promise.reject('boom')", json!("boom")),
        ("() => Promise.reject()", Value::Null),
        ("() => 'text'", json!("text")),
        ("() => ({})", json!("object")),
    ];
    for (fetch, cause) in cases {
        let page = HostPage::new();
        page.fetches(fetch);
        assert_eq!(
            page.run("keys.getAll()").await.error()["cause"],
            cause,
            "{fetch}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_body_that_breaks_off_is_a_network_error_in_the_browsers_own_words() {
    let page = HostPage::new();
    let broken =
        "new Response(new ReadableStream({ start: body => body.error(new TypeError('cut')) }))";
    page.fetches(&format!("() => {broken}"));
    let error = page.run("keys.getAll()").await.error();
    let words = page.own_words(&format!("{broken}.json()")).await;
    assert_eq!(
        (&error["code"], &error["cause"]),
        (&json!("network_error"), &words)
    );
}

#[wasm_bindgen_test]
async fn a_page_without_fetch_is_a_network_error() {
    for fetch in ["undefined", "null", "5", "{}"] {
        let page = HostPage::with("{ maxRetries: 2 }");
        for call in ["keys.getAll()", "keys.create({ name: 'ci' })"] {
            let error = page
                .run(&format!("(globalThis.fetch = {fetch}, {call})"))
                .await
                .error();
            assert_eq!(
                (&error["code"], &error["message"]),
                (&json!("network_error"), &json!(REFUSED)),
                "{call} {fetch}"
            );
            assert!(error["cause"].to_string().contains("TypeError"), "{error}");
        }
    }
}

/// A call while the host page has its own class in place of a global. `Native` is the browser's. WebKit goes on with a class
/// that is only assigned over.
fn where_global(name: &str, class: &str, call: &str) -> String {
    format!(
        "(Native => {{
            const become = value => {{
                delete globalThis.{name};
                Object.defineProperty(globalThis, '{name}', {{ value, configurable: true, writable: true }});
            }};
            become({class});
            return {call}.finally(() => become(Native));
        }})(globalThis.{name})"
    )
}

/// A call while the constructor of Request begins with this line.
fn where_request_refuses(refuse: &str, call: &str) -> String {
    let class = format!(
        "class extends Native {{ constructor(url, init) {{ {refuse}; super(url, init) }} }}"
    );
    where_global("Request", &class, call)
}

/// An old workerd: its Request refuses `cache`.
#[wasm_bindgen_test]
async fn a_host_that_knows_no_cache_is_asked_without_it() {
    let page = HostPage::new();
    page.answers(201, &created());
    let refuse = "if (init && 'cache' in init) throw new TypeError('cache is not implemented')";
    let call = where_request_refuses(refuse, "keys.create({ name: 'ci' })");
    assert_eq!(page.run(&call).await.json()["id"], ID);
    let sent = page.sent().await;
    assert_eq!(sent[0]["cache"], "default");
    assert_eq!(sent[0]["redirect"], "manual");
}

#[wasm_bindgen_test]
async fn what_the_host_refuses_was_not_sent() {
    let page = HostPage::with("{ maxRetries: 2 }");
    for call in ["keys.getAll()", "keys.create({ name: 'ci' })"] {
        let refuse = "throw new TypeError('boom')";
        let error = page.run(&where_request_refuses(refuse, call)).await.error();
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("network_error"), &json!(REFUSED)),
            "{call}"
        );
        assert!(error["cause"].to_string().contains("boom"), "{error}");
    }
    assert_eq!(page.sent().await.len(), 0);
}

#[wasm_bindgen_test]
async fn a_request_class_that_is_none_refuses_the_request() {
    let page = HostPage::with("{ maxRetries: 2 }");
    for class in [
        "class extends Native { constructor(url, init) { if (init) throw 'boom'; super(url) } }",
        "class {}",
        "class { constructor(url) { this.url = url } }",
        "class { constructor(url, init) { Object.assign(this, init, { url, headers: 5 }) } }",
        "class { constructor(url) { this.url = url } get headers() { throw 'boom' } }",
    ] {
        let call = where_global("Request", class, "keys.create({ name: 'ci' })");
        let error = page.run(&call).await.error();
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("network_error"), &json!(REFUSED)),
            "{class}"
        );
    }
    assert_eq!(page.sent().await.len(), 0);
}

/// jsdom's signals, where the test runner has its realm's own TypeError.
#[wasm_bindgen_test]
async fn a_signal_that_another_realm_refuses_is_left_out() {
    let page = HostPage::new();
    page.answers(201, &created());
    let refuse = "if (init?.signal) throw (() => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const error = new frame.contentWindow.TypeError('not a signal');
        frame.remove();
        return error;
    })()";
    let call = where_request_refuses(refuse, "keys.create({ name: 'ci' })");
    assert_eq!(page.run(&call).await.json()["id"], ID);
}

#[wasm_bindgen_test]
async fn a_call_ends_in_time_whatever_the_abort_controller_is() {
    for class in [
        "class { constructor() { throw 'boom' } }",
        "class {}",
        "class { get signal() { throw 'boom' } abort() { throw 'boom' } }",
        "class extends Native { abort = 5 }",
        "class extends Native { abort() { throw 'boom' } }",
    ] {
        let page = HostPage::with("{ timeoutMs: 10 }");
        page.fetches("page.hang");
        let call = where_global("AbortController", class, "keys.getAll()");
        assert_eq!(page.run(&call).await.why()["code"], "timeout", "{class}");
    }
}

#[wasm_bindgen_test]
async fn a_response_class_that_is_none_is_a_network_error() {
    for headers in [
        "get headers() { throw 'boom' }",
        "get headers() { return undefined }",
        "get headers() { return {} }",
        "get headers() { return { get() { throw 'boom' } } }",
    ] {
        let page = HostPage::new();
        page.fetches("async () => new Response()");
        let class = format!("class {{ get status() {{ return 200 }} {headers} }}");
        let call = where_global("Response", &class, "keys.getAll()");
        assert_eq!(
            page.run(&call).await.error()["code"],
            "network_error",
            "{headers}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_body_is_read_by_the_browser_whatever_the_page_lays_over_it() {
    for json in [
        "() => { throw new Error('boom') }",
        "() => ({})",
        "() => undefined",
        "async () => new Proxy({}, { get() { throw new Error('boom') } })",
        "undefined",
    ] {
        let page = HostPage::new();
        let body = "'{\"data\":[],\"total_count\":3}'";
        page.fetches(&format!(
            "() => Object.defineProperty(new Response({body}), 'json', {{ value: {json} }})"
        ));
        let found = page.run("keys.getAll()").await.json();
        assert_eq!(found["total_count"], 3, "{json}");
    }
}

#[wasm_bindgen_test]
async fn a_response_of_a_class_of_the_pages_is_an_answer() {
    let page = HostPage::new();
    page.fetches("() => new (class extends Response {})('{\"data\":[],\"total_count\":3}')");
    assert_eq!(page.run("keys.getAll()").await.json()["total_count"], 3);
}

#[wasm_bindgen_test]
async fn offline_means_that_nothing_was_sent() {
    let page = HostPage::new();
    page.run("page.online(false) ?? null").await.json();
    for call in ["keys.getAll()", "keys.create({ name: 'ci' })"] {
        page.fetches("async () => { throw new TypeError('Failed to fetch') }");
        let error = page.run(call).await.error();
        let message = "the browser is offline, so nothing was sent";
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("network_error"), &json!(message)),
            "{call}"
        );
    }
    page.answers(201, &created());
    page.run("keys.create({ name: 'ci' })").await.json();
}

/// The server may have acted, and the connection was lost after that.
#[wasm_bindgen_test]
async fn offline_since_the_rejection_says_nothing() {
    let page = HostPage::new();
    page.fetches("async () => { page.online(false); throw new TypeError('Failed to fetch') }");
    let error = page.run("keys.create({ name: 'ci' })").await.why();
    assert_eq!(
        (&error["code"], &error["message"]),
        (&json!("network_error"), &json!(LOST))
    );
    // And online since the rejection is as late.
    page.fetches("async () => { page.online(true); throw new TypeError('Failed to fetch') }");
    let error = page.run("keys.create({ name: 'ci' })").await.error();
    assert_eq!(error["code"], "network_error");
}

/// A loopback host needs no network.
#[wasm_bindgen_test]
async fn offline_does_not_count_on_a_loopback_host() {
    for host in ["localhost:3000", "127.0.0.1", "[::1]:3000"] {
        let page = HostPage::with(&format!("{{ frontendApi: 'http://{host}' }}"));
        page.loses();
        let source = "(page.online(false), keys.create({ name: 'ci' }))";
        let error = page.run(source).await.why();
        assert_eq!(error["message"], LOST, "{host}");
    }
}

#[wasm_bindgen_test]
async fn a_real_connection_that_is_refused_is_a_network_error() {
    // Nobody listens there, and it is none of the ports that browsers themselves refuse.
    let page = HostPage::with("{ frontendApi: 'http://127.0.0.1:2' }");
    let error = page.run("(page.unscript(), keys.getAll())").await.error();
    let words = page.own_words("fetch('http://127.0.0.1:2')").await;
    assert_eq!(
        (&error["code"], &error["cause"]),
        (&json!("network_error"), &words)
    );
}

/// `Response.error()` has the status that a browser gives to a redirect that it hides, 0.
#[wasm_bindgen_test]
async fn a_redirect_is_never_followed_and_never_retried() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    for call in [
        "keys.getAll()",
        "keys.create({ name: 'ci' })",
        &revoke,
        &reload,
    ] {
        for redirect in [
            "Response.redirect('https://evil.example.com', 301)",
            "Response.redirect('https://evil.example.com', 302)",
            "Response.redirect('https://evil.example.com', 303)",
            "Response.redirect('https://evil.example.com', 307)",
            "Response.redirect('https://evil.example.com', 308)",
            "new Response(null, { status: 304 })",
            "Response.error()",
        ] {
            let page = HostPage::with("{ maxRetries: 2 }");
            page.fetches(&format!("() => {redirect}"));
            let error = page.run(call).await.error();
            let message = "the server answered with a redirect, which this package never follows";
            let expected =
                json!({ "name": "APIKeysError", "code": "invalid_response", "message": message });
            assert_eq!(error, expected, "{call} {redirect}");
            assert_eq!(page.sent().await.len(), 1, "{call} {redirect}");
        }
    }
}
