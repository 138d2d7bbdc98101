//! Reading a key again: which one, from which list, into which object.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{ID, created, key, list, revoked, with},
};

const OTHER_ID: &str = "ak_00000000000000000000000000000002";

/// The request that looks for a key in its subject's list.
fn search(query: &str, offset: u32) -> String {
    format!(
        "GET https://clerk.example.com/api_keys?subject=user_1&query={query}&limit=100&offset={offset}&include_invalid=true"
    )
}

/// A page of user_1 while org_1 is active.
async fn in_organization() -> HostPage {
    let page = HostPage::with("{ getSubject: () => 'org_1' }");
    page.run("page.token = page.jwt({ sub: 'user_1', o: { id: 'org_1' } })")
        .await
        .json();
    page
}

#[wasm_bindgen_test]
async fn without_an_id_it_is_the_key_met_last() {
    let create = "keys.create({ name: 'deploy' })";
    let revoke = format!("keys.revoke({{ apiKeyID: '{ID}' }})");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    for (call, answer) in [
        (create, created()),
        (&revoke, revoked()),
        (&reload, list(&[key()])),
    ] {
        let page = HostPage::new();
        page.answers(200, &answer);
        page.answers(200, &list(&[key()]));
        page.run(call).await.json();
        assert_eq!(page.run("keys.reload()").await.json()["id"], ID, "{call}");
        assert_eq!(
            page.sent_lines().await[1..],
            [search("deploy", 0)],
            "{call}"
        );
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
async fn an_updated_key_is_not_the_last() {
    let page = HostPage::new();
    page.answers(201, &created());
    page.answers(200, &with(key(), "id", OTHER_ID));
    page.answers(200, &list(&[with(key(), "id", OTHER_ID), key()]));
    page.run("keys.create({ name: 'deploy' })").await.json();
    let update = format!("keys.update({{ apiKeyID: '{OTHER_ID}', description: 'new' }})");
    page.run(&update).await.json();
    assert_eq!(page.run("keys.reload()").await.json()["id"], ID);
}

#[wasm_bindgen_test]
async fn every_reload_has_a_fresh_token_for_its_first_request() {
    let page = HostPage::new();
    page.answers(
        200,
        &json!({ "data": [with(key(), "id", OTHER_ID)], "total_count": 2 }),
    );
    page.answers(200, &json!({ "data": [key()], "total_count": 2 }));
    page.answers(200, &list(&[key()]));
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    page.run(&reload).await.json();
    page.run(&reload).await.json();
    assert_eq!(
        page.sent_lines().await,
        [search("", 0), search("", 1), search("deploy", 0)]
    );
    let asked = page.run("page.asked").await.json();
    assert_eq!(
        asked,
        json!([{ "skipCache": true }, null, { "skipCache": true }])
    );
}

#[wasm_bindgen_test]
async fn a_key_of_the_users_own_is_found_while_an_organization_is_active() {
    let of_organization = search("", 0).replace("user_1", "org_1");
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    let table = [
        (vec![list(&[key()])], Some(ID)),
        (vec![list(&[]), list(&[key()])], Some(ID)),
        (vec![list(&[]), list(&[])], None),
    ];
    for (answers, found) in table {
        let page = in_organization().await;
        for answer in &answers {
            page.answers(200, answer);
        }
        let end = page
            .run(&format!(
                "{reload}.then(({{ id }}) => id, ({{ status }}) => status)"
            ))
            .await
            .json();
        assert_eq!(end, found.map_or(json!(404), |id| json!(id)), "{answers:?}");
        let expected = [of_organization.clone(), search("", 0)];
        assert_eq!(page.sent_lines().await, expected[..answers.len()]);
        let asked = page.run("page.asked").await.json();
        assert_eq!(asked[0], json!({ "skipCache": true }));
    }
}

#[wasm_bindgen_test]
async fn a_known_keys_own_subject_is_asked_and_no_other() {
    let page = in_organization().await;
    page.answers(200, &list(&[key()]));
    page.answers(200, &list(&[]));
    page.answers(200, &list(&[]));
    let end = page
        .run("keys.getAll({ subject: 'user_1' }).then(({ data: [key] }) => key.reload()).catch(({ status }) => status)")
        .await
        .json();
    assert_eq!(end, 404);
    // Without the name, too: another one may have been given to it.
    assert_eq!(
        page.sent_lines().await[1..],
        [search("deploy", 0), search("", 0)]
    );
}

#[wasm_bindgen_test]
async fn the_list_is_searched_page_after_page() {
    let page = HostPage::new();
    let other = with(key(), "id", OTHER_ID);
    page.answers(200, &json!({ "data": [other, other], "total_count": 3 }));
    page.answers(200, &json!({ "data": [key()], "total_count": 3 }));
    let reload = format!("keys.reload({{ apiKeyID: '{ID}' }})");
    assert_eq!(page.run(&reload).await.json()["id"], ID);
    assert_eq!(page.sent_lines().await, [search("", 0), search("", 2)]);
}

#[wasm_bindgen_test]
async fn a_key_that_is_nowhere_is_not_found() {
    let page = HostPage::new();
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
            "errors": [{ "code": "resource_not_found", "message": message, "meta": {} }],
        })
    );
    assert_eq!(page.sent_lines().await, [search("", 0)]);
}

#[wasm_bindgen_test]
async fn a_list_that_is_not_found_is_told_as_the_server_does() {
    let page = HostPage::new();
    page.answers(404, &json!({ "response": key() }));
    let refused = page
        .run(&format!("keys.reload({{ apiKeyID: '{ID}' }})"))
        .await
        .error();
    assert_eq!(
        (&refused["status"], &refused["errors"]),
        (&json!(404), &json!([]))
    );
    assert_eq!(page.sent_lines().await, [search("", 0)]);
}

#[wasm_bindgen_test]
async fn a_resource_is_brought_up_to_date_in_place_and_keeps_its_secret() {
    let page = HostPage::new();
    page.answers(201, &created());
    let now = with(with(key(), "description", "new"), "claims", json!(null));
    page.answers(200, &list(&[now]));
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
        [format!("{}&rotating_token_nonce=n", search("deploy", 0))]
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
    page.answers(200, &list(&[created()]));
    let result = page
        .run("keys.getAll().then(({ data: [key] }) => key.reload()).then(key => 'secret' in key)")
        .await;
    assert_eq!(result.json(), false);
}

#[wasm_bindgen_test]
async fn every_listed_resource_reloads_itself() {
    let page = HostPage::new();
    page.answers(200, &list(&[with(key(), "id", OTHER_ID), key()]));
    page.answers(200, &list(&[with(key(), "name", "new")]));
    let names = page
        .run("keys.getAll().then(async ({ data }) => { await data[1].reload(); return data.map(key => key.name) })")
        .await
        .json();
    assert_eq!(names, json!(["deploy", "new"]));
    assert_eq!(page.sent_lines().await[1..], [search("deploy", 0)]);
}

#[wasm_bindgen_test]
async fn a_resource_never_turns_into_another_key() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(200, &list(&[key()]));
    let reload = format!(
        "keys.getAll().then(({{ data: [key] }}) => key.reload({{ apiKeyID: '{OTHER_ID}' }}))"
    );
    assert_eq!(page.run(&reload).await.json()["id"], ID);
    assert_eq!(page.sent_lines().await[1..], [search("deploy", 0)]);
}

#[wasm_bindgen_test]
async fn a_resource_outlives_the_object_that_made_it() {
    let page = HostPage::new();
    page.answers(200, &list(&[key()]));
    page.answers(200, &list(&[with(key(), "name", "new")]));
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
    page.answers(200, &list(&[key()]));
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
