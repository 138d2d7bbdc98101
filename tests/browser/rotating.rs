//! `rotate()`: a new key, handed over, and then the old one goes.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage, text,
    wire::{ID, created, key, revoked, with},
};

fn new_key() -> Value {
    with(created(), "id", "ak_new")
}

/// A page on which the old key is read and the new one made.
fn page() -> HostPage {
    let page = HostPage::new();
    page.answers(200, &key());
    page.answers(201, &new_key());
    page
}

fn rotate(on_secret: &str) -> String {
    format!("keys.rotate({{ apiKeyID: '{ID}', onSecret: {on_secret} }})")
}

#[wasm_bindgen_test]
async fn the_old_key_goes_after_the_new_one_is_stored() {
    let page = page();
    page.answers(200, &revoked());
    let story = page
        .run(&format!(
            "(async () => {{
                let stored, requests;
                const rotated = {rotate};
                const key = await rotated;
                return [stored === key, key.id, key.secret !== undefined, requests];
            }})()",
            rotate = rotate("async key => { stored = key; await new Promise(resolve => setTimeout(resolve, 5)); requests = page.count; }")
        ))
        .await
        .json();
    assert_eq!(story, json!([true, "ak_new", true, 2]));
    let lines = page.sent_lines().await;
    assert!(lines[2].ends_with(&format!("/{ID}/revoke")), "{lines:?}");
}

#[wasm_bindgen_test]
async fn a_key_that_is_not_stored_is_revoked() {
    for on_secret in [
        "() => { throw new TypeError('disk full') }",
        "async () => { throw new TypeError('disk full') }",
    ] {
        let page = page();
        page.answers(200, &with(revoked(), "id", "ak_new"));
        let error = page.run(&rotate(on_secret)).await.error();
        assert_eq!(error["code"], "host_callback_failed");
        assert_eq!(error["cause"], "TypeError: disk full");
        let lines = page.sent_lines().await;
        assert!(lines[2].ends_with("/ak_new/revoke"), "{lines:?}");
    }
}

#[wasm_bindgen_test]
async fn an_old_key_that_stays_is_told_with_the_new_one() {
    let page = page();
    page.answers(
        403,
        &json!({ "errors": [{ "code": "authorization_invalid", "message": "not you" }] }),
    );
    let source = format!(
        "{}.catch(error => [error.status, error.key.id, error.key.secret !== undefined, Object.keys(error).includes('key'), error.message])",
        rotate("() => {}")
    );
    let told = page.run(&source).await.json();
    assert_eq!(
        told.as_array().unwrap()[..4],
        [json!(403), json!("ak_new"), json!(true), json!(false)]
    );
    assert!(
        text(&told[4]).starts_with("the new key is made and handed over"),
        "{told}"
    );
    assert!(text(&told[4]).ends_with("not you"), "{told}");
}

#[wasm_bindgen_test]
async fn a_double_click_rotates_once() {
    let page = page();
    page.answers(200, &revoked());
    let source = format!(
        "Promise.all([{0}, {0}]).then(([one, two]) => one === two)",
        rotate("() => {}")
    );
    assert_eq!(page.run(&source).await.json(), true);
    assert_eq!(page.sent().await.len(), 3);
}

#[wasm_bindgen_test]
async fn a_lost_new_key_leaves_the_old_one() {
    let page = HostPage::new();
    page.answers(200, &key());
    page.fetches("() => Promise.reject('reset')");
    let error = page.run(&rotate("() => {}")).await.error();
    assert_eq!(error["code"], "create_outcome_unknown");
    assert_eq!(page.sent().await.len(), 2);
}

#[wasm_bindgen_test]
async fn its_params_are_checked_before_anything_is_sent() {
    let table = [
        ("{}", "apiKeyID"),
        ("{ apiKeyID: '..', onSecret() {} }", "apiKeyID"),
        ("{ apiKeyId: 'ak_1', onSecret() {} }", "apiKeyId"),
        ("{ apiKeyID: 'ak_1' }", "onSecret"),
        ("{ apiKeyID: 'ak_1', onSecret: 'store' }", "onSecret"),
        ("{ apiKeyID: 'ak_1', onSecret() {}, name: '' }", "name"),
        ("{ apiKeyID: 'ak_1', onSecret() {}, name: 1 }", "name"),
        (
            "{ apiKeyID: 'ak_1', onSecret() {}, secondsUntilExpiration: 0 }",
            "secondsUntilExpiration",
        ),
        (
            "{ apiKeyID: 'ak_1', onSecret() {}, revocationReason: 1 }",
            "revocationReason",
        ),
    ];
    for (params, name) in table {
        let error = HostPage::new()
            .unsent(&format!("keys.rotate({params})"))
            .await;
        assert_eq!(
            (&error["code"], &error["param"]),
            (&json!("invalid_params"), &json!(name)),
            "{params}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_revoked_key_is_not_rotated() {
    let page = HostPage::new();
    page.answers(200, &revoked());
    let error = page.run(&rotate("() => {}")).await.error();
    assert_eq!(
        (&error["code"], &error["param"]),
        (&json!("invalid_params"), &json!("apiKeyID"))
    );
    assert_eq!(page.sent().await.len(), 1);
}

#[wasm_bindgen_test]
async fn a_new_name_has_the_day_by_the_servers_clock() {
    let table = [
        ("Date.prototype.toISOString", "deploy 1994-11-06"),
        ("() => { throw 'boom' }", "deploy"),
        ("() => 5", "deploy"),
    ];
    for (to_iso_string, name) in table {
        let page = HostPage::new();
        let date = json!({ "Date": "Sun, 06 Nov 1994 08:49:37 GMT" });
        page.answers_with(200, &date, &key());
        page.answers(201, &new_key());
        page.answers(200, &revoked());
        let source = format!(
            "(async ({{ prototype }}, its) => {{
                prototype.toISOString = {to_iso_string};
                await {}.finally(() => prototype.toISOString = its);
                return null;
            }})(Date, Date.prototype.toISOString)",
            rotate("() => {}")
        );
        page.run(&source).await.json();
        let sent = page.sent().await;
        let body: Value = serde_json::from_str(text(&sent[1]["body"])).unwrap();
        assert_eq!(body["name"], name, "{to_iso_string}");
    }
}
