//! Functions of the page that fail, or give what they must not: `host_callback_failed`.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::HostPage;

const GET_ALL: &str = "keys.getAll()";

#[wasm_bindgen_test]
async fn a_callback_that_fails_is_the_cause() {
    let no_function = HostPage::new().own_words("(class f {})()").await;
    let throws: [(&str, Value); 9] = [
        ("() => { throw new Error('boom') }", json!("Error: boom")),
        ("() => { throw 'boom' }", json!("boom")),
        ("() => { throw undefined }", Value::Null),
        ("() => { throw null }", json!("object")),
        ("() => { throw 5 }", json!("number")),
        (
            "() => { throw Object.create(Error.prototype) }",
            json!("Error: "),
        ),
        (
            "() => { throw new Proxy({}, { get() { throw 1 } }) }",
            json!("object"),
        ),
        ("class f {}", no_function),
        (
            "(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable(() => {}, {}))",
            Value::Null,
        ),
    ];
    for callback in ["getToken", "getSubject", "getQuery"] {
        for (function, cause) in &throws {
            let page = HostPage::with(&format!("{{ {callback}: {function} }}"));
            let error = page.unsent(GET_ALL).await;
            assert_eq!(
                error["code"], "host_callback_failed",
                "{callback} {function}"
            );
            assert_eq!(
                error["message"],
                format!("{callback} failed (see cause)"),
                "{callback} {function}"
            );
            if !cause.is_null() {
                assert_eq!(error["cause"], *cause, "{callback} {function}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_promise_that_is_rejected_is_the_cause() {
    let cases = [
        (
            "async () => { throw new Error('boom') }",
            json!("Error: boom"),
        ),
        ("() => Promise.reject('boom')", json!("boom")),
        ("() => Promise.reject()", Value::Null),
        (
            "() => ({ then() { throw new Error('boom') } })",
            json!("Error: boom"),
        ),
        (
            "() => ({ get then() { throw new Error('boom') } })",
            json!("Error: boom"),
        ),
        (
            "() => ({ then(_, reject) { reject('boom') } })",
            json!("boom"),
        ),
    ];
    for (get_token, cause) in cases {
        let page = HostPage::with(&format!("{{ getToken: {get_token} }}"));
        let error = page.unsent(GET_ALL).await;
        assert_eq!(
            (&error["code"], &error["cause"]),
            (&json!("host_callback_failed"), &cause),
            "{get_token}"
        );
    }
}

#[wasm_bindgen_test]
async fn the_cause_is_what_was_thrown_itself() {
    let page = HostPage::with("{ getToken() { throw page.thrown } }");
    let same = page
        .run("(page.thrown = new RangeError('boom'), keys.getAll().catch(error => error.cause === page.thrown))")
        .await
        .json();
    assert_eq!(same, true);
}

#[wasm_bindgen_test]
async fn a_callback_that_gives_what_it_must_not_is_told_without_the_value() {
    let values = [
        "5",
        "true",
        "[page.token]",
        "({ token: page.token })",
        "Symbol('neverPrintThis')",
        "5n",
        "() => page.token",
        "new String(page.token)",
    ];
    let gives_no_query = [
        "'a'",
        "[['a', 'b']]",
        "null",
        "undefined",
        "({ a: 1 })",
        "({ a: null })",
        "({ a: page.token, b: {} })",
    ];
    let of_token = values.iter().map(|value| ("getToken", *value));
    let of_subject = values
        .iter()
        .chain(&["Promise.resolve('user_1')"])
        .map(|value| ("getSubject", *value));
    let of_query = ["5", "true", "Promise.resolve({})"]
        .iter()
        .chain(&gives_no_query)
        .map(|value| ("getQuery", *value));
    for (callback, value) in of_token.chain(of_subject).chain(of_query) {
        let page = HostPage::with(&format!("{{ {callback}: () => {value} }}"));
        let error = page.unsent(GET_ALL).await;
        let message = match callback {
            "getToken" => "getToken must return a string or null, or a promise of one",
            "getSubject" => "getSubject must return a string, null or undefined",
            _ => "getQuery must return an object of strings, or pairs of strings",
        };
        let expected =
            json!({ "name": "APIKeysError", "code": "host_callback_failed", "message": message });
        assert_eq!(error, expected, "{callback} {value}");
    }
}
