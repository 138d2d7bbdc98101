//! `iterate()`: every key once, the next page ahead, nothing after the loop.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    HostPage, text,
    wire::{key, with},
};

/// Answers lists as a server of so many keys does, whatever happens to them meanwhile by `page.ids`.
fn server(page: &HostPage, length: u32) -> String {
    page.fetches("() => { throw new Error('first') }"); // Replaced below; keeps the script's order strict.
    format!(
        "page.ids = [...Array({length}).keys()].map(n => `ak_${{n}}`);
         const keyOf = id => ({{ ...{key}, id }});
         globalThis.fetch = async url => {{
             page.count += 1;
             const {{ searchParams }} = new URL(url);
             const [limit, offset] = ['limit', 'offset'].map(name => Number(searchParams.get(name)));
             (page.offsets ??= []).push(offset);
             await page.before?.(page.count);
             return Response.json({{ data: page.ids.slice(offset, offset + limit).map(keyOf), total_count: page.total ?? page.ids.length }});
         }};",
        key = key()
    )
}

async fn run(length: u32, source: &str) -> Value {
    let page = HostPage::new();
    let server = server(&page, length);
    page.run(&format!("(async () => {{ {server} {source} }})()"))
        .await
        .json()
}

#[wasm_bindgen_test]
async fn every_key_comes_once_in_pages_of_a_hundred() {
    let source = "const found = []; for await (const { id } of keys.iterate({ initialPage: 3, pageSize: 7 })) found.push(id);
                  return [found.join() === page.ids.join(), page.offsets];";
    assert_eq!(run(0, source).await, json!([true, [0]]));
    // After a full page there may be more.
    assert_eq!(run(100, source).await, json!([true, [0, 100]]));
    assert_eq!(run(250, source).await, json!([true, [0, 100, 200]]));
}

#[wasm_bindgen_test]
async fn full_pages_are_followed_whatever_the_count_says() {
    for total in [0, 1, 100, 1_000_000] {
        let source = format!(
            "page.total = {total};
             const found = []; for await (const {{ id }} of keys.iterate()) found.push(id);
             return [found.join() === page.ids.join(), page.offsets.slice(0, 3)];"
        );
        assert_eq!(run(250, &source).await, json!([true, [0, 100, 200]]));
    }
}

#[wasm_bindgen_test]
async fn a_page_without_new_keys_is_the_last() {
    let source = "const { fetch } = globalThis;
                  globalThis.fetch = url => fetch(url.replace(/offset=\\d+/, 'offset=0'));
                  page.total = 1_000_000;
                  let count = 0; for await (const key of keys.iterate()) count += 1;
                  return [count, page.count];";
    assert_eq!(run(100, source).await, json!([100, 2]));
}

/// An iteration of two pages, whose tokens have these claims in turn. The last ones are given from then on.
async fn iterate_as(params: &str, claims: &str) -> Value {
    let page = HostPage::with(&format!(
        "{{ getSubject: undefined, getToken(options) {{
            page.asked.push(options ?? null);
            const claims = {claims};
            return page.jwt(claims[Math.min(page.asked.length, claims.length) - 1]);
        }} }}"
    ));
    let server = server(&page, 150);
    let source = format!(
        "(async () => {{
            {server}
            let count = 0;
            const iterate = async () => {{ for await (const key of keys.iterate({params})) count += 1; }};
            const code = await iterate().catch(({{ code }}) => code);
            return [count, code ?? null, page.asked];
        }})()"
    );
    page.run(&source).await.json()
}

#[wasm_bindgen_test]
async fn all_pages_are_of_one_owner() {
    let (user_1, user_2) = ("{ sub: 'user_1' }", "{ sub: 'user_2' }");
    let (org_1, org_2) = (
        "{ sub: 'user_1', o: { id: 'org_1' } }",
        "{ sub: 'user_1', o: { id: 'org_2' } }",
    );
    let fresh = json!({ "skipCache": true });
    for (params, first, others) in [
        ("{}", user_1, user_2),
        ("{}", org_1, org_2),
        ("{ subject: 'org_1' }", user_1, user_2),
    ] {
        let stale = iterate_as(params, &format!("[{first}, {others}]")).await;
        let expected = json!([100, "stale_session_token", [null, null, fresh]]);
        assert_eq!(stale, expected, "{params} {others}");
        let again = iterate_as(params, &format!("[{first}, {others}, {first}]")).await;
        let expected = json!([150, null, [null, null, fresh]]);
        assert_eq!(again, expected, "{params} {others}");
    }
    // A subject that is named is the same in any organization.
    let named = iterate_as("{ subject: 'org_1' }", &format!("[{org_1}, {org_2}]")).await;
    assert_eq!(named, json!([150, null, [null, null]]));
}

#[wasm_bindgen_test]
async fn keys_may_come_and_go_meanwhile() {
    let source = "page.before = count => {
                      if (count === 2) page.ids.splice(20, 30);
                      if (count === 4) page.ids.unshift('ak_new');
                  };
                  const found = []; for await (const { id } of keys.iterate()) found.push(id);
                  const stayed = page.ids.filter(id => id !== 'ak_new');
                  return [stayed.every(id => found.includes(id)), found.length === new Set(found).size];";
    assert_eq!(run(350, source).await, json!([true, true]));
}

#[wasm_bindgen_test]
async fn the_next_page_is_read_ahead_and_no_other() {
    let source = "const counts = []; let seen = 0;
                  for await (const key of keys.iterate()) {
                      seen += 1;
                      if (seen % 100 === 1 || seen % 100 === 50) { await new Promise(resolve => setTimeout(resolve, 5)); counts.push(page.count); }
                  }
                  return counts;";
    assert_eq!(run(300, source).await, json!([2, 2, 3, 3, 4, 4]));
}

#[wasm_bindgen_test]
async fn leaving_the_loop_stops_the_requests() {
    let source = "const signals = []; const { fetch } = globalThis;
                  globalThis.fetch = (url, init) => { signals.push(init.signal); return page.count === 1 ? page.hang(init) : fetch(url, init); };
                  for await (const key of keys.iterate()) { await new Promise(resolve => setTimeout(resolve, 5)); break; }
                  await new Promise(resolve => setTimeout(resolve, 20));
                  return [page.count, signals.map(({ aborted }) => aborted)];";
    assert_eq!(run(1_000, source).await, json!([1, [false, true]]));
}

#[wasm_bindgen_test]
async fn it_begins_when_it_is_asked() {
    let source = "const all = keys.iterate(); await new Promise(resolve => setTimeout(resolve, 5)); const before = page.count;
                  await all.return(); const after = await all.next();
                  return [before, after.done, page.count, typeof all[Symbol.asyncIterator]];";
    assert_eq!(run(10, source).await, json!([0, true, 0, "function"]));
}

#[wasm_bindgen_test]
async fn a_failure_is_told_in_its_turn_and_ends_it() {
    let source = "const { fetch } = globalThis;
                  globalThis.fetch = url => (page.count === 1 ? Promise.reject('boom') : fetch(url));
                  const all = keys.iterate(); let seen = 0;
                  const code = await (async () => { for await (const key of all) seen += 1; })().catch(({ code }) => code);
                  return [seen, code, (await all.next()).done];";
    assert_eq!(run(300, source).await, json!([100, "network_error", true]));
}

#[wasm_bindgen_test]
async fn params_options_and_signals_count() {
    let source = "const tell = all => all.next().then(() => 'made', error => error.code ? [error.code, error.param] : error);
                  return [
                      await tell(keys.iterate({ pageSize: 0 })),
                      await tell(keys.iterate({ query: 1 })),
                      await tell(keys.iterate(1)),
                      await tell(keys.iterate({}, { timeoutMs: 'soon' })),
                      await tell(keys.iterate({}, { signal: AbortSignal.abort('enough') })),
                      page.count,
                  ];";
    let params = |name: &str| json!(["invalid_params", name]);
    assert_eq!(
        run(10, source).await,
        json!([
            params("pageSize"),
            params("query"),
            params("params"),
            params("timeoutMs"),
            "enough",
            0
        ])
    );
}

#[wasm_bindgen_test]
async fn the_subject_stands_from_its_start() {
    let page = HostPage::with("{ getSubject: () => page.subject }");
    let server = server(&page, 150);
    let subjects = page
        .run(&format!(
            "(async () => {{
                {server}
                const {{ fetch }} = globalThis; const subjects = [];
                globalThis.fetch = url => {{ subjects.push(new URL(url).searchParams.get('subject')); return fetch(url); }};
                page.subject = 'org_1';
                const all = keys.iterate();
                page.subject = 'org_2';
                for await (const key of all);
                return subjects;
            }})()"
        ))
        .await
        .json();
    assert_eq!(subjects, json!(["org_1", "org_1"]));
}

#[wasm_bindgen_test]
async fn a_projects_list_comes_whole() {
    let page = HostPage::of_project("{}");
    let key = |id: u32, active: bool| {
        json!({
            "key_id": format!("k_{id}"), "project_id": "p_1", "tenant_id": "t_1", "name": "deploy", "key_prefix": "pk_1",
            "created_by": "user_1", "created_at": 1, "is_active": active, "is_admin_managed": false, "scopes": ["*"],
        })
    };
    let keys: Vec<Value> = (0..250).map(|id| key(id, id % 2 == 0)).collect();
    page.answers(200, &json!(keys));
    page.answers(200, &json!(keys));
    let counts = page
        .run(
            "(async () => {
                const count = async params => { let n = 0; for await (const key of keys.iterate(params)) n += 1; return n; };
                return [await count(), await count({ includeInvalid: false, pageSize: 3 })];
            })()",
        )
        .await
        .json();
    assert_eq!(counts, json!([250, 125]));
    assert_eq!(page.sent().await.len(), 2);
    assert_eq!(text(&with(json!({}), "a", "b")["a"]), "b");
}
