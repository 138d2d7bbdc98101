//! Which key is one of a lost create: by the server's clock, and by what the page knows.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{created, fresh, list, revoked, rotatable, taken, with},
};

const CREATE: &str = "keys.create({ name: 'deploy' })";
/// Creates a key whose response is lost, and creates it again.
const RECREATE: &str = "keys.create({ name: 'deploy' }).catch(error => error.recreate())";
const MINUTE: f64 = 60_000.0;

/// A good key that was created so many milliseconds ago.
fn older(milliseconds: f64) -> Value {
    let moment = js_sys::Date::now() - milliseconds;
    with(fresh("ak_older"), "created_at", moment)
}

fn gone(id: &str) -> Value {
    with(revoked(), "id", id)
}

/// The IDs of the candidates.
async fn candidates(page: &HostPage) -> Value {
    let source =
        format!("{CREATE}.catch(async error => (await error.candidates()).map(({{ id }}) => id))");
    page.run(&source).await.json()
}

#[wasm_bindgen_test]
async fn the_pages_clock_does_not_count() {
    for wrong in [-5.0 * MINUTE, 5.0 * MINUTE] {
        let page = HostPage::of_user().await;
        page.loses();
        page.lists(&[fresh("ak_lost"), older(4.0 * MINUTE)]);
        page.answers(200, &gone("ak_lost"));
        page.answers(201, &created());
        let source = format!("(page.skewClock({wrong}), {RECREATE})");
        page.run(&source).await.json();
        let expected = ["create deploy", "list", "revoke ak_lost", "create deploy"];
        assert_eq!(page.sent_words().await, expected, "{wrong}");
    }
}

#[wasm_bindgen_test]
async fn a_fresh_token_tells_the_servers_clock_where_no_date_is_readable() {
    let page = HostPage::with(
        "{ getToken(options) {
            page.asked.push(options ?? null);
            return page.jwt({ sub: 'user_1', jti: Math.random(), iat: Math.floor(page.serverNow() / 1000) - (options ? 0 : 50) });
        } }",
    );
    page.loses();
    page.answers(200, &list(&[fresh("ak_lost"), older(4.0 * MINUTE)]));
    page.answers(200, &gone("ak_lost"));
    page.answers(201, &created());
    let source = format!(
        "(page.serverNow = Date.now, page.skewClock({}), {RECREATE})",
        -5.0 * MINUTE
    );
    page.run(&source).await.json();
    let expected = ["create deploy", "list", "revoke ak_lost", "create deploy"];
    assert_eq!(page.sent_words().await, expected);
    let asked = page.run("page.asked").await.json();
    assert_eq!(asked, json!([null, null, { "skipCache": true }, null]));
}

#[wasm_bindgen_test]
async fn without_the_servers_clock_no_key_is_revoked() {
    // Without a moment, and one from the cache.
    for claims in ["{}", "{ iat: Math.floor(Date.now() / 1000) }"] {
        let page = HostPage::new();
        page.run(&format!(
            "(page.skipWaits(), page.token = page.jwt({{ sub: 'user_1', ...{claims} }}))"
        ))
        .await
        .json();
        page.run("page.skipWaits()").await.json();
        page.loses();
        for _ in 0..4 {
            page.answers(200, &list(&[fresh("ak_lost")]));
        }
        let source = format!(
            "{CREATE}.catch(async error => {{
                page.error = error;
                const tell = ({{ name, code }}) => [name, code];
                return [await error.candidates().catch(tell), await error.recreate().catch(tell)];
            }})"
        );
        let unknown = json!(["APIKeysError", "invalid_response"]);
        let told = page.run(&source).await.json();
        assert_eq!(told, json!([unknown, unknown]), "{claims}");
        let words = page.sent_words().await;
        assert_eq!(words[1..], ["list"; 4], "{claims}");

        // Where no key could be it, the clock does not matter.
        page.answers(200, &list(&[with(fresh("ak_other"), "name", "deploy 2")]));
        page.answers(201, &created());
        page.run("page.error.recreate()").await.json();
        assert_eq!(page.sent_words().await[5..], ["list", "create deploy"]);
    }
}

#[wasm_bindgen_test]
async fn a_key_whose_secret_the_page_was_given_is_no_candidate() {
    let params = "{ apiKeyID: 'ak_replaced', name: 'deploy', onSecret() {} }";
    for (way, id) in [
        ("create({ name: 'deploy' })".to_owned(), "ak_created"),
        (format!("rotate({params})"), "ak_rotated"),
    ] {
        let page = HostPage::of_user().await;
        let rotates = way.starts_with("rotate");
        page.loses();
        if rotates {
            page.answers(200, &list(&[with(rotatable(), "id", "ak_replaced")]));
        }
        page.answers(201, &with(created(), "id", id));
        if rotates {
            page.answers(200, &gone("ak_replaced"));
        }
        page.lists(&[fresh(id)]);
        page.answers(409, &taken());
        page.lists(&[fresh(id)]);
        page.lists(&[fresh(id)]);
        let last = format!("{id}_again");
        page.answers(201, &with(created(), "id", &*last));
        // What recreate() gave is one, too.
        page.lists(&[fresh(&last)]);
        let source = format!(
            "{CREATE}.catch(async error => {{
                const other = new APIKeys(page.options());
                const given = await other.{way};
                const key = await error.recreate();
                return [given.id, key.id, await error.candidates()];
            }})"
        );
        assert_eq!(page.run(&source).await.json(), json!([id, last, []]));
        let words = page.sent_words().await;
        let tail = [
            "list",
            "create deploy",
            "list",
            "list",
            "create deploy (2)",
            "list",
        ];
        assert_eq!(words[words.len() - 6..], tail, "{words:?}");
    }
}

#[wasm_bindgen_test]
async fn used_keys_and_those_of_others_are_no_candidates() {
    let page = HostPage::of_user().await;
    page.loses();
    page.lists(&[
        with(fresh("ak_1"), "last_used_at", js_sys::Date::now()),
        with(fresh("ak_2"), "created_by", "user_2"),
        with(fresh("ak_3"), "created_by", Value::Null),
        with(fresh("ak_4"), "name", "deploy (2)"),
        with(fresh("ak_5"), "revoked", true),
        with(fresh("ak_6"), "subject", "org_1"),
        fresh("ak_7"),
        with(fresh("ak_8"), "expired", true),
    ]);
    assert_eq!(candidates(&page).await, json!(["ak_7", "ak_8"]));
}

/// A token that names nobody will do there.
#[wasm_bindgen_test]
async fn the_user_of_a_clerk_object_is_the_creator() {
    let page = HostPage::new();
    page.loses();
    page.lists(&[
        with(fresh("ak_1"), "created_by", "user_2"),
        with(fresh("ak_2"), "created_by", "user_9"),
    ]);
    let source = "(keys => keys.create({ name: 'deploy', subject: 'user_1' })
        .catch(async error => (await error.candidates()).map(({ id }) => id)))(APIKeys.fromClerk({
            session: { id: 'sess_1', getToken: async () => page.token },
            user: { id: 'user_9' },
            frontendApi: 'clerk.example.com',
        }))";
    assert_eq!(page.run(source).await.json(), json!(["ak_2"]));
    assert_eq!(page.sent_words().await, ["create deploy", "list"]);
}

#[wasm_bindgen_test]
async fn a_revoke_that_is_refused_is_done_where_the_list_says_so() {
    for (status, answer) in [(404, json!({})), (200, fresh("ak_lost"))] {
        for lives in [false, true] {
            let page = HostPage::of_user().await;
            page.loses();
            page.lists(&[fresh("ak_lost")]);
            page.answers(status, &answer);
            page.lists(&[with(fresh("ak_lost"), "revoked", !lives)]);
            if !lives {
                page.answers(201, &created());
            }
            let source = format!("{RECREATE}.then(() => 'created', ({{ code }}) => code)");
            let expected = match (lives, status) {
                (false, _) => "created",
                (true, 404) => "api_response_error",
                (true, _) => "invalid_response",
            };
            assert_eq!(page.run(&source).await.json(), expected, "{status} {lives}");
            let words = page.sent_words().await;
            assert_eq!(
                words[1..4],
                ["list", "revoke ak_lost", "list"],
                "{status} {lives}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn a_conflict_of_another_kind_ends_it() {
    let page = HostPage::of_user().await;
    page.loses();
    page.lists(&[]);
    page.answers(
        409,
        &json!({ "errors": [{ "code": "quota_exceeded", "message": "full" }] }),
    );
    let error = page.run(RECREATE).await.error();
    assert_eq!(error["errors"][0]["code"], "quota_exceeded");
    assert_eq!(page.sent().await.len(), 3);
}

/// Where the name is taken, and the list has the lost key only then.
#[wasm_bindgen_test]
async fn a_key_that_the_list_has_late_is_revoked() {
    let page = HostPage::of_user().await;
    page.loses();
    page.lists(&[]);
    page.answers(409, &taken());
    page.lists(&[fresh("ak_lost")]);
    page.answers(200, &gone("ak_lost"));
    page.answers(201, &created());
    page.run(RECREATE).await.json();
    let expected = [
        "create deploy",
        "list",
        "create deploy",
        "list",
        "revoke ak_lost",
        "create deploy (2)",
    ];
    assert_eq!(page.sent_words().await, expected);
}

#[wasm_bindgen_test]
async fn a_projects_name_gets_numbers_up_to_ten() {
    let page = HostPage::of_project("{}").signed_in().await;
    page.loses();
    let key = json!({
        "key_id": "k_1", "project_id": "p_1", "tenant_id": "t_1", "name": "deploy", "key_prefix": "pk_1",
        "created_by": "user_2", "created_at": 1, "is_active": true, "is_admin_managed": false, "scopes": ["*"],
    });
    let source = format!(
        "(page.always(({{ method }}) => method === 'GET'
            ? Response.json([{key}])
            : (page.names ??= []).push(0) && Response.json({{}}, {{ status: 409 }})),
        keys.create({{ name: 'deploy', scopes: ['*'] }}).catch(error => error.recreate()).catch(({{ status }}) => [status, page.names.length]))"
    );
    assert_eq!(page.run(&source).await.json(), json!([409, 10]));
}
