//! One click makes one key, and a lost answer is not a lost key.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{created, date, fresh, key, taken, with},
};

const CREATE: &str = "keys.create({ name: 'deploy' })";

#[wasm_bindgen_test]
async fn a_double_click_makes_one_key() {
    let page = HostPage::new();
    page.answers(201, &created());
    let same = page
        .run(&format!(
            "Promise.all([{CREATE}, {CREATE}, keys.create({{ name: 'deploy', subject: '', description: null }})])
                .then(([one, two, three]) => one === two && two === three && one.secret !== undefined)"
        ))
        .await
        .json();
    assert_eq!(same, true);
    assert_eq!(page.sent_words().await, ["create deploy"]);

    // Once it is made, the next click is another one.
    page.answers(201, &created());
    page.run(CREATE).await.json();
    assert_eq!(page.sent_words().await.len(), 2);
}

#[wasm_bindgen_test]
async fn other_params_make_other_keys() {
    let others = [
        "{ name: 'other' }",
        "{ name: 'deploy', description: 'd' }",
        "{ name: 'deploy', secondsUntilExpiration: 60 }",
        "{ name: 'deploy', subject: 'org_1' }",
    ];
    for other in others {
        let page = HostPage::new();
        page.answers(201, &created());
        page.answers(201, &created());
        let different = page
            .run(&format!(
                "Promise.all([{CREATE}, keys.create({other})]).then(([one, two]) => one !== two)"
            ))
            .await
            .json();
        assert_eq!(different, true, "{other}");
        assert_eq!(page.sent_words().await.len(), 2, "{other}");
    }
}

#[wasm_bindgen_test]
async fn another_user_gets_a_key_of_their_own() {
    // The same user with another token shares the key.
    for (claims, shared) in [
        ("{ sub: 'user_1', iat: 1 }", true),
        ("{ sub: 'user_2', o: { id: 'user_1' } }", false),
    ] {
        let page = HostPage::of_user().await;
        page.answers(201, &created());
        if !shared {
            page.answers(201, &created());
        }
        let same = page
            .run(&format!(
                "(async () => {{
                    const one = {CREATE};
                    while (!page.asked.length) await null;
                    page.token = page.jwt({claims});
                    return (await {CREATE}) === (await one);
                }})()"
            ))
            .await
            .json();
        assert_eq!(same, shared, "{claims}");
        page.sent().await;
    }
}

/// Two creates at once, where the token of the first one comes only after the second one is done.
async fn create_with_a_slow_token(second: &str) -> Value {
    let page = HostPage::with(
        "{ getToken: () => page.asked.push(0) === 1 ? page.slow.promise : page.jwt(page.second) }",
    );
    page.answers(201, &created());
    page.answers(201, &created());
    let source = format!(
        "(async () => {{
            page.slow = Promise.withResolvers();
            page.second = {second};
            const one = {CREATE};
            const two = await {CREATE};
            page.slow.resolve(page.jwt({{ sub: 'user_1' }}));
            return [(await one) === two, page.count];
        }})()"
    );
    page.run(&source).await.json()
}

#[wasm_bindgen_test]
async fn a_slow_token_makes_no_second_key() {
    let shared = create_with_a_slow_token("{ sub: 'user_1' }").await;
    assert_eq!(shared, json!([true, 1]));
    let each = create_with_a_slow_token("{ sub: 'user_2', o: { id: 'user_1' } }").await;
    assert_eq!(each, json!([false, 2]));
}

#[wasm_bindgen_test]
async fn each_caller_has_its_own_time() {
    for hurried_first in [true, false] {
        let page = HostPage::of_user().await;
        let source = format!(
            "(async () => {{
                const answer = page.held();
                const create = timeoutMs => keys.create({{ name: 'deploy' }}, {{ timeoutMs }});
                const times = {hurried_first} ? [20, 2000] : [2000, 20];
                const calls = times.map(create);
                const [hurried, patient] = {hurried_first} ? calls : calls.toReversed();
                const error = await hurried.catch(error => error);
                const again = error.recreate();
                await new Promise(resolve => setTimeout(resolve, 5));
                answer.resolve(Response.json({answer}, {{ status: 201 }}));
                const key = await patient;
                return [error.name, error.cause.message, await again === key, await error.recreate() === key, page.count, page.aborted];
            }})()",
            answer = created()
        );
        let expected = json!([
            "CreateOutcomeUnknownError",
            "no response within 20 ms",
            true,
            true,
            1,
            [false]
        ]);
        assert_eq!(page.run(&source).await.json(), expected, "{hurried_first}");
    }
}

/// The token is asked for anew, and the create that was refused with the first one is not out.
#[wasm_bindgen_test]
async fn a_time_that_is_over_before_the_request_is_a_timeout() {
    let page = HostPage::with(
        "{ getToken: options => options ? page.slow.promise : page.jwt({ sub: 'user_1' }) }",
    );
    page.answers(401, &json!({}));
    page.answers(201, &created());
    let source = "(async () => {
        page.slow = Promise.withResolvers();
        const create = timeoutMs => keys.create({ name: 'deploy' }, { timeoutMs });
        const [hurried, patient] = [create(20), create(2000)];
        const { code } = await hurried.catch(error => error);
        page.slow.resolve(page.jwt({ sub: 'user_1' }));
        return [code, (await patient).id, page.count];
    })()";
    assert_eq!(
        page.run(source).await.json(),
        json!(["timeout", key()["id"], 2])
    );
}

#[wasm_bindgen_test]
async fn who_aborts_leaves_the_others_key_alone() {
    for first_aborts in [true, false] {
        let page = HostPage::new();
        let states = page
            .run(&format!(
                "(async () => {{
                    const answer = page.held();
                    const controller = new AbortController();
                    const {{ signal }} = controller;
                    const signals = {first_aborts} ? [signal, undefined] : [undefined, signal];
                    const calls = signals.map(signal => keys.create({{ name: 'deploy' }}, {{ signal }}));
                    while (page.count === 0) await new Promise(resolve => setTimeout(resolve));
                    controller.abort('enough');
                    await new Promise(resolve => setTimeout(resolve));
                    answer.resolve(Response.json({answer}, {{ status: 201 }}));
                    const settled = await Promise.allSettled(calls);
                    return [settled.map(({{ reason, value }}) => reason ?? value.id), page.aborted];
                }})()",
                answer = created()
            ))
            .await
            .json();
        let id = &key()["id"];
        let expected = if first_aborts {
            json!(["enough", id])
        } else {
            json!([id, "enough"])
        };
        assert_eq!(states, json!([expected, [false]]));
    }
}

#[wasm_bindgen_test]
async fn once_all_have_aborted_the_request_is_called_off() {
    let page = HostPage::new();
    let aborted = page
        .run(
            "(async () => {
                page.next(page.hang);
                const controllers = [new AbortController(), new AbortController()];
                const calls = controllers.map(({ signal }) => keys.create({ name: 'deploy' }, { signal }));
                while (page.count === 0) await new Promise(resolve => setTimeout(resolve));
                controllers[0].abort('enough');
                await new Promise(resolve => setTimeout(resolve));
                const after = [...page.aborted];
                controllers[1].abort('enough');
                await Promise.allSettled(calls);
                return [after, page.aborted];
            })()",
        )
        .await
        .json();
    assert_eq!(aborted, json!([[false], [true]]));
}

#[wasm_bindgen_test]
async fn a_lost_key_is_found_and_replaced() {
    let page = HostPage::of_user().await;
    page.loses();
    let found = fresh("ak_lost");
    let gone = with(found.clone(), "revoked", true);
    page.lists(&[
        with(fresh("ak_other"), "created_by", "user_2"),
        found.clone(),
    ]);
    page.lists(&[found]);
    page.answers(200, &gone);
    page.answers(409, &taken());
    page.lists(&[gone]);
    page.answers(201, &with(created(), "name", "deploy (2)"));
    let story = page
        .run(&format!(
            "{CREATE}.then(() => 'made', async error => {{
                const candidates = (await error.candidates()).map(({{ id }}) => id);
                const [one, two] = await Promise.all([error.recreate(), error.recreate()]);
                const again = await error.recreate();
                const isClass = error.name === 'CreateOutcomeUnknownError' && error.cause.code === 'network_error';
                return [isClass, candidates, one === two && two === again, one.name, one.secret !== undefined];
            }})"
        ))
        .await
        .json();
    assert_eq!(story, json!([true, ["ak_lost"], true, "deploy (2)", true]));
    let expected = [
        "create deploy",
        "list",
        "list",
        "revoke ak_lost",
        "create deploy",
        "list",
        "create deploy (2)",
    ];
    assert_eq!(page.sent_words().await, expected);
    let lines = page.sent_lines().await;
    let query = "subject=user_1&query=deploy&limit=100&offset=0&include_invalid=true";
    for list in [1, 2, 5] {
        assert!(lines[list].ends_with(query), "{}", lines[list]);
    }
}

#[wasm_bindgen_test]
async fn a_lost_key_of_a_project_is_found_and_replaced() {
    let page = HostPage::of_project("{}").signed_in().await;
    let now = js_sys::Date::new_0().to_iso_string().as_string().unwrap();
    let key = |id: &str, by: &str| {
        json!({
            "key_id": id, "project_id": "p_1", "tenant_id": "t_1", "name": "deploy", "key_prefix": "pk_1", "created_by": by,
            "created_at": now, "is_active": true, "is_admin_managed": false, "scopes": ["*"],
        })
    };
    page.answers(503, &json!({ "title": "later" }));
    let listed = json!([key("k_other", "user_2"), key("k_lost", "user_1")]);
    page.answers_with(200, &date(), &listed);
    page.answers(200, &json!({ "success": true }));
    page.answers(201, &with(key("k_new", "user_1"), "key", "pk_1_secret"));
    let story = page
        .run(
            "keys.create({ name: 'deploy', scopes: ['*'] }).catch(async error => {
                const key = await error.recreate();
                return [error.code, error.cause.status, key.id, key.secret !== undefined];
            })",
        )
        .await
        .json();
    assert_eq!(story, json!(["create_outcome_unknown", 503, "k_new", true]));
    assert_eq!(
        page.sent_words().await,
        ["create deploy", "list", "revoke k_lost", "create deploy"]
    );
}

#[wasm_bindgen_test]
async fn a_clean_up_that_fails_makes_no_key_and_can_be_tried_again() {
    let page = HostPage::of_user().await;
    page.loses();
    page.lists(&[fresh("ak_lost")]);
    page.answers(403, &json!({}));
    page.lists(&[fresh("ak_lost")]);
    page.lists(&[]);
    page.answers(201, &created());
    let story = page
        .run(&format!(
            "{CREATE}.catch(async error => {{
                const refused = await error.recreate().catch(({{ status }}) => status);
                return [refused, (await error.recreate()).id];
            }})"
        ))
        .await
        .json();
    assert_eq!(story, json!([403, key()["id"]]));
    let expected = [
        "create deploy",
        "list",
        "revoke ak_lost",
        "list",
        "list",
        "create deploy",
    ];
    assert_eq!(page.sent_words().await, expected);
}

#[wasm_bindgen_test]
async fn a_clean_up_takes_the_options_of_a_call() {
    let page = HostPage::of_user().await;
    page.loses();
    page.fetches("page.hang");
    page.fetches("page.hang");
    let codes = page
        .run(&format!(
            "{CREATE}.catch(async error => [
                await error.candidates({{ timeoutMs: 10 }}).catch(({{ code }}) => code),
                await error.recreate({{ timeoutMs: 10 }}).catch(({{ code }}) => code),
                await error.recreate({{ signal: AbortSignal.abort('enough') }}).catch(reason => reason),
                await error.recreate({{ signal: 1 }}).catch(({{ code, param }}) => [code, param]),
                await error.recreate(1).catch(({{ code, param }}) => [code, param]),
            ])"
        ))
        .await
        .json();
    let params = |name: &str| json!(["invalid_params", name]);
    assert_eq!(
        codes,
        json!([
            "timeout",
            "timeout",
            "enough",
            params("signal"),
            params("options")
        ])
    );
}

#[wasm_bindgen_test]
async fn a_clean_up_is_the_users_who_made_the_call() {
    let page = HostPage::of_user().await;
    page.loses();
    let code = page
        .run(&format!(
            "{CREATE}.catch(error => {{
                page.token = page.jwt({{ sub: 'user_2', org_id: 'user_1' }});
                return error.recreate().catch(({{ code }}) => code);
            }})"
        ))
        .await
        .json();
    assert_eq!(code, "stale_session_token");
    assert_eq!(page.sent_words().await, ["create deploy"]);
}

#[wasm_bindgen_test]
async fn a_token_that_names_nobody_cleans_up_nothing() {
    let page = HostPage::new();
    page.loses();
    let source = format!("{CREATE}.catch(error => error.recreate())");
    let error = page.run(&source).await.error();
    assert_eq!(error["code"], "invalid_token");
    assert_eq!(page.sent_words().await, ["create deploy"]);
}
