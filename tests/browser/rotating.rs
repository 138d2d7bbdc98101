//! `rotate()`: a new key, handed over, and then the old one goes.

mod shared;

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage, assert_names, text,
    wire::{ID, created, fresh, list, revoked, rotatable, with},
};

fn new_key() -> Value {
    with(created(), "id", "ak_new")
}

/// A page on which the old key is read and the new one made.
fn page() -> HostPage {
    let page = HostPage::new();
    page.answers(200, &list(&[rotatable()]));
    page.answers(201, &new_key());
    page
}

fn rotate(on_secret: &str) -> String {
    format!("keys.rotate({{ apiKeyID: '{ID}', onSecret: {on_secret} }})")
}

/// The body of the create that was sent after the old key was read.
async fn body_of_create(page: &HostPage) -> Value {
    serde_json::from_str(text(&page.sent().await[1]["body"])).unwrap()
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
        text(&told[4]).starts_with("the new key was handed over"),
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
    let page = HostPage::of_user().await;
    page.answers(200, &list(&[with(rotatable(), "id", "ak_left")]));
    page.loses();
    let error = page
        .run("keys.rotate({ apiKeyID: 'ak_left', onSecret() {} })")
        .await
        .error();
    assert_eq!(error["code"], "create_outcome_unknown");
    assert_eq!(page.sent().await.len(), 2);
}

#[wasm_bindgen_test]
async fn a_lost_rotation_is_finished() {
    // By the error, and by the next rotation of the same key.
    for (id, again) in [
        ("ak_old_1", "error.recreate()"),
        ("ak_old_2", "keys.rotate({ ...params, name: 'other' })"),
    ] {
        let page = HostPage::of_user().await;
        let old = with(rotatable(), "id", id);
        let recreates = again.contains("recreate");
        let (lost, new) = (format!("{id}_lost"), format!("{id}_new"));
        page.answers(200, &list(std::slice::from_ref(&old)));
        page.loses();
        if !recreates {
            page.answers(200, &list(std::slice::from_ref(&old)));
        }
        page.lists(&[fresh(&lost)]);
        page.answers(200, &with(fresh(&lost), "revoked", true));
        page.answers(201, &with(created(), "id", &*new));
        page.answers(200, &with(old, "revoked", true));
        let source = format!(
            "(async () => {{
                const stored = [];
                const params = {{ apiKeyID: '{id}', name: 'deploy', onSecret: key => {{ stored.push(key.id, page.count) }} }};
                const error = await keys.rotate(params).catch(error => error);
                const key = await {again};
                return [error.name, key.id, key.secret !== undefined, stored];
            }})()"
        );
        let sent = if recreates { 5 } else { 6 };
        assert_eq!(
            page.run(&source).await.json(),
            json!(["CreateOutcomeUnknownError", new, true, [new, sent]])
        );
        let read = ["list".into(), "create deploy".into()];
        let second = [
            "list".into(),
            format!("revoke {lost}"),
            format!("create {}", if recreates { "deploy" } else { "other" }),
            format!("revoke {id}"),
        ];
        let reads_again = (!recreates).then(|| "list".into());
        let expected: Vec<_> = read.into_iter().chain(reads_again).chain(second).collect();
        assert_eq!(page.sent_words().await, expected);
    }
}

/// Aborts a rotation while `onSecret` is pending, and answers the revoke of the new key with `status`.
async fn abort_while_storing(status: u16, answer: &Value) -> Value {
    let page = page();
    let source = format!(
        "(async controller => {{
            const answer = page.held();
            const onSecret = () => {{ setTimeout(() => controller.abort('enough')); return new Promise(() => {{}}) }};
            let ended = false;
            const rotated = keys.rotate({{ apiKeyID: '{ID}', onSecret }}, {{ signal: controller.signal }});
            rotated.catch(() => {{ ended = true }});
            await page.until(() => page.count === 3);
            const early = ended;
            answer.resolve(Response.json({answer}, {{ status: {status} }}));
            const thrown = await rotated.catch(thrown => thrown);
            const {{ key, name, message }} = thrown;
            return [early, thrown, name, message, key?.id, key?.secret !== undefined, Object.keys(thrown).includes('key')];
        }})(new AbortController())"
    );
    let end = page.run(&source).await.json();
    let words = page.sent_words().await;
    assert_eq!(words[2], "revoke ak_new", "{words:?}");
    end
}

#[wasm_bindgen_test]
async fn an_abort_while_the_secret_is_stored_first_revokes_the_new_key() {
    let gone = with(revoked(), "id", "ak_new");
    let end = abort_while_storing(200, &gone).await;
    assert_eq!(
        end.as_array().unwrap()[..2],
        [json!(false), json!("enough")]
    );
}

#[wasm_bindgen_test]
async fn an_abort_whose_revoke_fails_tells_the_new_key() {
    let end = abort_while_storing(403, &json!({})).await;
    assert_eq!(end[0], false);
    assert_eq!(end[2], "APIKeysResponseError");
    assert_eq!(end[1]["status"], 403);
    assert!(
        text(&end[3]).starts_with("the new key (this error's key) was not accepted"),
        "{end}"
    );
    assert_eq!(
        end.as_array().unwrap()[4..],
        [json!("ak_new"), json!(true), json!(false)]
    );
}

#[wasm_bindgen_test]
async fn an_abort_after_the_secret_is_stored_is_ignored() {
    let page = page();
    let source = format!(
        "(async controller => {{
            const answer = page.held();
            const rotated = keys.rotate({{ apiKeyID: '{ID}', onSecret() {{}} }}, {{ signal: controller.signal }});
            await page.until(() => page.count === 3);
            controller.abort('enough');
            await new Promise(resolve => setTimeout(resolve));
            answer.resolve(Response.json({revoked}));
            return (await rotated).id;
        }})(new AbortController())",
        revoked = revoked()
    );
    assert_eq!(page.run(&source).await.json(), "ak_new");
    assert_eq!(page.sent_words().await[2], format!("revoke {ID}"));
}

#[wasm_bindgen_test]
async fn an_abort_while_the_key_is_created_revokes_it() {
    let page = HostPage::new();
    page.answers(200, &list(&[rotatable()]));
    let source = format!(
        "(async controller => {{
            const answer = page.held();
            page.next(() => Response.json({revoked}));
            const rotated = keys.rotate({{ apiKeyID: '{ID}', onSecret() {{ page.stored = true }} }}, {{ signal: controller.signal }});
            await page.until(() => page.count === 2);
            controller.abort('enough');
            await new Promise(resolve => setTimeout(resolve));
            answer.resolve(Response.json({new}, {{ status: 201 }}));
            return [await rotated.catch(reason => reason), page.stored ?? false];
        }})(new AbortController())",
        revoked = with(revoked(), "id", "ak_new"),
        new = new_key(),
    );
    assert_eq!(page.run(&source).await.json(), json!(["enough", false]));
    assert_eq!(page.sent_words().await[2], "revoke ak_new");
}

#[wasm_bindgen_test]
async fn the_new_key_lives_as_long_as_the_old_one_was_given() {
    let start = 1_700_000_000_000_u64;
    let of = |milliseconds: u64| json!(start + milliseconds);
    let never = Value::Null;
    for (expiration, given, seconds) in [
        (of(60_000), "undefined", json!(60)),
        (of(90_061_400), "undefined", json!(90_061)),
        (of(60_000), "5", json!(5)),
        (of(60_000), "null", never.clone()),
        (never.clone(), "undefined", never.clone()),
        (never.clone(), "5", json!(5)),
    ] {
        let page = HostPage::new();
        let old = with(rotatable(), "expiration", expiration.clone());
        page.answers(200, &list(&[old]));
        page.answers(201, &new_key());
        page.answers(200, &revoked());
        let source = format!(
            "keys.rotate({{ apiKeyID: '{ID}', onSecret() {{}}, secondsUntilExpiration: {given} }})"
        );
        page.run(&source).await.json();
        let body = body_of_create(&page).await;
        assert_eq!(
            body["seconds_until_expiration"], seconds,
            "{expiration} {given}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_key_with_scopes_or_claims_is_not_rotated() {
    for old in [
        with(rotatable(), "scopes", json!(["read"])),
        with(rotatable(), "claims", json!({ "team": "red" })),
    ] {
        let page = HostPage::new();
        page.answers(200, &list(std::slice::from_ref(&old)));
        let error = page.run(&rotate("() => {}")).await.error();
        assert_names(&error, "invalid_params", "apiKeyID", &old.to_string());
        assert_eq!(page.sent().await.len(), 1);
    }
}

/// Two rotations of one key at once with other params, the second by this user: whether they end with one key, and how
/// many requests were sent.
async fn rotate_twice(user: &str) -> Value {
    let page = HostPage::new();
    let source = format!(
        "(async () => {{
            page.always(({{ method, url }}) => Response.json(
                method === 'GET' ? {old} : url.includes('/revoke') ? {revoked} : {new}));
            const clerk = {{
                session: {{ id: 'sess_1', getToken: async () => page.token }},
                user: {{ id: 'user_1' }},
                frontendApi: 'clerk.example.com',
            }};
            const keys = APIKeys.fromClerk(clerk);
            const one = keys.rotate({{ apiKeyID: '{ID}', name: 'one', onSecret() {{}} }});
            clerk.user = {{ id: '{user}' }};
            const two = keys.rotate({{ apiKeyID: '{ID}', name: 'two', secondsUntilExpiration: 5, onSecret() {{}} }});
            return [(await one) === (await two), page.count];
        }})()",
        old = list(&[rotatable()]),
        new = new_key(),
        revoked = revoked(),
    );
    page.run(&source).await.json()
}

#[wasm_bindgen_test]
async fn two_rotations_of_a_key_share_one_run_of_the_same_user() {
    assert_eq!(rotate_twice("user_1").await, json!([true, 3]));
    assert_eq!(rotate_twice("user_2").await, json!([false, 6]));
}

/// One caller's time is over while the create is out. Storing the secret takes time, too.
#[wasm_bindgen_test]
async fn each_caller_of_a_rotation_has_its_own_time() {
    let page = HostPage::of_user().await;
    let old = with(rotatable(), "id", "ak_timed");
    page.answers(200, &list(&[old]));
    let source = format!(
        "(async () => {{
            const answer = page.held();
            let stored = 0;
            const onSecret = () => {{ stored += 1; return new Promise(resolve => setTimeout(resolve, 30)) }};
            const rotate = timeoutMs => keys.rotate({{ apiKeyID: 'ak_timed', name: 'new', onSecret }}, {{ timeoutMs }});
            const [hurried, patient] = [rotate(20), rotate(2000)];
            const error = await hurried.catch(error => error);
            const again = error.recreate();
            page.always(request => request.method === 'GET'
                ? Response.json({{ data: [], total_count: 0 }})
                : Response.json(request.url.endsWith('/revoke') ? {revoked} : {new}));
            answer.resolve(Response.json({new}, {{ status: 201 }}));
            return [error.name, (await again) === (await patient), stored, page.count];
        }})()",
        new = with(created(), "id", "ak_timed_new"),
        revoked = with(revoked(), "id", "ak_timed"),
    );
    let expected = json!(["CreateOutcomeUnknownError", true, 1, 3]);
    assert_eq!(page.run(&source).await.json(), expected);
}

#[wasm_bindgen_test]
async fn a_new_key_that_stays_after_all_callers_left_is_told_by_the_failed_revoke() {
    let page = HostPage::of_user().await;
    let old = with(rotatable(), "id", "ak_deserted");
    page.answers(200, &list(&[old]));
    let source = format!(
        "(async () => {{
            const answer = page.held();
            const controller = new AbortController();
            const params = {{ apiKeyID: 'ak_deserted', name: 'new', onSecret() {{}} }};
            const aborted = keys.rotate(params, {{ signal: controller.signal }}).catch(error => error);
            const hurried = keys.rotate(params, {{ timeoutMs: 200 }}).catch(error => error);
            const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
            await wait(50);
            controller.abort('gone');
            await aborted;
            await wait(250);
            page.always(() => Response.json({{ errors: [] }}, {{ status: 403 }}));
            answer.resolve(Response.json({new}, {{ status: 201 }}));
            const error = await hurried;
            return [error.code, error.key?.id];
        }})()",
        new = with(created(), "id", "ak_deserted_new"),
    );
    let expected = json!(["api_response_error", "ak_deserted_new"]);
    assert_eq!(page.run(&source).await.json(), expected);
}
