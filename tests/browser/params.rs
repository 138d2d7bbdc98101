//! Params, and options of a call, that are not what they must be: `invalid_params`, `no_resource`.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage, assert_names,
    samples::{NOT_BOOLEANS, NOT_DURATIONS, NOT_OBJECTS, NOT_STRINGS, NOT_WHOLE_NUMBERS},
    wire::{ID, key, list},
};

#[wasm_bindgen_test]
async fn each_param_is_of_its_type() {
    let create = "keys.create({ name: 'ci', ... })";
    let get_all = "keys.getAll({ ... })";
    let revoke = "keys.revoke({ apiKeyID: 'ak_1', ... })";
    let reload = "keys.reload({ apiKeyID: 'ak_1', ... })";
    let cases: [(&str, &str, &[&str]); 14] = [
        (create, "name", &NOT_STRINGS),
        (create, "subject", &NOT_STRINGS),
        (create, "description", &NOT_STRINGS),
        (create, "secondsUntilExpiration", &NOT_WHOLE_NUMBERS),
        (get_all, "initialPage", &NOT_WHOLE_NUMBERS),
        (get_all, "pageSize", &NOT_WHOLE_NUMBERS),
        (get_all, "query", &NOT_STRINGS),
        (get_all, "subject", &NOT_STRINGS),
        (get_all, "includeInvalid", &NOT_BOOLEANS),
        (revoke, "apiKeyID", &NOT_STRINGS),
        (revoke, "revocationReason", &NOT_STRINGS),
        (reload, "apiKeyID", &NOT_STRINGS),
        (reload, "rotatingTokenNonce", &NOT_STRINGS),
        (get_all, "initialPage", &["2 ** 53", "1e300"]),
    ];
    for (call, param, values) in cases {
        for value in values {
            let call = call.replace("...", &format!("{param}: {value}"));
            assert_names(
                &HostPage::new().unsent(&call).await,
                "invalid_params",
                param,
                &call,
            );
        }
    }
}

#[wasm_bindgen_test]
async fn each_needed_param_is_there() {
    let cases = [
        ("keys.create()", "name"),
        ("keys.create(null)", "name"),
        ("keys.create({})", "name"),
        ("keys.create({ name: '' })", "name"),
        ("keys.create({ name: null })", "name"),
        ("keys.revoke()", "apiKeyID"),
        ("keys.revoke({})", "apiKeyID"),
        ("keys.revoke({ apiKeyID: '' })", "apiKeyID"),
        ("keys.revoke({ apiKeyID: '.' })", "apiKeyID"),
        ("keys.revoke({ apiKeyID: '..' })", "apiKeyID"),
        ("keys.reload({ apiKeyID: '' })", "apiKeyID"),
        ("keys.reload({ apiKeyID: '.' })", "apiKeyID"),
        ("keys.reload({ apiKeyID: '..' })", "apiKeyID"),
        ("keys.getAll({ pageSize: 101 })", "pageSize"),
    ];
    for (call, param) in cases {
        assert_names(
            &HostPage::new().unsent(call).await,
            "invalid_params",
            param,
            call,
        );
    }
}

#[wasm_bindgen_test]
async fn the_usual_misspelling_is_told() {
    for call in [
        "keys.revoke({ apiKeyId: 'ak_1' })",
        "keys.reload({ apiKeyId: 'ak_1' })",
        "keys.reload({ apiKeyId: 'ak_1', apiKeyID: 'ak_1' })",
    ] {
        let error = HostPage::new().run(call).await.error();
        assert_eq!(error["param"], "apiKeyId", "{call}");
        assert_eq!(
            error["message"], "apiKeyId is not a parameter: did you mean apiKeyID?",
            "{call}"
        );
    }
}

#[wasm_bindgen_test]
async fn params_are_an_object() {
    for method in ["create", "getAll", "revoke", "reload"] {
        for params in NOT_OBJECTS {
            let call = format!("keys.{method}({params})");
            assert_names(
                &HostPage::new().unsent(&call).await,
                "invalid_params",
                "params",
                &call,
            );
        }
    }
}

#[wasm_bindgen_test]
async fn options_of_a_call_are_an_object_too() {
    for method in ["create", "getAll", "revoke", "reload"] {
        for options in NOT_OBJECTS {
            let call = format!("keys.{method}({{ name: 'ci', apiKeyID: 'ak_1' }}, {options})");
            assert_names(
                &HostPage::new().unsent(&call).await,
                "invalid_params",
                "options",
                &call,
            );
        }
    }
}

#[wasm_bindgen_test]
async fn options_of_a_call_are_of_their_types() {
    let not_signals = [
        "5",
        "'signal'",
        "{}",
        "new AbortController()",
        "Object.create(AbortSignal.prototype)",
    ];
    let cases: [(&str, &[&str]); 2] = [("signal", &not_signals), ("timeoutMs", &NOT_DURATIONS)];
    for (option, values) in cases {
        for value in values {
            let call = format!("keys.getAll({{}}, {{ {option}: {value} }})");
            assert_names(
                &HostPage::new().unsent(&call).await,
                "invalid_params",
                option,
                &call,
            );
        }
    }
}

#[wasm_bindgen_test]
async fn what_throws_when_it_is_read_is_the_cause() {
    let call = |method: &str, params: &str| format!("keys.{method}({params})");
    let boom = "() { throw new Error('boom') }";
    let cases = [
        (call("create", &format!("{{ get name{boom} }}")), "name"),
        (
            call(
                "create",
                &format!("{{ name: 'ci', get description{boom} }}"),
            ),
            "description",
        ),
        (call("getAll", &format!("{{ get query{boom} }}")), "query"),
        (
            call("revoke", &format!("{{ get apiKeyID{boom} }}")),
            "apiKeyID",
        ),
        (
            call("reload", &format!("{{ get rotatingTokenNonce{boom} }}")),
            "rotatingTokenNonce",
        ),
        (
            call("getAll", &format!("{{}}, {{ get signal{boom} }}")),
            "signal",
        ),
        (
            call("getAll", &format!("{{}}, {{ get timeoutMs{boom} }}")),
            "timeoutMs",
        ),
        (
            call("create", &format!("new Proxy({{}}, {{ get{boom} }})")),
            "name",
        ),
    ];
    for (call, param) in cases {
        let error = HostPage::new().run(&call).await.error();
        assert_eq!(
            (&error["code"], &error["param"]),
            (&json!("invalid_params"), &json!(param)),
            "{call}"
        );
        assert_eq!(error["cause"], "Error: boom", "{call}");
    }
}

#[wasm_bindgen_test]
async fn a_revoked_proxy_is_no_params() {
    let proxy = "(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {}))";
    for method in ["create", "getAll", "revoke", "reload"] {
        for arguments in [
            proxy.to_owned(),
            format!("{{ name: 'ci', apiKeyID: 'ak_1' }}, {proxy}"),
        ] {
            let error = HostPage::new()
                .run(&format!("keys.{method}({arguments})"))
                .await
                .error();
            assert_eq!(error["code"], "invalid_params", "{method}");
            assert!(error["cause"].to_string().contains("TypeError"), "{error}");
        }
    }
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    page.run("keys.getAll()").await.json();
}

#[wasm_bindgen_test]
async fn params_are_read_when_the_call_is_made() {
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    let call = "(params => { const call = keys.getAll(params); params.query = 'late'; return call })({ query: 'now' })";
    page.run(call).await.json();
    let request =
        "GET https://clerk.example.com/api_keys?subject=user_1&query=now&limit=10&offset=0";
    assert_eq!(page.sent_lines().await, [request]);
}

#[wasm_bindgen_test]
async fn a_resource_checks_what_its_reload_is_given() {
    for params in ["'nonce'", "5", "[]", "{ rotatingTokenNonce: 5 }"] {
        let page = HostPage::new();
        page.answers(200, &list(&[key()]));
        let reload = format!("keys.getAll().then(({{ data: [key] }}) => key.reload({params}))");
        let error = page.run(&reload).await.error();
        assert_eq!(error["code"], "invalid_params", "{params}");
        assert_eq!(page.sent().await.len(), 1, "{params}");
    }
}

#[wasm_bindgen_test]
async fn a_call_needs_a_key_to_reload() {
    let error = HostPage::new().run("keys.reload()").await.error();
    let message =
        "there is no key to reload yet: pass its apiKeyID, or create, revoke or reload a key first";
    assert_eq!(
        error,
        json!({ "name": "APIKeysError", "code": "no_resource", "message": message })
    );
}

#[wasm_bindgen_test]
async fn a_timeout_longer_than_a_timer_is_the_longest_timer() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.run(&format!(
        "keys.reload({{ apiKeyID: '{ID}' }}, {{ timeoutMs: Infinity }})"
    ))
    .await
    .json();
}
