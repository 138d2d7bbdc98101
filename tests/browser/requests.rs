//! What each method sends.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, created, key, list, revoked, with},
};

const LIST: &str = "https://clerk.example.com/api_keys?subject=user_1&query=&limit=10&offset=0";

/// A POST as it must be, to this path below the server's address.
fn post(path: &str, body: &str) -> Value {
    json!({
        "method": "POST",
        "url": format!("https://clerk.example.com{path}"),
        "headers": {
            "authorization": "Bearer session.neverPrintThis.token",
            "content-type": "application/json",
        },
        "body": body,
        "credentials": "same-origin",
        "redirect": "manual",
        "cache": "no-store",
    })
}

#[wasm_bindgen_test]
async fn get_all_is_a_get() {
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    page.run("keys.getAll()").await.json();
    let expected = json!({
        "method": "GET",
        "url": LIST,
        "headers": { "authorization": "Bearer session.neverPrintThis.token" },
        "body": "",
        "credentials": "same-origin",
        "redirect": "manual",
        "cache": "no-store",
    });
    assert_eq!(page.sent().await, [expected]);
}

#[wasm_bindgen_test]
async fn get_all_sends_its_params() {
    let cases = [
        ("", "subject=user_1&query=&limit=10&offset=0"),
        ("null", "subject=user_1&query=&limit=10&offset=0"),
        ("{}", "subject=user_1&query=&limit=10&offset=0"),
        (
            "{ initialPage: 3, pageSize: 25 }",
            "subject=user_1&query=&limit=25&offset=50",
        ),
        (
            "{ query: 'a b&c=ü' }",
            "subject=user_1&query=a%20b%26c%3D%C3%BC&limit=10&offset=0",
        ),
        (
            "{ subject: 'org_1' }",
            "subject=org_1&query=&limit=10&offset=0",
        ),
        ("{ subject: '' }", "subject=user_1&query=&limit=10&offset=0"),
        (
            "{ subject: null, query: null, pageSize: null }",
            "subject=user_1&query=&limit=10&offset=0",
        ),
        (
            "{ includeInvalid: true }",
            "subject=user_1&query=&limit=10&offset=0&include_invalid=true",
        ),
        (
            "{ includeInvalid: false, unknown: 1 }",
            "subject=user_1&query=&limit=10&offset=0",
        ),
    ];
    for (params, query) in cases {
        let page = HostPage::new();
        page.answers(200, &list(&[]));
        page.run(&format!("keys.getAll({params})")).await.json();
        let expected = format!("GET https://clerk.example.com/api_keys?{query}");
        assert_eq!(page.sent_lines().await, [expected], "{params}");
    }
}

#[wasm_bindgen_test]
async fn create_sends_its_params() {
    let cases = [
        (
            "{ name: 'ci' }",
            r#"{"type":"api_key","name":"ci","subject":"user_1"}"#,
        ),
        (
            "{ name: 'ci', subject: 'org_1', description: 'd', secondsUntilExpiration: 60 }",
            r#"{"type":"api_key","name":"ci","subject":"org_1","description":"d","seconds_until_expiration":60}"#,
        ),
        (
            "{ name: 'ci', subject: null, description: null, secondsUntilExpiration: null }",
            r#"{"type":"api_key","name":"ci","subject":"user_1"}"#,
        ),
        (
            r#"{ name: 'a"b\\\n\u0001ü😀' }"#,
            r#"{"type":"api_key","name":"a\"b\\\n\u0001ü😀","subject":"user_1"}"#,
        ),
        // A lone surrogate is no character: it becomes U+FFFD, as in a `fetch` of JSON.stringify's text.
        (
            r"{ name: 'a\uD800' }",
            "{\"type\":\"api_key\",\"name\":\"a\u{fffd}\",\"subject\":\"user_1\"}",
        ),
    ];
    for (params, body) in cases {
        let page = HostPage::new();
        page.answers(201, &created());
        page.run(&format!("keys.create({params})")).await.json();
        assert_eq!(page.sent().await, [post("/api_keys", body)], "{params}");
    }
}

#[wasm_bindgen_test]
async fn update_sends_the_description_or_takes_it_away() {
    let cases = [
        ("'d'", r#"{"description":"d"}"#),
        ("''", r#"{"description":""}"#),
        ("null", r#"{"description":null}"#),
    ];
    for (description, body) in cases {
        let page = HostPage::new();
        page.answers(200, &key());
        let call = format!("keys.update({{ apiKeyID: '{ID}', description: {description} }})");
        page.run(&call).await.json();
        let mut expected = post(&format!("/api_keys/{ID}"), body);
        expected["method"] = json!("PATCH");
        assert_eq!(page.sent().await, [expected], "{description}");
    }
}

#[wasm_bindgen_test]
async fn revoke_names_the_key_in_the_path() {
    let cases = [
        (ID, "{}", "ak_00000000000000000000000000000001", "{}"),
        (
            ID,
            "{ revocationReason: 'lost' }",
            "ak_00000000000000000000000000000001",
            r#"{"revocation_reason":"lost"}"#,
        ),
        (
            ID,
            "{ revocationReason: null }",
            "ak_00000000000000000000000000000001",
            "{}",
        ),
        ("a/../b?c#d ü", "{}", "a%2F..%2Fb%3Fc%23d%20%C3%BC", "{}"),
        ("...", "{}", "...", "{}"),
    ];
    for (id, params, segment, body) in cases {
        let page = HostPage::new();
        page.answers(200, &with(revoked(), "id", id));
        page.run(&format!("keys.revoke({{ apiKeyID: '{id}', ...{params} }})"))
            .await
            .json();
        let expected = post(&format!("/api_keys/{segment}/revoke"), body);
        assert_eq!(page.sent().await, [expected], "{id}");
    }
}

#[wasm_bindgen_test]
async fn reload_reads_the_list_with_a_fresh_token() {
    let cases = [
        ("", ""),
        (", rotatingTokenNonce: 'a b'", "&rotating_token_nonce=a%20b"),
    ];
    for (nonce, query) in cases {
        let page = HostPage::new();
        page.answers(200, &list(&[key()]));
        page.run(&format!("keys.reload({{ apiKeyID: '{ID}'{nonce} }})"))
            .await
            .json();
        let expected = format!(
            "GET https://clerk.example.com/api_keys?subject=user_1&query=&limit=100&offset=0&include_invalid=true{query}"
        );
        assert_eq!(page.sent_lines().await, [expected]);
        assert_eq!(
            page.run("page.asked").await.json(),
            json!([{ "skipCache": true }])
        );
    }
}

#[wasm_bindgen_test]
async fn the_page_adds_to_every_query() {
    let page = HostPage::with("{ getQuery: () => ({ a: '1', 'b c': 'ü&' }) }");
    page.answers(200, &list(&[]));
    page.answers(201, &created());
    page.run("keys.getAll()").await.json();
    page.run("keys.create({ name: 'ci' })").await.json();
    assert_eq!(
        page.sent_lines().await,
        [
            format!("GET {LIST}&a=1&b%20c=%C3%BC%26"),
            "POST https://clerk.example.com/api_keys?a=1&b%20c=%C3%BC%26".to_owned(),
        ]
    );
}

#[wasm_bindgen_test]
async fn one_slash_stands_between_address_and_path() {
    let cases = [
        (
            "https://clerk.example.com/",
            "https://clerk.example.com/api_keys",
        ),
        (
            "https://app.example.com/__clerk",
            "https://app.example.com/__clerk/api_keys",
        ),
        (
            "https://app.example.com/__clerk/",
            "https://app.example.com/__clerk/api_keys",
        ),
        (
            "HTTPS://APP.example.com:8443/a//",
            "https://app.example.com:8443/a/api_keys",
        ),
        ("http://localhost:3000", "http://localhost:3000/api_keys"),
        (
            "http://127.0.0.1:3000/x",
            "http://127.0.0.1:3000/x/api_keys",
        ),
        ("http://[::1]:3000", "http://[::1]:3000/api_keys"),
    ];
    for (frontend_api, url) in cases {
        let page = HostPage::with(&format!("{{ frontendApi: '{frontend_api}' }}"));
        page.answers(201, &created());
        page.run("keys.create({ name: 'ci' })").await.json();
        assert_eq!(page.sent_lines().await, [format!("POST {url}")]);
    }
}

#[wasm_bindgen_test]
async fn the_page_is_asked_at_each_call() {
    let page = HostPage::with("{ getSubject: () => page.subject }");
    for subject in ["user_1", "org_1"] {
        page.answers(200, &list(&[]));
        page.run(&format!(
            "(page.subject = '{subject}', page.token = '{subject}', keys.getAll())"
        ))
        .await
        .json();
    }
    let sent = page.sent().await;
    let seen: Vec<_> = sent
        .iter()
        .map(|request| (&request["url"], &request["headers"]["authorization"]))
        .collect();
    assert_eq!(
        json!(seen),
        json!([
            [LIST, "Bearer user_1"],
            [LIST.replace("user_1", "org_1"), "Bearer org_1"],
        ])
    );
}

#[wasm_bindgen_test]
async fn options_are_read_once_and_callbacks_are_its_methods() {
    let page = HostPage::with("{ name: 'ours', getToken() { return this.name } }");
    page.answers(200, &list(&[]));
    page.run("keys.getAll()").await.json();
    assert_eq!(
        page.sent().await[0]["headers"]["authorization"],
        "Bearer ours"
    );
}

#[wasm_bindgen_test]
async fn the_browsers_own_fetch_takes_the_request() {
    let page = HostPage::with("{ frontendApi: location.origin }");
    let refused = page.run("(page.unscript(), keys.getAll())").await.error();
    assert_eq!(
        (&refused["code"], &refused["status"]),
        (&json!("api_response_error"), &json!(404))
    );
    let refused = page
        .run("(page.unscript(), keys.create({ name: 'ci' }))")
        .await
        .error();
    assert_eq!(
        (&refused["code"], &refused["status"]),
        (&json!("api_response_error"), &json!(404))
    );
}

#[wasm_bindgen_test]
async fn the_pages_query_may_be_pairs() {
    for pairs in [
        "{ a: '1', b: '2 3' }",
        "new URLSearchParams('a=1&b=2+3')",
        "new Map([['a', '1'], ['b', '2 3']])",
        "(() => { const data = new FormData(); data.append('a', '1'); data.append('b', '2 3'); return data })()",
    ] {
        let page = HostPage::with(&format!("{{ getQuery: () => ({pairs}) }}"));
        page.answers(200, &list(&[]));
        page.run("keys.getAll()").await.json();
        let line = page.sent_lines().await.remove(0);
        assert!(line.ends_with("&a=1&b=2%203"), "{pairs}: {line}");
    }
    for no_pairs in [
        "new Map([[1, '1']])",
        "new Set(['a'])",
        "[['a', 1]]",
        "new Map([['a', new Blob()]])",
    ] {
        let page = HostPage::with(&format!("{{ getQuery: () => {no_pairs} }}"));
        let error = page.unsent("keys.getAll()").await;
        assert_eq!(error["code"], "host_callback_failed", "{no_pairs}");
    }
}
