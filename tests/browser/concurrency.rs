//! Many calls at once, calls within calls, and objects that go while a call is under way.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage,
    wire::{created, key, list, with},
};

#[wasm_bindgen_test]
async fn calls_at_once_get_their_own_answers_in_any_order() {
    let page = HostPage::new();
    let names = page
        .run(
            "(async () => {
                const numbers = [...Array(20).keys()];
                const answers = numbers.map(() => page.held());
                const calls = numbers.map(n => keys.getAll({ query: `${n}` }));
                while (page.count < 20) await new Promise(resolve => setTimeout(resolve));
                const order = numbers.toSorted((a, b) => (a * 7) % 20 - (b * 7) % 20);
                for (const n of order) answers[n].resolve(Response.json({ data: [], total_count: n }));
                const totals = (await Promise.all(calls)).map(({ total_count }) => total_count);
                const { requests } = await page.sent();
                const queries = requests.map(({ url }) => Number(new URL(url).searchParams.get('query')));
                return [`${totals}` === `${numbers}`, `${queries}` === `${numbers}`];
            })()",
        )
        .await
        .json();
    assert_eq!(names, json!([true, true]));
}

#[wasm_bindgen_test]
async fn a_call_that_fails_leaves_the_others_alone() {
    let page = HostPage::new();
    page.answers(500, &json!({}));
    page.fetches("() => { throw 'boom' }");
    page.answers(201, &created());
    page.answers(200, &list(&[key()]));
    let states = page
        .run(
            "Promise.allSettled([keys.getAll(), keys.getAll(), keys.create({ name: 'ci' }), keys.getAll(), keys.create({})])
                .then(all => all.map(({ reason }) => reason?.code ?? 'resolved'))",
        )
        .await
        .json();
    assert_eq!(
        states,
        json!([
            "api_response_error",
            "network_error",
            "resolved",
            "resolved",
            "invalid_params"
        ])
    );
    page.sent().await;
}

#[wasm_bindgen_test]
async fn callbacks_may_call_the_object_that_calls_them() {
    let callbacks = [
        "getToken: () => page.within(page.token)",
        "getSubject: () => page.within('user_1')",
        "getQuery: () => page.within({})",
    ];
    for callback in callbacks {
        let page = HostPage::with(&format!("{{ {callback} }}"));
        page.answers(200, &list(&[]));
        page.answers(200, &list(&[]));
        let both = page
            .run(
                "(async () => {
                    page.within = answer => {
                        page.within = answer => answer;
                        page.inner = keys.getAll();
                        return answer;
                    };
                    const outer = await keys.getAll();
                    return [outer.total_count, (await page.inner).total_count];
                })()",
            )
            .await
            .json();
        assert_eq!(both, json!([0, 0]), "{callback}");
        page.sent().await;
    }
}

#[wasm_bindgen_test]
async fn a_fetch_may_call_the_object_that_calls_it() {
    let page = HostPage::new();
    page.fetches("async () => { await keys.getAll(); return new Response('{\"data\":[],\"total_count\":1}') }");
    page.answers(200, &list(&[]));
    assert_eq!(page.run("keys.getAll()").await.json()["total_count"], 1);
    page.sent().await;
}

#[wasm_bindgen_test]
async fn getters_of_params_and_options_may_call_too() {
    let page = HostPage::new();
    page.answers(200, &list(&[]));
    page.answers(200, &list(&[]));
    let total = page
        .run(
            "(() => {
                const options = page.options();
                const { frontendApi } = options;
                let ours;
                let within = () => { within = () => {}; page.inner = ours.getAll() };
                ours = new APIKeys({ ...options, get maxRetries() { within(); return 0 }, get frontendApi() { within(); return frontendApi } });
                return ours.getAll({ get query() { within(); return 'q' } }).then(async () => (await page.inner).total_count);
            })()",
        )
        .await
        .json();
    assert_eq!(total, 0);
    page.sent().await;
}

#[wasm_bindgen_test]
async fn an_object_may_be_freed_with_calls_under_way() {
    for moment in ["page.count === 0", "page.count === 2"] {
        let page = HostPage::new();
        let states = page
            .run(&format!(
                "(async () => {{
                    const answers = [page.held(), page.held()];
                    const calls = [keys.getAll(), keys.create({{ name: 'ci' }})];
                    while (!({moment})) await new Promise(resolve => setTimeout(resolve));
                    keys.free();
                    answers[0].resolve(Response.json({{ data: [], total_count: 0 }}));
                    answers[1].reject(new TypeError('lost'));
                    return (await Promise.allSettled(calls)).map(({{ reason }}) => reason?.code ?? 'resolved');
                }})()"
            ))
            .await
            .json();
        assert_eq!(
            states,
            json!(["resolved", "create_outcome_unknown"]),
            "{moment}"
        );
    }
}

#[wasm_bindgen_test]
async fn an_object_freed_by_its_own_callback_settles_its_call() {
    for callback in [
        "getToken: () => (page.free(), page.token)",
        "getQuery: () => (page.free(), {})",
    ] {
        let page = HostPage::with(&format!("{{ {callback} }}"));
        page.run("page.always(() => new Response('{\"data\":[],\"total_count\":0}')) ?? null")
            .await
            .json();
        let call = "(page.free = () => { page.free = () => {}; keys.free() }, keys.getAll())";
        assert_eq!(page.run(call).await.json()["total_count"], 0, "{callback}");
    }
}

#[wasm_bindgen_test]
async fn fetch_is_what_it_is_at_each_request() {
    let page = HostPage::new();
    let totals = page
        .run(
            "(async () => {
                const totals = [];
                for (const total_count of [1, 2]) {
                    globalThis.fetch = async () => Response.json({ data: [], total_count });
                    totals.push((await keys.getAll()).total_count);
                }
                return totals;
            })()",
        )
        .await
        .json();
    assert_eq!(totals, json!([1, 2]));
}

#[wasm_bindgen_test]
async fn reloads_at_once_update_their_own_resources() {
    let page = HostPage::new();
    let second = "ak_00000000000000000000000000000002";
    page.answers(200, &list(&[key(), with(key(), "id", second)]));
    let names = page
        .run(
            "(async () => {
                const { data } = await keys.getAll();
                const answers = data.map(() => page.held());
                const calls = data.map(key => key.reload());
                while (page.count < 3) await new Promise(resolve => setTimeout(resolve));
                for (const [n, { id, createdAt }] of [...data.entries()].reverse()) {
                    const key = {
                        ...{ id, type: 'api_key', name: `new ${n}`, subject: 'user_1', scopes: [], revoked: false, expired: false },
                        ...{ created_at: +createdAt, updated_at: 1 },
                    };
                    answers[n].resolve(Response.json({ data: [key], total_count: 1 }));
                }
                const same = (await Promise.all(calls)).every((key, n) => key === data[n]);
                return [same, ...data.map(({ id, name }) => `${id.at(-1)} ${name}`)];
            })()",
        )
        .await
        .json();
    assert_eq!(names, json!([true, "1 new 0", "2 new 1"]));
}

#[wasm_bindgen_test]
async fn what_ends_late_disturbs_nobody_who_has_not_begun() {
    let page =
        HostPage::with("{ getToken: () => new Promise(resolve => { page.give = resolve; }) }");
    let ends = page
        .run(
            "(async () => {
                const ends = [];
                for (let ticks = 0; ticks < 12; ticks++) {
                    const stop = new AbortController();
                    const left = keys.getAll({}, { signal: stop.signal }).catch(() => {});
                    while (!page.give) await undefined;
                    const { give } = page;
                    page.give = undefined;
                    stop.abort();
                    await left;
                    give(page.token);
                    for (let n = 0; n < ticks; n++) await undefined;
                    const ended = keys.reload().catch(({ code }) => code);
                    const pending = new Promise(resolve => setTimeout(resolve, 200, 'pending'));
                    ends.push(await Promise.race([ended, pending]));
                }
                return ends;
            })()",
        )
        .await
        .json();
    assert_eq!(ends, json!(vec!["no_resource"; 12]));
}
