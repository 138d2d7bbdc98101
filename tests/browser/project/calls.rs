//! Calls that are aborted, fail, come all at once, or outlive their object; and the session token.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{CALLS, CREATE, ID, KEYS, OTHER_ID, REVOKE, created, done, inactive, key, page};
use crate::support::{HostPage, wire::with};

/// Every call, with a signal.
fn calls_with_signal() -> Vec<String> {
    let with_signal = |call: &str| match call.strip_suffix("()") {
        Some(start) => format!("{start}({{}}, {{ signal }})"),
        None => format!("{}, {{ signal }})", call.strip_suffix(')').unwrap()),
    };
    CALLS.into_iter().map(with_signal).collect()
}

#[wasm_bindgen_test]
async fn a_call_is_aborted_at_any_moment() {
    let later = "() => new Response('{}', { status: 429, headers: { 'Retry-After': '50' } })";
    for (moment, get_token, fetch) in [
        ("before anything", "() => page.token", "page.hang"),
        (
            "during getToken",
            "() => new Promise(() => {})",
            "page.hang",
        ),
        ("during fetch", "() => page.token", "page.hang"),
        ("during the body", "() => page.token", "page.hangInBody"),
        ("between attempts", "() => page.token", later),
    ] {
        for call in calls_with_signal() {
            let page = HostPage::of_project(&format!("{{ maxRetries: 2, getToken: {get_token} }}"));
            let source = format!(
                "(async ({{ signal, abort }}) => {{
                    page.always({fetch});
                    const promise = {call};
                    abort();
                    return promise.catch(thrown => [thrown, signal.reason]);
                }})((controller => ({{
                    signal: controller.signal,
                    abort: () => '{moment}' === 'before anything'
                        ? controller.abort('stop')
                        : setTimeout(() => controller.abort('stop'), 10),
                }}))(new AbortController()))"
            );
            let thrown = page.run(&source).await.json();
            assert_eq!(thrown, json!(["stop", "stop"]), "{moment}: {call}");
            let sent = page.run("page.count").await.json();
            let expected = u32::from(moment != "before anything" && moment != "during getToken");
            assert_eq!(sent, expected, "{moment}: {call}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_revoke_is_aborted_between_its_requests() {
    let page = page();
    page.answers(200, &done());
    page.fetches("page.hang");
    let source = format!(
        "(async controller => {{
            const call = keys.revoke({{ apiKeyID: '{ID}' }}, {{ signal: controller.signal }});
            while (page.count < 2) await new Promise(resolve => setTimeout(resolve));
            controller.abort('stop');
            return call.catch(reason => reason);
        }})(new AbortController())"
    );
    assert_eq!(page.run(&source).await.json(), "stop");
    let aborted = page.run("page.aborted").await.json();
    assert_eq!(aborted, json!([false, true]));
}

#[wasm_bindgen_test]
async fn an_attempt_takes_its_time_and_no_longer() {
    for call in CALLS {
        for hang in ["page.hang", "page.hangInBody"] {
            let page = HostPage::of_project("{ timeoutMs: 10 }");
            page.fetches(hang);
            let error = page.run(call).await.why();
            assert_eq!(error["code"], "timeout", "{call}");
            page.run("page.until(() => page.timers === 0).then(() => null)")
                .await
                .json();
        }
    }
}

#[wasm_bindgen_test]
async fn calls_at_once_get_their_own_answers_in_any_order() {
    let page = page();
    let source = format!(
        "(async () => {{
            const key = {key};
            const answers = [...Array(7)].map(() => page.held());
            const calls = [
                ...['a', 'b', 'c'].map(query => keys.getAll({{ query }})),
                keys.create({{ name: 'new', scopes: ['*'] }}),
                keys.reload({{ apiKeyID: '{ID}' }}),
                keys.reload({{ apiKeyID: '{OTHER_ID}' }}),
                keys.create({{}}),
                keys.getAll({{ query: 'd' }}),
            ];
            while (page.count < 7) await new Promise(resolve => setTimeout(resolve));
            for (const n of [6, 2, 0, 5, 3, 1, 4]) {{
                const all = ['a', 'b', 'c', 'd'].map(name => ({{ ...key, name: `${{name}} ${{n}}` }}));
                const other = {{ ...key, key_id: '{OTHER_ID}', name: `other ${{n}}` }};
                answers[n].resolve(Response.json(n === 3 ? {{ ...key, name: 'new', key: 'pk_1' }} : [...all, other]));
            }}
            const ends = await Promise.allSettled(calls);
            return ends.map(({{ value, reason }}) => reason?.code ?? value.name ?? value.data.map(({{ name }}) => name).join());
        }})()",
        key = key(),
    );
    let expected = json!([
        "a 0",
        "b 1",
        "c 2",
        "new",
        "a 4",
        "other 5",
        "invalid_params",
        "d 6"
    ]);
    assert_eq!(page.run(&source).await.json(), expected);
    page.sent().await;
}

#[wasm_bindgen_test]
async fn a_call_after_a_failed_one_works() {
    for answer in [
        "() => { throw new TypeError('boom') }",
        "async () => { throw 'boom' }",
        "() => undefined",
        "async () => ({ ok: true, status: 200, headers: new Headers() })",
        "() => Object.create(Response.prototype)",
        "() => new Response('{', { status: 200 })",
        "() => Response.json({ detail: 'no' }, { status: 500 })",
        "() => Response.json([{}])",
        "() => Response.error()",
        "() => Object.defineProperty(Response.json([]), 'headers', { value: null })",
        "() => Object.defineProperty(Response.json([]), 'headers', { get() { throw 'boom' } })",
        "() => Object.defineProperty(Response.json([]), 'json', { value: null })",
        "() => { const used = Response.json([]); used.text(); return used }",
    ] {
        for call in CALLS {
            let page = page();
            page.fetches(answer);
            // Where the answer is good all the same, a list is not one for the others.
            page.run(&format!(
                "page.always(() => Response.json({})) ?? null",
                json!([key()])
            ))
            .await
            .json();
            let is_ours = "error => error instanceof Error && typeof error.code === 'string'";
            let source = format!("{call}.then(() => true, {is_ours})");
            assert_eq!(page.run(&source).await.json(), true, "{call}: {answer}");
            let next = page.run("keys.getAll()").await.json();
            assert_eq!(next["total_count"], 1, "{call}: {answer}");
        }
    }
}

#[wasm_bindgen_test]
async fn an_object_may_be_freed_with_calls_under_way() {
    for moment in ["page.count === 0", "page.count === 3"] {
        let page = page();
        let source = format!(
            "(async () => {{
                const answers = [...Array(3)].map(() => page.held());
                page.next(() => Response.json([{inactive}]));
                const calls = [keys.getAll(), {CREATE}, {REVOKE}];
                while (!({moment})) await new Promise(resolve => setTimeout(resolve));
                keys.free();
                answers[0].resolve(Response.json([]));
                answers[1].reject(new TypeError('lost'));
                answers[2].resolve(Response.json({{ success: true }}));
                return (await Promise.allSettled(calls)).map(({{ reason }}) => reason?.code ?? 'resolved');
            }})()",
            inactive = inactive(),
        );
        let states = page.run(&source).await.json();
        assert_eq!(
            states,
            json!(["resolved", "create_outcome_unknown", "resolved"]),
            "{moment}"
        );
        page.sent().await;
    }
}

#[wasm_bindgen_test]
async fn what_a_call_reads_may_call_the_same_object() {
    let token = "getToken: () => (page.within(), page.token)";
    for (options, params) in [
        (token, "{}"),
        (
            "get baseUrl() { page.within(); return 'https://api.example.com/api/v1' }",
            "{}",
        ),
        ("get projectId() { page.within(); return 'p_1' }", "{}"),
        ("get maxRetries() { page.within(); return 0 }", "{}"),
        ("", "{ get query() { page.within(); return 'deploy' } }"),
        ("", "{}, { get timeoutMs() { page.within() } }"),
    ] {
        let page = page();
        page.answers(200, &json!([key()]));
        page.answers(200, &json!([key()]));
        let source = format!(
            "(async () => {{
                page.within = () => {{ page.within = () => {{}}; page.inner = ours.getAll() }};
                const laid_over = Object.getOwnPropertyDescriptors({{ {options} }});
                const ours = new ProjectAPIKeys(Object.defineProperties(page.options(), laid_over));
                const outer = await ours.getAll({params});
                return [outer.total_count, (await page.inner).total_count];
            }})()"
        );
        assert_eq!(
            page.run(&source).await.json(),
            json!([1, 1]),
            "{options} {params}"
        );
        assert_eq!(
            page.sent_lines().await,
            [format!("GET {KEYS}"), format!("GET {KEYS}")]
        );
    }
}

#[wasm_bindgen_test]
async fn get_token_is_a_method_of_the_options() {
    let page = HostPage::of_project("{ name: 'ours', getToken() { return this.name } }");
    page.answers(200, &json!([]));
    page.run("keys.getAll()").await.json();
    let sent = page.sent().await;
    assert_eq!(sent[0]["headers"]["authorization"], "Bearer ours");
}

#[wasm_bindgen_test]
async fn reloads_at_once_update_their_own_resources() {
    let page = page();
    let two = |name: &str| {
        let first = with(key(), "name", format!("{name} 1"));
        json!([
            first,
            with(with(key(), "name", format!("{name} 2")), "key_id", OTHER_ID)
        ])
    };
    page.answers(200, &two("old"));
    page.answers(200, &two("new"));
    page.answers(200, &two("newer"));
    let source = "keys.getAll().then(async ({ data }) => {
        const same = (await Promise.all(data.map(key => key.reload()))).every((key, n) => key === data[n]);
        return [same, ...data.map(({ name }) => name)];
    })";
    let expected = json!([true, "new 1", "newer 2"]);
    assert_eq!(page.run(source).await.json(), expected);
}

#[wasm_bindgen_test]
async fn a_token_is_needed_and_checked() {
    for (token, code) in [
        ("null", "no_session_token"),
        ("undefined", "no_session_token"),
        ("''", "no_session_token"),
        ("'a\\nb'", "invalid_token"),
        ("'ü'", "invalid_token"),
        ("5", "host_callback_failed"),
        (
            "(() => { throw new Error('boom') })()",
            "host_callback_failed",
        ),
        ("Promise.reject('boom')", "host_callback_failed"),
    ] {
        for call in CALLS {
            let page = HostPage::of_project(&format!("{{ getToken: () => {token} }}"));
            assert_eq!(page.unsent(call).await["code"], code, "{call}: {token}");
        }
    }
}

/// The keys are the project's, whoever asks.
#[wasm_bindgen_test]
async fn any_users_token_is_good() {
    let page = page();
    page.answers(200, &json!([]));
    let call = "(page.token = page.jwt({ sub: 'user_2', org_id: 'org_2' }), keys.getAll())";
    page.run(call).await.json();
    assert_eq!(page.run("page.asked").await.json(), json!([null]));
    assert_eq!(page.sent_lines().await, [format!("GET {KEYS}")]);
}

#[wasm_bindgen_test]
async fn a_create_that_failed_can_be_made_again() {
    let page = page();
    page.answers(409, &json!({ "detail": "the name is taken" }));
    page.answers(200, &created());
    assert_eq!(page.run(CREATE).await.error()["status"], 409);
    assert_eq!(page.run(CREATE).await.json()["id"], ID);
    page.sent().await;
}
