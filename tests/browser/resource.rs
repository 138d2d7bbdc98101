//! What a key looks like to a program.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, created, key, list, revoked, with},
};

/// A resource as JSON, in the order of its properties.
fn resource() -> Value {
    json!({
        "id": ID,
        "type": "api_key",
        "name": "deploy",
        "subject": "user_1",
        "scopes": ["read", "write"],
        "claims": { "team": "red" },
        "revoked": false,
        "revocationReason": null,
        "expired": false,
        "expiration": "2030-03-17T17:46:40.000Z",
        "createdBy": "user_1",
        "description": "for the pipeline",
        "lastUsedAt": "2025-06-15T15:06:40.000Z",
        "createdAt": "2023-11-14T22:13:20.000Z",
        "updatedAt": "2023-11-14T22:13:20.001Z",
    })
}

/// Evaluates JavaScript of a listed key.
async fn of_key(expression: &str) -> Value {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.run(&format!(
        "keys.getAll().then(({{ data: [key] }}) => {expression})"
    ))
    .await
    .json()
}

#[wasm_bindgen_test]
async fn every_method_gives_whole_resources() {
    let with_secret = with(resource(), "secret", "ak_neverPrintThis");
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    let cases = [
        (
            "keys.getAll()",
            list(&[key(), key()]),
            json!({ "data": [resource(), resource()], "total_count": 2 }),
        ),
        (
            "keys.getAll()",
            json!({ "data": [], "total_count": 70 }),
            json!({ "data": [], "total_count": 70 }),
        ),
        ("keys.create({ name: 'deploy' })", created(), with_secret),
        (&revoke, revoked(), with(resource(), "revoked", true)),
        (&reload, list(&[key()]), resource()),
    ];
    for (call, answer, result) in cases {
        let page = HostPage::new();
        page.answers(200, &answer);
        assert_eq!(page.run(call).await.json(), result, "{call}");
    }
}

#[wasm_bindgen_test]
async fn a_key_may_come_wrapped() {
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    for (call, key) in [
        ("keys.create({ name: 'deploy' })", created()),
        (&revoke, revoked()),
    ] {
        let page = HostPage::new();
        page.answers(200, &json!({ "response": key, "client": null }));
        assert_eq!(page.run(call).await.json()["id"], ID, "{call}");
    }
}

#[wasm_bindgen_test]
async fn properties_stand_in_order() {
    let order = json!([
        "id",
        "type",
        "name",
        "subject",
        "scopes",
        "claims",
        "revoked",
        "revocationReason",
        "expired",
        "expiration",
        "createdBy",
        "description",
        "secret",
        "lastUsedAt",
        "createdAt",
        "updatedAt",
    ]);
    let page = HostPage::new();
    page.answers(201, &created());
    assert_eq!(
        page.run("keys.create({ name: 'deploy' }).then(Object.keys)")
            .await
            .json(),
        order
    );
    let without_secret: Vec<_> = order
        .as_array()
        .unwrap()
        .iter()
        .filter(|name| *name != "secret")
        .collect();
    assert_eq!(of_key("Object.keys(key)").await, json!(without_secret));
}

#[wasm_bindgen_test]
async fn moments_are_dates() {
    let dates = of_key("Object.keys(key).filter(name => key[name] instanceof Date)").await;
    assert_eq!(
        dates,
        json!(["expiration", "lastUsedAt", "createdAt", "updatedAt"])
    );
}

#[wasm_bindgen_test]
async fn copies_have_all_of_it() {
    let own = json!({ "id": ID, "date": true, "copies": 15 });
    for copy in [
        "({ ...key })",
        "structuredClone({ ...key })",
        "Object.assign({}, key)",
    ] {
        let seen = of_key(&format!(
            "(copy => ({{ id: copy.id, date: copy.createdAt instanceof Date, copies: Object.keys(copy).length }}))({copy})"
        ))
        .await;
        assert_eq!(seen, own, "{copy}");
    }
}

#[wasm_bindgen_test]
async fn methods_are_on_the_prototype() {
    let seen = of_key(
        "[key.pathRoot, typeof key.reload, 'pathRoot' in key, Object.hasOwn(key, 'pathRoot'), Object.hasOwn(key, 'reload')]",
    )
    .await;
    assert_eq!(seen, json!(["/api_keys", "function", true, false, false]));
}

#[wasm_bindgen_test]
async fn a_list_and_its_keys_are_the_callers_own() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(200, &list(&[key()]));
    let apart = page
        .run(
            "Promise.all([keys.getAll(), keys.getAll()]).then(([one, two]) =>
                [Array.isArray(one.data), Object.keys(one), one.data !== two.data, one.data[0] !== two.data[0]])",
        )
        .await
        .json();
    assert_eq!(apart, json!([true, ["data", "total_count"], true, true]));
}
