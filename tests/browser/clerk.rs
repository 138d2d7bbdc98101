//! `fromClerk` and `attach`: what is taken from a Clerk object, and when.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage, assert_names,
    wire::{created, list},
};

/// A signed-in user without an active organization.
const CLERK: &str = "({
    session: { id: 'sess_1', token: page.token, async getToken(options) { page.asked.push(options ?? null); return this.token } },
    organization: null,
    user: { id: 'user_1' },
    frontendApi: 'clerk.example.com',
    version: '6.40.0',
})";

/// The URL of a list of these keys.
fn listed(base: &str, subject: &str, query: &str) -> String {
    format!(
        "GET {base}/api_keys?subject={subject}&query=&limit=10&offset=0&__clerk_api_version=2026-08-20{query}"
    )
}

#[wasm_bindgen_test]
async fn address_subject_and_query_come_from_the_clerk_object() {
    let of_session = "&_clerk_js_version=6.40.0&_clerk_session_id=sess_1";
    let own = "https://clerk.example.com";
    let proxy = "https://app.example.com/__clerk";
    let cases = [
        ("{}", listed(own, "user_1", of_session)),
        (
            "{ organization: { id: 'org_1' } }",
            listed(own, "org_1", of_session),
        ),
        ("{ organization: {} }", listed(own, "user_1", of_session)),
        (
            "{ organization: undefined }",
            listed(own, "user_1", of_session),
        ),
        (
            "{ version: undefined }",
            listed(own, "user_1", "&_clerk_session_id=sess_1"),
        ),
        (
            "{ version: '', proxyUrl: '' }",
            listed(own, "user_1", "&_clerk_session_id=sess_1"),
        ),
        (
            "{ proxyUrl: 'https://app.example.com/__clerk' }",
            listed(proxy, "user_1", of_session),
        ),
        (
            "{ proxyUrl: 'https://app.example.com/__clerk/' }",
            listed(proxy, "user_1", of_session),
        ),
    ];
    for (members, request) in cases {
        let page = HostPage::new();
        page.answers(200, &list(&[]));
        page.run(&format!(
            "APIKeys.fromClerk({{ ...{CLERK}, ...{members} }}).getAll()"
        ))
        .await
        .json();
        assert_eq!(page.sent_lines().await, [request], "{members}");
    }
}

#[wasm_bindgen_test]
async fn a_refused_address_names_the_member_that_gave_it() {
    let cases = [
        (
            "frontendApi: 'clerk example'",
            "invalid_options",
            "frontendApi",
        ),
        (
            "proxyUrl: '//evil.example.com'",
            "invalid_options",
            "proxyUrl",
        ),
        (
            "proxyUrl: 'http://app.example.com/__clerk'",
            "insecure_url",
            "proxyUrl",
        ),
        (
            "instanceType: 'production', domain: 'user@satellite.example'",
            "insecure_url",
            "domain",
        ),
    ];
    for (members, code, param) in cases {
        let list = format!("APIKeys.fromClerk({{ ...{CLERK}, {members} }}).getAll()");
        let error = HostPage::new().unsent(&list).await;
        assert_names(&error, code, param, members);
    }
}

#[wasm_bindgen_test]
async fn a_relative_proxy_url_is_of_the_pages_own_origin() {
    let page = HostPage::new();
    let origin = page.run("location.origin").await.json();
    page.answers(200, &list(&[]));
    page.run(&format!(
        "APIKeys.fromClerk({{ ...{CLERK}, proxyUrl: '/__clerk' }}).getAll()"
    ))
    .await
    .json();
    let base = format!("{}/__clerk", origin.as_str().unwrap());
    let request = listed(
        &base,
        "user_1",
        "&_clerk_js_version=6.40.0&_clerk_session_id=sess_1",
    );
    assert_eq!(page.sent_lines().await, [request]);
}

#[wasm_bindgen_test]
async fn the_development_browsers_cookie_is_read_at_each_call() {
    let page = HostPage::new();
    page.run(&format!(
        "page.keys = APIKeys.fromClerk({{ ...{CLERK}, frontendApi: 'a.clerk.accounts.dev' }}), null"
    ))
    .await
    .json();
    for cookie in [
        "__clerk_db_jwt=dvb_1",
        "__clerk_db_jwt=dvb_2",
        "__clerk_db_jwt=; max-age=0",
    ] {
        page.answers(201, &created());
        page.run(&format!(
            "(document.cookie = '{cookie}', page.keys.create({{ name: 'ci' }}))"
        ))
        .await
        .json();
    }
    let of_session = "POST https://a.clerk.accounts.dev/api_keys?__clerk_api_version=2026-08-20&_clerk_js_version=6.40.0&_clerk_session_id=sess_1";
    assert_eq!(
        page.sent_lines().await,
        [
            format!("{of_session}&__clerk_db_jwt=dvb_1"),
            format!("{of_session}&__clerk_db_jwt=dvb_2"),
            of_session.to_owned(),
        ]
    );
}

#[wasm_bindgen_test]
async fn clerk_itself_says_the_development_browser_and_else_the_apps_cookie() {
    // The suffix of this publishable key, as `getCookieSuffix` of @clerk/shared computes it.
    let key = "pk_test_Y2xlcmsuc3RhbmRpbi50ZXN0JA";
    let suffix = "DTRmZGYS";
    let decorates = "url => `${url}?__clerk_db_jwt=dvb_clerk`";
    for (method, token) in [
        (decorates, "dvb_clerk"),
        ("url => url", "dvb_own"),
        ("() => undefined", "dvb_own"),
        ("() => { throw new Error('boom') }", "dvb_own"),
    ] {
        let page = HostPage::new();
        page.answers(200, &list(&[]));
        page.run(&format!(
            "(document.cookie = '__clerk_db_jwt=dvb_other', document.cookie = '__clerk_db_jwt_{suffix}=dvb_own',
              APIKeys.fromClerk({{ ...{CLERK}, publishableKey: '{key}', instanceType: 'development',
                frontendApi: 'a.clerk.accounts.dev', buildUrlWithAuth: {method} }}).getAll())"
        ))
        .await
        .json();
        page.run(&format!(
            "document.cookie = '__clerk_db_jwt_{suffix}=; max-age=0'"
        ))
        .await
        .json();
        let line = page.sent_lines().await.remove(0);
        let expected = format!("&__clerk_db_jwt={token}");
        assert!(line.ends_with(&expected), "{method}: {line}");
    }
}

#[wasm_bindgen_test]
async fn the_session_gives_the_token() {
    let page = HostPage::new();
    page.answers(401, &json!({}));
    page.answers(200, &list(&[]));
    page.run(&format!("APIKeys.fromClerk({CLERK}).getAll()"))
        .await
        .json();
    assert_eq!(
        page.sent().await[1]["headers"]["authorization"],
        "Bearer session.neverPrintThis.token"
    );
    assert_eq!(
        page.run("page.asked").await.json(),
        json!([null, { "skipCache": true }])
    );
}

#[wasm_bindgen_test]
async fn the_clerk_object_is_asked_at_each_call() {
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    page.run(&format!(
        "(page.clerk = {CLERK}, page.keys = APIKeys.fromClerk(page.clerk), page.keys.getAll())"
    ))
    .await
    .json();
    page.answers(200, &list(&[]));
    let other = "Object.assign(page.clerk, {
        organization: { id: 'org_2' }, version: '6.41.0', frontendApi: 'other.example.com',
        session: { id: 'sess_2', getToken: () => 'second' },
    })";
    page.run(&format!("({other}, page.keys.getAll())"))
        .await
        .json();
    let sent = page.sent().await;
    let request = listed(
        "https://other.example.com",
        "org_2",
        "&_clerk_js_version=6.41.0&_clerk_session_id=sess_2",
    );
    assert_eq!(page.sent_lines().await[1], request);
    assert_eq!(sent[1]["headers"]["authorization"], "Bearer second");
}

#[wasm_bindgen_test]
async fn options_stand_above_the_clerk_object() {
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    let options = "{ frontendApi: 'http://localhost:3000/x', getToken: () => 'own', getSubject: () => 'org_9', getQuery: () => ({ a: '1' }) }";
    page.run(&format!("APIKeys.fromClerk({CLERK}, {options}).getAll()"))
        .await
        .json();
    let request = listed(
        "http://localhost:3000/x",
        "org_9",
        "&_clerk_js_version=6.40.0&_clerk_session_id=sess_1&a=1",
    );
    assert_eq!(page.sent_lines().await, [request]);
    assert_eq!(
        page.sent().await[0]["headers"]["authorization"],
        "Bearer own"
    );
}

#[wasm_bindgen_test]
async fn a_clerk_that_has_not_loaded_is_signed_out() {
    for clerk in [
        "{}".to_owned(),
        "{ session: undefined, frontendApi: 'clerk.example.com' }".to_owned(),
        format!("{{ ...{CLERK}, session: null }}"),
        format!("{{ ...{CLERK}, frontendApi: undefined }}"),
        format!("{{ ...{CLERK}, frontendApi: '' }}"),
    ] {
        let page = HostPage::new();
        let error = page
            .run(&format!("APIKeys.fromClerk({clerk}).getAll()"))
            .await
            .error();
        assert_eq!(error["code"], "no_session_token", "{clerk}");
        assert_eq!(page.sent().await.len(), 0);
    }
}

#[wasm_bindgen_test]
async fn what_is_no_clerk_object_is_an_invalid_option() {
    for clerk in ["undefined", "null", "5", "'clerk'", "[]", "() => {}"] {
        let page = HostPage::new();
        let error = page
            .run(&format!("APIKeys.fromClerk({clerk}).getAll()"))
            .await
            .error();
        assert_eq!(
            (&error["code"], &error["param"]),
            (&json!("invalid_options"), &json!("clerk")),
            "{clerk}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_clerk_object_that_throws_is_a_host_that_failed() {
    let boom = "() { throw new Error('boom') }";
    for members in [
        format!("get session{boom}"),
        format!("get organization{boom}"),
        format!("get user{boom}"),
        format!("get proxyUrl{boom}"),
        format!("get frontendApi{boom}"),
        format!("get version{boom}"),
        format!("session: {{ get id{boom}, getToken: () => page.token }}"),
        format!("session: {{ id: 'sess_1', get getToken{boom} }}"),
        format!("session: {{ id: 'sess_1', getToken{boom} }}"),
        format!("organization: {{ get id{boom} }}"),
    ] {
        let page = HostPage::new();
        let clerk = format!(
            "Object.defineProperties({CLERK}, Object.getOwnPropertyDescriptors({{ {members} }}))"
        );
        let error = page
            .run(&format!("APIKeys.fromClerk({clerk}).getAll()"))
            .await
            .error();
        assert_eq!(error["code"], "host_callback_failed", "{members}");
        assert_eq!(error["cause"], "Error: boom", "{members}");
        assert_eq!(page.sent().await.len(), 0, "{members}");
    }
}

#[wasm_bindgen_test]
async fn a_session_that_cannot_give_a_token_is_a_host_that_failed() {
    for session in [
        "{ id: 'sess_1' }",
        "{ id: 'sess_1', getToken: 5 }",
        "'session'",
    ] {
        let page = HostPage::new();
        let error = page
            .run(&format!(
                "APIKeys.fromClerk({{ ...{CLERK}, session: {session} }}).getAll()"
            ))
            .await
            .error();
        assert_eq!(error["code"], "host_callback_failed", "{session}");
    }
}

#[wasm_bindgen_test]
async fn attach_lays_an_own_property_over_clerks_getter() {
    let page = HostPage::new();
    let seen = page
        .run(&format!(
            "(() => {{
                class Clerk {{ get apiKeys() {{ return 'clerk-js' }} }}
                const clerk = Object.assign(new Clerk(), {CLERK});
                const keys = APIKeys.attach(clerk);
                const {{ value, configurable, enumerable }} = Object.getOwnPropertyDescriptor(clerk, 'apiKeys');
                return [
                    keys instanceof APIKeys, clerk.apiKeys === keys, clerk.apiKeys === clerk.apiKeys,
                    value === keys, configurable, enumerable, new Clerk().apiKeys,
                ];
            }})()"
        ))
        .await
        .json();
    assert_eq!(
        seen,
        json!([true, true, true, true, true, false, "clerk-js"])
    );
}

#[wasm_bindgen_test]
async fn attach_never_throws() {
    for (clerk, code) in [
        ("undefined".to_owned(), "invalid_options"),
        ("'clerk'".to_owned(), "invalid_options"),
        (
            format!("Object.freeze({{ ...{CLERK}, session: null }})"),
            "no_session_token",
        ),
    ] {
        let page = HostPage::new();
        let error = page
            .run(&format!("APIKeys.attach({clerk}).getAll()"))
            .await
            .error();
        assert_eq!(error["code"], code, "{clerk}");
    }
}

#[wasm_bindgen_test]
async fn attached_again_the_newest_counts() {
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    let attach_twice =
        "APIKeys.attach(clerk); const keys = APIKeys.attach(clerk, { getToken: () => 'newest' })";
    let newest = page
        .run(&format!(
            "(async clerk => {{ {attach_twice}; await clerk.apiKeys.getAll(); return clerk.apiKeys === keys }})({CLERK})"
        ))
        .await
        .json();
    assert_eq!(newest, true);
    assert_eq!(
        page.sent().await[0]["headers"]["authorization"],
        "Bearer newest"
    );
}
