//! Options of the object that are not what they must be: `invalid_options`, `insecure_url`.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage, assert_names,
    samples::{NOT_DURATIONS, NOT_FUNCTIONS, NOT_STRINGS},
};

#[wasm_bindgen_test]
async fn each_option_is_of_its_type() {
    let cases: [(&str, &[&str]); 6] = [
        ("frontendApi", &NOT_STRINGS),
        ("getToken", &NOT_FUNCTIONS),
        ("getSubject", &NOT_FUNCTIONS),
        ("getQuery", &NOT_FUNCTIONS),
        ("timeoutMs", &NOT_DURATIONS),
        (
            "maxRetries",
            &["-1", "1.5", "NaN", "Infinity", "'2'", "true", "{}", "2n"],
        ),
    ];
    for (option, values) in cases {
        for value in values {
            let options = format!("{{ {option}: {value} }}");
            let found = HostPage::with(&options).unsent("keys.getAll()").await;
            assert_names(&found, "invalid_options", option, &options);
        }
    }
}

#[wasm_bindgen_test]
async fn what_an_option_throws_is_the_cause() {
    for option in [
        "frontendApi",
        "getToken",
        "getSubject",
        "getQuery",
        "timeoutMs",
        "maxRetries",
    ] {
        let page = HostPage::new();
        let call = format!(
            "new APIKeys(Object.defineProperty(page.options(), '{option}', {{ get() {{ throw new Error('boom') }} }})).getAll()"
        );
        let error = page.run(&call).await.error();
        assert_eq!(
            (&error["code"], &error["param"]),
            (&json!("invalid_options"), &json!(option))
        );
        assert_eq!(error["cause"], "Error: boom");
    }
}

#[wasm_bindgen_test]
async fn each_method_tells_the_same_of_its_options_each_time() {
    let page = HostPage::with("{ getToken: 5 }");
    for call in [
        "keys.create({ name: 'ci' })",
        "keys.getAll()",
        "keys.revoke({ apiKeyID: 'ak_1' })",
        "keys.reload()",
        "keys.getAll()",
    ] {
        let error = page.run(call).await.error();
        let expected = json!({
            "name": "APIKeysError",
            "code": "invalid_options",
            "param": "getToken",
            "message": "getToken must be a function",
        });
        assert_eq!(error, expected, "{call}");
    }
}

#[wasm_bindgen_test]
async fn options_are_needed() {
    let cases = [
        ("new APIKeys()", "frontendApi"),
        ("new APIKeys(null)", "frontendApi"),
        ("new APIKeys({})", "frontendApi"),
        (
            "new APIKeys({ frontendApi: 'https://clerk.example.com' })",
            "getToken",
        ),
        ("new APIKeys({ getToken: () => 'a' })", "frontendApi"),
        ("new APIKeys('options')", "options"),
        ("new APIKeys(5)", "options"),
        ("new APIKeys([])", "options"),
        ("APIKeys.fromClerk({}, 'options')", "options"),
    ];
    for (keys, param) in cases {
        let call = format!("{keys}.getAll()");
        assert_names(
            &HostPage::new().unsent(&call).await,
            "invalid_options",
            param,
            &call,
        );
    }
}

#[wasm_bindgen_test]
async fn an_address_is_absolute_and_plain() {
    for address in [
        "",
        "clerk.example.com",
        "/__clerk",
        "//clerk.example.com",
        "https:clerk.example.com",
        "https://",
        "https:///x",
        "https://clerk.example.com?a=1",
        "https://clerk.example.com/x?a=1",
        "https://clerk.example.com#a",
        "https://clerk.example.com:port",
        "https://clerk.example.com:99999",
        "https://clerk example.com",
        "https://clerk.example.com/a b",
        "https://clerk.example.com/../x",
        "https://clerk.example.com\\\\x",
        "https://clërk.example.com",
        " https://clerk.example.com",
        "https://clerk.example.com\\n",
    ] {
        let found = HostPage::with(&format!("{{ frontendApi: '{address}' }}"))
            .unsent("keys.getAll()")
            .await;
        assert_names(&found, "invalid_options", "frontendApi", address);
    }
}

#[wasm_bindgen_test]
async fn a_token_goes_to_no_insecure_address() {
    for address in [
        "http://clerk.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "ftp://clerk.example.com",
        "ws://localhost",
        "https://user@clerk.example.com",
        "https://user:neverPrintThis@clerk.example.com",
        "https://clerk.example.com@evil.example.com",
    ] {
        let found = HostPage::with(&format!("{{ frontendApi: '{address}' }}"))
            .unsent("keys.getAll()")
            .await;
        assert_names(&found, "insecure_url", "frontendApi", address);
    }
}
