//! What a project's key looks like to a program, and its own `reload()`.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    CREATE, ID, KEYS, OTHER_ID, RELOAD, RELOAD_LISTED, REVOKE, created, done, inactive, key, page,
};
use crate::support::wire::{with, without};

const PROPERTIES: [&str; 15] = [
    "id",
    "name",
    "keyPrefix",
    "projectId",
    "tenantId",
    "scopes",
    "isAdminManaged",
    "isActive",
    "revoked",
    "expired",
    "expiration",
    "createdBy",
    "lastUsedAt",
    "createdAt",
    "secret",
];

/// The resource of [`key`] as JSON.
fn resource() -> Value {
    json!({
        "id": ID,
        "name": "deploy",
        "keyPrefix": "pk_1",
        "projectId": "p_1",
        "tenantId": "t_1",
        "scopes": ["read", "write"],
        "isAdminManaged": false,
        "isActive": true,
        "revoked": false,
        "expired": false,
        "expiration": "2126-01-02T03:04:05.678Z",
        "createdBy": "user_1",
        "lastUsedAt": "2026-02-03T02:05:06.000Z",
        "createdAt": "2026-01-02T03:04:05.000Z",
    })
}

/// Evaluates JavaScript of the one key that is listed.
async fn of(key: Value, expression: &str) -> Value {
    let page = page();
    page.answers(200, &json!([key]));
    let source = format!("keys.getAll().then(({{ data: [key] }}) => {expression})");
    page.run(&source).await.json()
}

#[wasm_bindgen_test]
async fn every_method_gives_whole_resources() {
    let new = with(resource(), "secret", "pk_1_neverPrintThis");
    let new = with(new, "isAdminManaged", json!(null));
    let new = with(new, "lastUsedAt", json!(null));
    let revoked = with(with(resource(), "isActive", false), "revoked", true);
    let list = json!({ "data": [resource(), resource()], "total_count": 2 });
    let cases = [
        ("keys.getAll()", vec![json!([key(), key()])], list),
        (CREATE, vec![created()], new),
        (REVOKE, vec![done(), json!([inactive()])], revoked),
        (RELOAD, vec![json!([key()])], resource()),
        (
            RELOAD_LISTED,
            vec![json!([with(key(), "name", "old")]), json!([key()])],
            resource(),
        ),
    ];
    for (call, answers, result) in cases {
        let page = page();
        for answer in answers {
            page.answers(200, &answer);
        }
        assert_eq!(page.run(call).await.json(), result, "{call}");
        page.sent().await;
    }
}

#[wasm_bindgen_test]
async fn properties_stand_in_order_and_nothing_is_beside_them() {
    let page = page();
    page.answers(200, &created());
    let all = page.run(&format!("{CREATE}.then(Object.keys)")).await;
    assert_eq!(all.json(), json!(PROPERTIES));
    for expression in [
        "Object.keys(key)",
        "Reflect.ownKeys(key)",
        "Object.keys(JSON.parse(JSON.stringify(key)))",
    ] {
        let seen = of(key(), expression).await;
        assert_eq!(seen, json!(PROPERTIES[..14]), "{expression}");
    }
}

#[wasm_bindgen_test]
async fn moments_are_dates() {
    let dates = "Object.keys(key).filter(name => key[name] instanceof Date)";
    let expected = json!(["expiration", "lastUsedAt", "createdAt"]);
    assert_eq!(of(key(), dates).await, expected);
}

#[wasm_bindgen_test]
async fn copies_have_all_of_it() {
    for copy in [
        "({ ...key })",
        "structuredClone({ ...key })",
        "structuredClone(key)",
        "Object.assign({}, key)",
    ] {
        let expression = format!("(copy => [copy, copy.createdAt instanceof Date])({copy})");
        assert_eq!(
            of(key(), &expression).await,
            json!([resource(), true]),
            "{copy}"
        );
    }
}

#[wasm_bindgen_test]
async fn reload_is_on_the_prototype() {
    let seen = "[typeof key.reload, Object.hasOwn(key, 'reload'), 'pathRoot' in key]";
    assert_eq!(of(key(), seen).await, json!(["function", false, false]));
}

#[wasm_bindgen_test]
async fn what_is_absent_is_null_and_no_scopes_are_an_empty_list() {
    let optional = [
        ("scopes", "scopes", json!([])),
        ("expires_at", "expiration", json!(null)),
        ("created_by", "createdBy", json!(null)),
        ("last_used_at", "lastUsedAt", json!(null)),
    ];
    for (field, property, nothing) in optional {
        for key in [without(key(), field), with(key(), field, json!(null))] {
            let seen = of(key, "[key, Object.keys(key).length]").await;
            let expected = with(resource(), property, nothing.clone());
            assert_eq!(seen, json!([expected, 14]), "{field}");
        }
    }
}

#[wasm_bindgen_test]
async fn unknown_fields_are_ignored() {
    let odd = with(key(), "$schema", json!({ "left": "alone" }));
    let odd = with(odd, "id", "another");
    let odd = with(odd, "revoked", "yes");
    let odd = with(odd, "__proto__", json!({ "reload": 1 }));
    assert_eq!(of(odd, "key").await, resource());
}

/// The list has no such field: whatever a server calls `key` there is unknown, and no secret.
#[wasm_bindgen_test]
async fn a_secret_is_only_in_what_create_answers() {
    for value in [json!("pk_1_neverPrintThis"), json!(5), json!({ "id": ID })] {
        let listed = with(key(), "key", value);
        for (call, answers) in [
            (
                "keys.getAll().then(({ data: [key] }) => key)",
                vec![json!([listed])],
            ),
            (RELOAD, vec![json!([listed])]),
            (RELOAD_LISTED, vec![json!([key()]), json!([listed])]),
            (
                REVOKE,
                vec![done(), json!([with(listed.clone(), "is_active", false)])],
            ),
        ] {
            let page = page();
            for answer in answers {
                page.answers(200, &answer);
            }
            let seen = page
                .run(&format!("{call}.then(key => 'secret' in key, String)"))
                .await;
            assert_eq!(seen.json(), false, "{call}: {listed}");
        }
    }
}

#[wasm_bindgen_test]
async fn it_is_brought_up_to_date_in_place_and_keeps_its_secret() {
    let page = page();
    page.answers(200, &created());
    let changed = with(with(inactive(), "name", "new"), "scopes", json!(null));
    let other = with(key(), "key_id", OTHER_ID);
    page.answers(200, &json!([other, without(changed, "expires_at")]));
    let source = format!(
        "{CREATE}.then(async key => {{
            const same = await key.reload();
            const {{ name, scopes, isActive, revoked, expiration, isAdminManaged, secret }} = key;
            return [same === key, name, scopes, isActive, revoked, expiration, isAdminManaged, secret, Object.keys(key)];
        }})"
    );
    let seen = page.run(&source).await.json();
    let mut expected = json!([
        true,
        "new",
        [],
        false,
        true,
        null,
        false,
        "pk_1_neverPrintThis"
    ]);
    expected.as_array_mut().unwrap().push(json!(PROPERTIES));
    assert_eq!(seen, expected);
    let lines = [format!("POST {KEYS}"), format!("GET {KEYS}")];
    assert_eq!(page.sent_lines().await, lines);
}

#[wasm_bindgen_test]
async fn it_reloads_itself_whatever_it_is_given() {
    let page = page();
    let other = with(key(), "key_id", OTHER_ID);
    page.answers(200, &json!([other, key()]));
    page.answers(200, &json!([other, with(key(), "name", "new")]));
    let source = format!(
        "keys.getAll().then(async ({{ data }}) => {{
            await data[1].reload({{ apiKeyID: '{OTHER_ID}' }});
            return data.map(({{ id, name }}) => [id, name]);
        }})"
    );
    let expected = json!([[OTHER_ID, "deploy"], [ID, "new"]]);
    assert_eq!(page.run(&source).await.json(), expected);
}

#[wasm_bindgen_test]
async fn it_outlives_the_object_that_made_it() {
    let page = page();
    page.answers(200, &json!([key()]));
    page.answers(200, &json!([with(key(), "name", "new")]));
    let source = "keys.getAll().then(({ data: [key] }) => { keys.free(); return key.reload() })";
    assert_eq!(page.run(source).await.json()["name"], "new");
}

#[wasm_bindgen_test]
async fn one_that_is_frozen_is_told_apart_from_a_server_that_fails() {
    let page = page();
    page.answers(200, &json!([key()]));
    page.answers(200, &json!([key()]));
    let source = "keys.getAll().then(({ data: [key] }) => Object.freeze(key).reload())";
    let error = page.run(source).await.error();
    assert_eq!(error["code"], "host_callback_failed");
    assert!(error["cause"].to_string().contains("TypeError"), "{error}");
}

#[wasm_bindgen_test]
async fn a_reload_of_what_is_no_resource_settles() {
    for this in [
        "undefined",
        "null",
        "5",
        "{}",
        "{ get id() { throw new Error('boom') } }",
        "(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {}))",
    ] {
        let page = page();
        page.answers(200, &json!([key()]));
        let source = format!("keys.getAll().then(({{ data: [key] }}) => key.reload.call({this}))");
        let error = page.run(&source).await.error();
        assert_eq!(error["code"], "no_resource", "{this}");
        page.answers(200, &json!([]));
        page.run("keys.getAll()").await.json();
    }
}
