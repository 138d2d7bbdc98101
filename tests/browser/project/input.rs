//! Options and params that are not what they must be: nothing is sent.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{CALLS, page};
use crate::support::{
    HostPage, assert_names,
    samples::{
        NOT_BOOLEANS, NOT_DURATIONS, NOT_FUNCTIONS, NOT_OBJECTS, NOT_STRINGS, NOT_WHOLE_NUMBERS,
    },
};

#[wasm_bindgen_test]
async fn each_option_is_of_its_type() {
    let not_segments = ["''", "'.'", "'..'"];
    let not_counts = ["-1", "1.5", "NaN", "Infinity", "'2'", "true", "{}", "2n"];
    let not_addresses = [
        "''",
        "'api.example.com'",
        "'/api/v1'",
        "'//api.example.com'",
        "'https:api.example.com'",
        "'https://api.example.com?a=1'",
        "'https://api.example.com#a'",
        "'https://api.example.com/../x'",
        "'https://api.example.com/a b'",
        "new URL('https://api.example.com')",
    ];
    let cases: [(&str, &[&str]); 8] = [
        ("baseUrl", &NOT_STRINGS),
        ("baseUrl", &not_addresses),
        ("projectId", &NOT_STRINGS),
        ("projectId", &not_segments),
        ("getToken", &NOT_FUNCTIONS),
        ("timeoutMs", &NOT_DURATIONS),
        ("maxRetries", &not_counts),
        ("projectId", &["null", "undefined"]),
    ];
    for (option, values) in cases {
        for value in values {
            let options = format!("{{ {option}: {value} }}");
            let page = HostPage::of_project(&options);
            for call in [
                "keys.getAll()",
                "keys.create({ name: 'ci', scopes: ['*'] })",
            ] {
                assert_names(
                    &page.unsent(call).await,
                    "invalid_options",
                    option,
                    &options,
                );
            }
            assert_eq!(page.run("page.asked").await.json(), json!([]), "{options}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_token_goes_to_no_insecure_address() {
    for address in [
        "http://example.com",
        "http://localhost.example.com/api",
        "ws://localhost",
        "https://user@api.example.com",
        "https://user:neverPrintThis@api.example.com",
        "https://api.example.com@evil.example.com",
    ] {
        let page = HostPage::of_project(&format!("{{ baseUrl: '{address}' }}"));
        for call in CALLS {
            assert_names(&page.unsent(call).await, "insecure_url", "baseUrl", address);
        }
        assert_eq!(page.run("page.asked").await.json(), json!([]), "{address}");
    }
}

#[wasm_bindgen_test]
async fn the_constructor_never_throws() {
    let thrower = "new Proxy({}, { get() { throw new Error('boom') } })";
    let revoked = "(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {}))";
    let url = "baseUrl: 'https://api.example.com'";
    let cases = [
        ("", None),
        ("null", None),
        ("{}", None),
        (thrower, None),
        (revoked, None),
        ("'options'", Some("options")),
        ("5", Some("options")),
        ("[]", Some("options")),
        ("() => {}", Some("options")),
        ("{ projectId: 'p_1', getToken: () => 'a' }", Some("baseUrl")),
        (
            &format!("{{ {url}, getToken: () => 'a' }}"),
            Some("projectId"),
        ),
        (&format!("{{ {url}, projectId: 'p_1' }}"), Some("getToken")),
        (
            &format!("{{ {url}, projectId: null, getToken: () => 'a' }}"),
            Some("projectId"),
        ),
    ];
    for (options, param) in cases {
        let page = page();
        for call in CALLS {
            let call = call.replace("keys", &format!("new ProjectAPIKeys({options})"));
            let error = page.unsent(&call).await;
            assert_eq!(error["code"], "invalid_options", "{call}");
            if let Some(param) = param {
                assert_eq!(error["param"], param, "{call}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn what_an_option_throws_is_the_cause() {
    for option in [
        "baseUrl",
        "projectId",
        "getToken",
        "timeoutMs",
        "maxRetries",
    ] {
        let boom = "{ get() { throw new Error('boom') } }";
        let options = format!("Object.defineProperty(page.options(), '{option}', {boom})");
        let call = format!("new ProjectAPIKeys({options}).getAll()");
        let error = page().unsent(&call).await;
        assert_names(&error, "invalid_options", option, &call);
        assert_eq!(error["cause"], "Error: boom", "{option}");
    }
}

#[wasm_bindgen_test]
async fn the_options_of_the_other_class_are_nothing_to_it() {
    let boom = "() => { throw new Error('boom') }";
    for options in [
        format!("{{ getSubject: {boom}, getQuery: {boom}, frontendApi: 'http://example.com' }}"),
        "{ getSubject: 5, getQuery: 'query', frontendApi: 5 }".to_owned(),
    ] {
        let page = HostPage::of_project(&options);
        page.answers(200, &json!([]));
        page.run("keys.getAll()").await.json();
    }
}

#[wasm_bindgen_test]
async fn each_param_is_of_its_type() {
    let create = "keys.create({ name: 'ci', scopes: ['*'], ... })";
    let get_all = "keys.getAll({ ... })";
    let revoke = "keys.revoke({ apiKeyID: 'k_1', ... })";
    let reload = "keys.reload({ apiKeyID: 'k_1', ... })";
    let nothing = ["null", "undefined", "''"];
    let not_segments = ["''", "'.'", "'..'"];
    let not_scopes = [
        "null",
        "undefined",
        "'*'",
        "5",
        "{}",
        "new Set(['*'])",
        "{ 0: '*', length: 1 }",
        "[]",
        "['']",
        "['*', '']",
        "[5]",
        "['a', null]",
        "[['a']]",
        "[,]",
        "[new String('a')]",
    ];
    let too_large = ["2 ** 53", "1e300"];
    let cases: [(&str, &str, &[&str]); 16] = [
        (create, "name", &NOT_STRINGS),
        (create, "name", &nothing),
        (create, "scopes", &not_scopes),
        (create, "daysUntilExpiration", &NOT_WHOLE_NUMBERS),
        (
            create,
            "daysUntilExpiration",
            &["0.4", "0.9999", "-0", "5e-324"],
        ),
        (create, "daysUntilExpiration", &too_large),
        (get_all, "initialPage", &NOT_WHOLE_NUMBERS),
        (get_all, "initialPage", &too_large),
        (get_all, "pageSize", &NOT_WHOLE_NUMBERS),
        (get_all, "query", &NOT_STRINGS),
        (get_all, "includeInvalid", &NOT_BOOLEANS),
        (revoke, "apiKeyID", &NOT_STRINGS),
        (revoke, "apiKeyID", &nothing),
        (revoke, "apiKeyID", &not_segments),
        (reload, "apiKeyID", &NOT_STRINGS),
        (reload, "apiKeyID", &not_segments),
    ];
    let page = page();
    for (call, param, values) in cases {
        for value in values {
            let call = call.replace("...", &format!("{param}: {value}"));
            assert_names(&page.unsent(&call).await, "invalid_params", param, &call);
        }
    }
    let page_too_far = "keys.getAll({ initialPage: Number.MAX_SAFE_INTEGER, pageSize: 4096 })";
    assert_names(
        &page.unsent(page_too_far).await,
        "invalid_params",
        "initialPage",
        "",
    );
}

#[wasm_bindgen_test]
async fn params_and_options_of_a_call_are_objects() {
    for method in ["create", "getAll", "revoke", "reload"] {
        let page = page();
        for value in NOT_OBJECTS {
            let call = format!("keys.{method}({value})");
            assert_names(&page.unsent(&call).await, "invalid_params", "params", &call);
            let call =
                format!("keys.{method}({{ name: 'ci', scopes: ['*'], apiKeyID: 'k_1' }}, {value})");
            assert_names(
                &page.unsent(&call).await,
                "invalid_params",
                "options",
                &call,
            );
        }
    }
    for (call, param) in [
        ("keys.create()", "name"),
        ("keys.create(null)", "name"),
        ("keys.create({ name: 'ci' })", "scopes"),
        ("keys.revoke()", "apiKeyID"),
        ("keys.revoke(null)", "apiKeyID"),
        ("keys.getAll({}, { signal: 5 })", "signal"),
        ("keys.getAll({}, { timeoutMs: 0 })", "timeoutMs"),
    ] {
        assert_names(&page().unsent(call).await, "invalid_params", param, call);
    }
}

#[wasm_bindgen_test]
async fn the_usual_misspelling_is_told() {
    for call in [
        "keys.revoke({ apiKeyId: 'k_1' })",
        "keys.reload({ apiKeyId: 'k_1' })",
        "keys.reload({ apiKeyId: 'k_1', apiKeyID: 'k_1' })",
    ] {
        let error = page().unsent(call).await;
        assert_names(&error, "invalid_params", "apiKeyId", call);
        let message = "apiKeyId is not a parameter: did you mean apiKeyID?";
        assert_eq!(error["message"], message, "{call}");
    }
}

#[wasm_bindgen_test]
async fn what_throws_when_it_is_read_is_the_cause() {
    let boom = "() { throw new Error('boom') }";
    let cases = [
        ("create", format!("{{ get name{boom} }}"), "name"),
        (
            "create",
            format!("{{ name: 'ci', get scopes{boom} }}"),
            "scopes",
        ),
        (
            "create",
            format!("{{ name: 'ci', scopes: new Proxy(['*'], {{ get{boom} }}) }}"),
            "scopes",
        ),
        (
            "create",
            format!(
                "{{ name: 'ci', scopes: Object.defineProperty(['*', 'a'], 1, {{ get{boom} }}) }}"
            ),
            "scopes",
        ),
        (
            "create",
            format!(
                "{{ name: 'ci', scopes: Object.assign(['*'], {{ [Symbol.iterator]{boom} }}) }}"
            ),
            "scopes",
        ),
        (
            "create",
            format!("{{ name: 'ci', scopes: ['*'], get daysUntilExpiration{boom} }}"),
            "daysUntilExpiration",
        ),
        (
            "create",
            format!("new Proxy({{}}, {{ get{boom} }})"),
            "name",
        ),
        ("getAll", format!("{{ get query{boom} }}"), "query"),
        ("getAll", format!("{{}}, {{ get signal{boom} }}"), "signal"),
        ("revoke", format!("{{ get apiKeyID{boom} }}"), "apiKeyID"),
        ("reload", format!("{{ get apiKeyID{boom} }}"), "apiKeyID"),
        ("reload", format!("{{ get apiKeyId{boom} }}"), "apiKeyId"),
    ];
    for (method, params, param) in cases {
        let page = page();
        let call = format!("keys.{method}({params})");
        let error = page.unsent(&call).await;
        assert_names(&error, "invalid_params", param, &call);
        assert_eq!(error["cause"], "Error: boom", "{call}");
        page.answers(200, &json!(null));
        page.run("keys.getAll()").await.json();
    }
}

#[wasm_bindgen_test]
async fn a_revoked_proxy_is_nothing_to_read() {
    let proxy = "(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable([], {}))";
    for arguments in [
        format!("create({proxy})"),
        format!("create({{ name: 'ci', scopes: {proxy} }})"),
        format!("create({{ name: 'ci', scopes: [{proxy}] }})"),
        format!("create({{ name: {proxy}, scopes: ['*'] }})"),
        format!("getAll({proxy})"),
        format!("getAll({{}}, {proxy})"),
        format!("revoke({{ apiKeyID: {proxy} }})"),
        format!("reload({proxy})"),
    ] {
        let error = page().unsent(&format!("keys.{arguments}")).await;
        assert_eq!(error["code"], "invalid_params", "{arguments}");
    }
}
