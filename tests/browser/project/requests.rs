//! What each method sends.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    CALLS, CREATE, ID, KEYS, OTHER_ID, RELOAD, REVOKE, created, done, inactive, key, page,
};
use crate::support::{HostPage, wire::with};

/// A request as it must be.
fn request(method: &str, url: &str) -> Value {
    json!({
        "method": method,
        "url": url,
        "headers": {
            "accept": "application/json, application/problem+json",
            "authorization": "Bearer session.neverPrintThis.token",
        },
        "body": "",
        "credentials": "same-origin",
        "redirect": "manual",
        "cache": "no-store",
    })
}

/// One with a body of JSON.
fn post(url: &str, body: &str) -> Value {
    let mut request = with(request("POST", url), "body", body);
    request["headers"]["content-type"] = json!("application/json");
    request
}

#[wasm_bindgen_test]
async fn get_all_and_reload_read_the_whole_list() {
    let get_all =
        "keys.getAll({ query: 'deploy', initialPage: 1, pageSize: 1, includeInvalid: false })";
    for call in ["keys.getAll()", "keys.getAll(null)", get_all, RELOAD] {
        let page = page();
        page.answers(200, &json!([key()]));
        page.run(call).await.json();
        assert_eq!(page.sent().await, [request("GET", KEYS)], "{call}");
        assert_eq!(page.run("page.asked").await.json(), json!([null]), "{call}");
    }
}

#[wasm_bindgen_test]
async fn create_sends_what_the_server_knows_and_nothing_else() {
    let cases = [
        (
            "{ name: 'ci', scopes: ['*'] }",
            r#"{"name":"ci","scopes":["*"]}"#,
        ),
        (
            "{ scopes: ['a', 'b'], daysUntilExpiration: 90, name: 'ci', type: 'api_key', subject: 'user_1' }",
            r#"{"name":"ci","scopes":["a","b"],"expires_days":90}"#,
        ),
        (
            "{ name: 'ci', scopes: ['*'], daysUntilExpiration: null }",
            r#"{"name":"ci","scopes":["*"]}"#,
        ),
        (
            "{ name: 'ci', scopes: ['*'], daysUntilExpiration: undefined }",
            r#"{"name":"ci","scopes":["*"]}"#,
        ),
        (
            "{ name: 'ci', scopes: ['*'], daysUntilExpiration: Number.MAX_SAFE_INTEGER }",
            r#"{"name":"ci","scopes":["*"],"expires_days":9007199254740991}"#,
        ),
        (
            r#"{ name: 'a"b\\\nü😀', scopes: ['a"b', '\u0001', 'ключ'] }"#,
            r#"{"name":"a\"b\\\nü😀","scopes":["a\"b","\u0001","ключ"]}"#,
        ),
        (
            "Object.create({ name: 'ci', scopes: new (class extends Array {})('a', 'b') })",
            r#"{"name":"ci","scopes":["a","b"]}"#,
        ),
    ];
    for (params, body) in cases {
        let page = page();
        page.answers(200, &created());
        page.run(&format!("keys.create({params})")).await.json();
        assert_eq!(page.sent().await, [post(KEYS, body)], "{params}");
    }
}

#[wasm_bindgen_test]
async fn revoke_deletes_and_reads_the_list() {
    let page = page();
    page.answers(200, &done());
    page.answers(200, &json!([inactive()]));
    page.run(REVOKE).await.json();
    let delete = request("DELETE", &format!("{KEYS}/{ID}"));
    assert_eq!(page.sent().await, [delete, request("GET", KEYS)]);
    assert_eq!(page.run("page.asked").await.json(), json!([null, null]));
}

#[wasm_bindgen_test]
async fn one_slash_stands_between_address_and_path() {
    let cases = [
        ("https://api.example.com", "https://api.example.com"),
        ("https://api.example.com/", "https://api.example.com"),
        ("https://a.example/api/v1/", "https://a.example/api/v1"),
        ("HTTPS://A.example:8443/a//", "https://a.example:8443/a"),
        ("http://localhost:3000/x", "http://localhost:3000/x"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ];
    for (base_url, before) in cases {
        let page = HostPage::of_project(&format!("{{ baseUrl: '{base_url}' }}"));
        page.answers(200, &json!([inactive()]));
        page.answers(200, &created());
        page.answers(200, &done());
        page.answers(200, &json!([inactive()]));
        for call in ["keys.getAll()", CREATE, REVOKE] {
            page.run(call).await.json();
        }
        let keys = format!("{before}/projects/p_1/keys");
        let expected = [
            format!("GET {keys}"),
            format!("POST {keys}"),
            format!("DELETE {keys}/{ID}"),
            format!("GET {keys}"),
        ];
        assert_eq!(page.sent_lines().await, expected, "{base_url}");
    }
}

/// IDs, and the segments of a path that they are.
const SEGMENTS: [(&str, &str); 9] = [
    ("a/../b", "a%2F..%2Fb"),
    ("/etc", "%2Fetc"),
    ("a?b=c#d&e", "a%3Fb%3Dc%23d%26e"),
    ("a b", "a%20b"),
    ("ключ 😀", "%D0%BA%D0%BB%D1%8E%D1%87%20%F0%9F%98%80"),
    ("%2e%2e", "%252e%252e"),
    ("..%2f", "..%252f"),
    ("...", "..."),
    (r"a\b", "a%5Cb"),
];

#[wasm_bindgen_test]
async fn a_keys_id_is_one_segment() {
    for (id, segment) in SEGMENTS {
        let page = page();
        page.answers(200, &done());
        page.answers(200, &json!([with(inactive(), "key_id", id)]));
        let revoke = format!("keys.revoke({{ apiKeyID: {} }})", json!(id));
        assert_eq!(page.run(&revoke).await.json()["id"], id);
        let sent = page.sent_lines().await;
        assert_eq!(
            sent,
            [format!("DELETE {KEYS}/{segment}"), format!("GET {KEYS}")]
        );
    }
}

#[wasm_bindgen_test]
async fn a_projects_id_is_one_segment() {
    for (id, segment) in SEGMENTS {
        let page = HostPage::of_project(&format!("{{ projectId: {} }}", json!(id)));
        page.answers(200, &created());
        page.answers(200, &done());
        page.answers(200, &json!([inactive()]));
        for call in [CREATE, REVOKE] {
            page.run(call).await.json();
        }
        let keys = format!("https://api.example.com/api/v1/projects/{segment}/keys");
        let expected = [
            format!("POST {keys}"),
            format!("DELETE {keys}/{ID}"),
            format!("GET {keys}"),
        ];
        assert_eq!(page.sent_lines().await, expected, "{id}");
    }
}

#[wasm_bindgen_test]
async fn params_are_read_when_the_call_is_made() {
    let page = page();
    page.answers(200, &created());
    let call = "(async params => {
        const call = keys.create(params);
        params.name = 'late';
        params.scopes.push('late');
        return call;
    })({ name: 'now', scopes: ['now'] })";
    page.run(call).await.json();
    let expected = post(KEYS, r#"{"name":"now","scopes":["now"]}"#);
    assert_eq!(page.sent().await, [expected]);
}

#[wasm_bindgen_test]
async fn options_stay_what_they_were_at_the_first_call() {
    let page = page();
    for _ in 0..2 {
        page.answers(200, &json!(null));
    }
    let both = "(async options => {
        const keys = new ProjectAPIKeys(options);
        await keys.getAll();
        options.projectId = 5;
        options.baseUrl = 'https://late.example.com';
        return keys.getAll();
    })(page.options())";
    page.run(both).await.json();
    let sent = page.sent().await;
    assert_eq!(sent, [request("GET", KEYS), request("GET", KEYS)]);
}

#[wasm_bindgen_test]
async fn without_an_id_it_is_the_key_met_last() {
    let list = json!([with(inactive(), "key_id", OTHER_ID), inactive()]);
    let reload_listed = "keys.getAll().then(({ data }) => data[1].reload())";
    for (call, answers) in [
        (CREATE, vec![created()]),
        (REVOKE, vec![done(), list.clone()]),
        (RELOAD, vec![list.clone()]),
        (reload_listed, vec![list.clone(), list.clone()]),
    ] {
        let page = page();
        for answer in answers.iter().chain([&list]) {
            page.answers(200, answer);
        }
        page.run(call).await.json();
        assert_eq!(page.run("keys.reload()").await.json()["id"], ID, "{call}");
        assert_eq!(page.sent().await.len(), answers.len() + 1, "{call}");
    }
}

#[wasm_bindgen_test]
async fn a_listed_key_or_a_failed_call_is_not_the_last() {
    let page = page();
    page.answers(200, &json!([key()]));
    page.answers(404, &json!({}));
    page.run("keys.getAll()").await.json();
    page.run(REVOKE).await.error();
    let error = page.run("keys.reload()").await.error();
    assert_eq!(error["code"], "no_resource");
    assert_eq!(page.sent().await.len(), 2);
}

#[wasm_bindgen_test]
async fn the_browsers_own_fetch_takes_each_request() {
    for call in CALLS {
        let page = HostPage::of_project("{ baseUrl: location.origin }");
        let error = page
            .run(&format!("(page.unscript(), {call})"))
            .await
            .error();
        assert_eq!(error["code"], "api_response_error", "{call}");
    }
}
