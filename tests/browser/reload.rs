//! Reading a key again: which one, by which route, into which object.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, created, key, list, revoked, with},
};

const OTHER_ID: &str = "ak_00000000000000000000000000000002";
const ROUTE: &str = "GET https://clerk.example.com/v1/api_keys/ak_00000000000000000000000000000001";

/// The request that looks for a key in its subject's list.
fn search(query: &str, offset: u32) -> String {
    format!(
        "GET https://clerk.example.com/api_keys?subject=user_1&query={query}&limit=100&offset={offset}&include_invalid=true"
    )
}

#[wasm_bindgen_test]
async fn without_an_id_it_is_the_key_met_last() {
    let create = "keys.create({ name: 'deploy' })";
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    for (call, answer) in [(create, created()), (&revoke, revoked()), (&reload, key())] {
        let page = HostPage::new();
        page.answers(200, &answer);
        page.answers(200, &key());
        page.run(call).await.json();
        assert_eq!(page.run("keys.reload()").await.json()["id"], ID, "{call}");
        assert_eq!(page.sent_lines().await[1..], [ROUTE], "{call}");
    }
}

#[wasm_bindgen_test]
async fn a_listed_key_or_a_failed_call_is_not_the_last() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(404, &json!({}));
    page.run("keys.getAll()").await.json();
    page.run(&format!("keys.revoke({{ apiKeyID: '{ID}' }})"))
        .await
        .error();
    assert_eq!(
        page.run("keys.reload()").await.error()["code"],
        "no_resource"
    );
    assert_eq!(page.sent().await.len(), 2);
}

#[wasm_bindgen_test]
async fn where_the_route_is_missing_the_list_has_the_key() {
    for status in [404, 405] {
        let page = HostPage::new();
        page.answers(201, &created());
        page.answers(status, &json!({ "errors": [] }));
        page.answers(200, &list(&[with(key(), "description", "found")]));
        page.run("keys.create({ name: 'deploy' })").await.json();
        assert_eq!(
            page.run("keys.reload()").await.json()["description"],
            "found"
        );
        assert_eq!(
            page.sent_lines().await[1..],
            [ROUTE.to_owned(), search("deploy", 0)]
        );
    }
}

#[wasm_bindgen_test]
async fn that_the_route_is_missing_is_remembered() {
    let page = HostPage::new();
    page.answers_text(404, &json!({}), "404 page not found");
    page.answers(200, &list(&[key()]));
    page.answers(200, &list(&[key()]));
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    page.run(&reload).await.json();
    page.run(&reload).await.json();
    assert_eq!(
        page.sent_lines().await,
        [ROUTE.to_owned(), search("", 0), search("deploy", 0)]
    );
    let asked = page.run("page.asked").await.json();
    assert_eq!(
        asked,
        json!([{ "skipCache": true }, null, { "skipCache": true }])
    );
}

#[wasm_bindgen_test]
async fn the_list_is_searched_page_after_page() {
    let page = HostPage::new();
    let other = with(key(), "id", OTHER_ID);
    page.answers(404, &json!({}));
    page.answers(200, &json!({ "data": [other, other], "total_count": 3 }));
    page.answers(200, &json!({ "data": [key()], "total_count": 3 }));
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    assert_eq!(page.run(&reload).await.json()["id"], ID);
    assert_eq!(
        page.sent_lines().await,
        [ROUTE.to_owned(), search("", 0), search("", 2)]
    );
}

#[wasm_bindgen_test]
async fn a_key_that_is_nowhere_is_not_found() {
    let page = HostPage::new();
    page.answers(404, &json!({}));
    page.answers(200, &list(&[with(key(), "id", OTHER_ID)]));
    let refused = page
        .run(&format!("keys.reload({{ apiKeyID: '{ID}' }})"))
        .await
        .error();
    let message = format!("there is no API key with the ID {ID}");
    assert_eq!(
        refused,
        json!({
            "name": "APIKeysResponseError",
            "code": "api_response_error",
            "status": 404,
            "message": message,
            "errors": [{ "code": "resource_not_found", "message": message }],
        })
    );
    page.sent().await;
}

#[wasm_bindgen_test]
async fn a_not_found_that_holds_the_key_is_an_answer() {
    let page = HostPage::new();
    page.answers(404, &json!({ "response": key() }));
    assert_eq!(
        page.run(&format!("keys.reload({{ apiKeyID: '{ID}' }})"))
            .await
            .json()["id"],
        ID
    );
    assert_eq!(page.sent_lines().await, [ROUTE]);
}

#[wasm_bindgen_test]
async fn a_resource_is_brought_up_to_date_in_place_and_keeps_its_secret() {
    let page = HostPage::new();
    page.answers(201, &created());
    page.answers(
        200,
        &with(with(key(), "description", "new"), "claims", json!(null)),
    );
    let result = page
        .run(
            "keys.create({ name: 'deploy' }).then(async key => {
                const { scopes } = key;
                const same = await key.reload({ rotatingTokenNonce: 'n' });
                return [same === key, key.secret, key.description, key.claims, key.scopes !== scopes, Object.keys(key).length];
            })",
        )
        .await
        .json();
    assert_eq!(
        result,
        json!([true, "ak_neverPrintThis", "new", null, true, 16])
    );
    assert_eq!(
        page.sent_lines().await[1..],
        [format!("{ROUTE}?rotating_token_nonce=n")]
    );
    assert_eq!(
        page.run("page.asked").await.json(),
        json!([null, { "skipCache": true }])
    );
}

#[wasm_bindgen_test]
async fn a_secret_in_a_later_answer_is_not_taken() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(200, &created());
    let result = page
        .run("keys.getAll().then(({ data: [key] }) => key.reload()).then(key => 'secret' in key)")
        .await;
    assert_eq!(result.json(), false);
}

#[wasm_bindgen_test]
async fn every_listed_resource_reloads_itself() {
    let page = HostPage::new();
    page.answers(200, &list(&[with(key(), "id", OTHER_ID), key()]));
    page.answers(200, &with(key(), "name", "new"));
    let names = page
        .run("keys.getAll().then(async ({ data }) => { await data[1].reload(); return data.map(key => key.name) })")
        .await
        .json();
    assert_eq!(names, json!(["deploy", "new"]));
    assert_eq!(page.sent_lines().await[1..], [ROUTE]);
}

#[wasm_bindgen_test]
async fn a_resource_never_turns_into_another_key() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(200, &key());
    let reload = format!(
        "keys.getAll().then(({{ data: [key] }}) => key.reload({{ apiKeyID: '{OTHER_ID}' }}))"
    );
    assert_eq!(page.run(&reload).await.json()["id"], ID);
    assert_eq!(page.sent_lines().await[1..], [ROUTE]);
}

#[wasm_bindgen_test]
async fn a_resource_outlives_the_object_that_made_it() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(200, &with(key(), "name", "new"));
    let name = page
        .run("keys.getAll().then(({ data: [key] }) => { keys.free(); return key.reload() }).then(key => key.name)")
        .await
        .json();
    assert_eq!(name, "new");
}

#[wasm_bindgen_test]
async fn a_frozen_resource_is_told_apart_from_a_server_that_fails() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(200, &key());
    let failed = page
        .run("keys.getAll().then(({ data: [key] }) => Object.freeze(key).reload())")
        .await
        .error();
    assert_eq!(failed["code"], "host_callback_failed");
    assert!(
        failed["cause"].to_string().contains("TypeError"),
        "{failed}"
    );
}
