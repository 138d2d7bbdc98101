//! The session token: where it comes from, what it may be, whose it must be.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, created, list, rotatable, with},
};

const GET_ALL: &str = "keys.getAll()";

#[wasm_bindgen_test]
async fn without_a_token_nobody_is_signed_in() {
    for get_token in [
        "() => null",
        "() => undefined",
        "() => ''",
        "async () => null",
        "async () => {}",
        "async () => ''",
    ] {
        let page = HostPage::with(&format!("{{ getToken: {get_token} }}"));
        let error = page.unsent(GET_ALL).await;
        let message = "there is no session token: no user is signed in";
        assert_eq!(
            error,
            json!({ "name": "APIKeysError", "code": "no_session_token", "message": message }),
            "{get_token}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_token_may_come_bare_or_in_anything_that_is_awaited() {
    for get_token in [
        "() => page.token",
        "async () => page.token",
        "() => Promise.resolve(page.token)",
        "() => ({ then: resolve => resolve(page.token) })",
        "function () { return page.token }",
    ] {
        let page = HostPage::with(&format!("{{ getToken: {get_token} }}"));
        page.answers(200, &list(&[]));
        page.run(GET_ALL).await.json();
        assert_eq!(
            page.sent().await[0]["headers"]["authorization"],
            "Bearer session.neverPrintThis.token",
            "{get_token}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_token_is_made_of_the_letters_of_tokens() {
    for token in [
        r"neverPrintThis\n",
        r"neverPrintThis\r\nX-Evil: 1",
        "never PrintThis neverPrintThis",
        " neverPrintThis",
        "neverPrintThis\\t",
        "neverPrintThis\\u0000",
        "neverPrintThisü",
        "neverPrintThis😀",
        r"neverPrintThis\uD800",
        "neverPrintThis,",
        "\"neverPrintThis\"",
        "neverPrintThis=a",
        "=",
        "==",
        " ",
    ] {
        let page = HostPage::with(&format!("{{ getToken: () => '{token}' }}"));
        let error = page.unsent(GET_ALL).await;
        assert_eq!(error["code"], "invalid_token", "{token}");
    }
    let page = HostPage::with("{ getToken: () => 'azAZ09-._~+/==' }");
    page.answers(200, &list(&[]));
    page.run(GET_ALL).await.json();
    assert_eq!(
        page.sent().await[0]["headers"]["authorization"],
        "Bearer azAZ09-._~+/=="
    );
}

#[wasm_bindgen_test]
async fn without_a_subject_it_is_the_tokens_owner() {
    let cases = [
        ("{ sub: 'user_7' }", "user_7"),
        ("{ sub: 'user_7', org_id: 'org_7' }", "org_7"),
        ("{ sub: 'user_7', o: { id: 'org_8' } }", "org_8"),
        (
            "{ sub: 'user_7', o: { id: 'org_8' }, org_id: 'org_7' }",
            "org_8",
        ),
        ("{ sub: 'user_7', o: null, org_id: '' }", "user_7"),
        // Its payload has the two letters that base64 has not.
        (
            "{ sub: 'юзер_7???>>>' }",
            "%D1%8E%D0%B7%D0%B5%D1%80_7%3F%3F%3F%3E%3E%3E",
        ),
    ];
    for (claims, subject) in cases {
        for get_subject in ["undefined", "() => null", "() => undefined", "() => ''"] {
            let page = HostPage::with(&format!("{{ getSubject: {get_subject} }}"));
            page.answers(200, &list(&[]));
            page.run(&format!("(page.token = page.jwt({claims}), keys.getAll())"))
                .await
                .json();
            let url = format!(
                "GET https://clerk.example.com/api_keys?subject={subject}&query=&limit=10&offset=0"
            );
            assert_eq!(page.sent_lines().await, [url], "{claims} {get_subject}");
            assert_eq!(
                page.run("page.asked").await.json(),
                json!([null]),
                "the token is asked for once"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn a_token_that_names_nobody_leaves_the_subject_unknown() {
    for token in [
        "page.token",
        "page.jwt({})",
        "page.jwt(null)",
        "page.jwt('user_1')",
        "page.jwt({ sub: 5 })",
        "'e30.e30'",
        "'a'",
    ] {
        let page = HostPage::with("{ getSubject: undefined }");
        let error = page
            .unsent(&format!("(page.token = {token}, keys.getAll())"))
            .await;
        assert_eq!(
            (&error["code"], &error["param"]),
            (&json!("invalid_params"), &json!("subject")),
            "{token}"
        );
    }
}

/// `getToken` gives the tokens with these claims in turn.
async fn stale(call: &str, subject: &str, first: &str, second: &str) -> (HostPage, Value) {
    let page = HostPage::with(&format!(
        "{{
            getSubject: () => '{subject}',
            getToken(options) {{ return page.jwt(page.asked.push(options ?? null) === 1 ? {first} : {second}) }},
        }}"
    ));
    page.answers(201, &created());
    page.answers(201, &created());
    let code = page
        .run(&format!(
            "{call}.then(() => 'resolved', error => error.code)"
        ))
        .await
        .json();
    (page, code)
}

#[wasm_bindgen_test]
async fn another_sessions_token_is_asked_for_anew_once() {
    let cases = [
        (
            "user_1",
            "{ sub: 'user_2' }",
            "{ sub: 'user_2' }",
            "stale_session_token",
        ),
        (
            "user_1",
            "{ sub: 'user_1', org_id: 'org_1' }",
            "{ sub: 'user_2' }",
            "stale_session_token",
        ),
        (
            "org_1",
            "{ sub: 'user_1' }",
            "{ sub: 'user_1', o: { id: 'org_2' } }",
            "stale_session_token",
        ),
        (
            "user_1",
            "{ sub: 'user_2' }",
            "{ sub: 'user_1' }",
            "resolved",
        ),
        (
            "org_1",
            "{ sub: 'user_1', org_id: 'org_2' }",
            "{ sub: 'user_1', org_id: 'org_1' }",
            "resolved",
        ),
        (
            "org_1",
            "{ sub: 'user_1', o: { id: 'org_2' } }",
            "{ sub: 'user_1', o: { id: 'org_1' } }",
            "resolved",
        ),
    ];
    for (subject, first, second, outcome) in cases {
        let (page, code) = stale("keys.create({ name: 'ci' })", subject, first, second).await;
        assert_eq!(code, outcome, "{subject} {first} {second}");
        assert_eq!(
            page.run("page.asked").await.json(),
            json!([null, { "skipCache": true }]),
            "{subject} {first} {second}"
        );
        let sent = u32::from(outcome == "resolved");
        assert_eq!(
            page.run("page.count").await.json(),
            sent,
            "{subject} {first} {second}"
        );
    }
}

#[wasm_bindgen_test]
async fn the_right_sessions_token_is_asked_for_once() {
    for (subject, claims) in [
        ("user_1", "{ sub: 'user_1' }"),
        ("org_1", "{ sub: 'user_1', org_id: 'org_1' }"),
        ("org_1", "{ sub: 'user_1', o: { id: 'org_1' } }"),
        ("user_1", "{}"),
    ] {
        let (page, code) = stale(
            "keys.create({ name: 'ci' })",
            subject,
            claims,
            "{ sub: 'unasked' }",
        )
        .await;
        assert_eq!(code, "resolved", "{claims}");
        assert_eq!(
            page.run("page.asked").await.json(),
            json!([null]),
            "{claims}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_subject_that_is_named_is_the_callers_own_affair() {
    let call = "keys.create({ name: 'ci', subject: 'org_1' })";
    let (page, code) = stale(call, "user_1", "{ sub: 'user_2' }", "{ sub: 'unasked' }").await;
    assert_eq!(code, "resolved");
    assert_eq!(page.run("page.asked").await.json(), json!([null]));
}

#[wasm_bindgen_test]
async fn the_page_is_not_asked_for_a_subject_that_is_named() {
    for call in [
        "keys.getAll({ subject: 'org_1' })",
        "keys.iterate({ subject: 'org_1' }).next()",
        "keys.create({ name: 'ci', subject: 'org_1' })",
    ] {
        let page = HostPage::with("{ getSubject() { throw new Error('boom') } }");
        if call.contains("create") {
            page.answers(201, &created());
        } else {
            page.answers(200, &list(&[]));
        }
        page.run(call).await.json();
        assert_eq!(page.sent().await.len(), 1, "{call}");
    }
    let error = HostPage::with("{ getSubject() { throw new Error('boom') } }")
        .unsent("keys.getAll({ subject: '' })")
        .await;
    assert_eq!(error["code"], "host_callback_failed");
}

/// `getToken` gives tokens of user_1 so many times, and then another user's. The first request is the second time.
async fn rotate_with(own: u32) -> (Value, Vec<String>) {
    let page = HostPage::with(&format!(
        "{{ getToken() {{ return page.jwt({{ sub: page.asked.push(0) > {own} ? 'user_2' : 'user_1' }}) }} }}"
    ));
    page.answers(200, &list(&[rotatable()]));
    if own == 3 {
        page.answers(201, &with(created(), "id", "ak_new"));
    }
    let source = format!(
        "keys.rotate({{ apiKeyID: '{ID}', name: 'new', onSecret() {{}} }})
            .catch(({{ code, key }}) => [code, key?.id ?? null, page.asked.length])"
    );
    (page.run(&source).await.json(), page.sent_words().await)
}

#[wasm_bindgen_test]
async fn every_step_of_a_rotation_is_the_same_users() {
    let (end, sent) = rotate_with(2).await;
    assert_eq!(end, json!(["stale_session_token", null, 4]));
    assert_eq!(sent, ["list"]);
    let (end, sent) = rotate_with(3).await;
    assert_eq!(end, json!(["stale_session_token", "ak_new", 5]));
    assert_eq!(sent, ["list", "create new"]);
}

#[wasm_bindgen_test]
async fn every_attempt_is_the_same_sessions() {
    let page = HostPage::with(
        "{ maxRetries: 1, getToken: () => page.jwt({ sub: page.count ? 'user_2' : 'user_1' }) }",
    );
    page.answers_with(503, &json!({ "Retry-After": "0" }), &json!({}));
    assert_eq!(
        page.run(GET_ALL).await.error()["code"],
        "stale_session_token"
    );
    assert_eq!(page.sent().await.len(), 1);
}

#[wasm_bindgen_test]
async fn the_subject_stands_from_the_calls_start() {
    let page = HostPage::with(
        "{ getSubject: () => page.subject ?? 'user_1', getToken() { page.subject = 'org_2'; return page.token } }",
    );
    page.answers(200, &list(&[]));
    page.run(GET_ALL).await.json();
    assert!(page.sent_lines().await[0].contains("subject=user_1&"));
}
