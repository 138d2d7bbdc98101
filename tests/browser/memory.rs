//! Nothing grows, however many calls there are and however they end.

use js_sys::Reflect;
use serde_json::json;
use wasm_bindgen::{externref_heap_live_count, memory};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

/// Ten calls, most of which fail, each in its own way.
const CALLS: &str = "(async () => {
    const list = JSON.stringify({ data: Array(20).fill(page.key), total_count: 20 });
    const answers = {
        list: () => new Response(list),
        created: () => Response.json({ ...page.key, secret: 'ak_neverPrintThis' }),
        refused: () => Response.json({ errors: [{ code: 'c', message: 'm', meta: { a: 1 } }] }, { status: 422 }),
        broken: () => new Response('{'),
        misfit: () => Response.json({ data: [{}], total_count: 1 }),
        failed: () => { throw new TypeError('boom') },
    };
    page.always(({ url }) => (answers[new URL(url).searchParams.get('query')] ?? answers.created)());
    const aborted = call => {
        const controller = new AbortController();
        const promise = call(controller.signal);
        controller.abort();
        return promise;
    };
    const all = [
        ...['list', 'refused', 'broken', 'misfit', 'failed'].map(query => keys.getAll({ query })),
        keys.create({ name: 'ci' }),
        keys.create({}),
        aborted(signal => keys.getAll({ query: 'list' }, { signal })),
        keys.create({ name: 'ci' }).then(key => key.reload()),
        page.failing.getAll(),
    ];
    const ends = await Promise.allSettled(all);
    return ends.map(({ status }) => status[0]).join('');
})()";

/// Bytes of the WebAssembly memory, and JavaScript values that it holds.
fn held() -> (u32, u32) {
    let bytes = Reflect::get(&memory(), &"buffer".into())
        .and_then(|buffer| Reflect::get(&buffer, &"byteLength".into()));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a memory is smaller than 4 GB"
    )]
    let bytes = bytes.unwrap().as_f64().unwrap() as u32;
    (bytes, externref_heap_live_count())
}

#[wasm_bindgen_test]
async fn a_thousand_calls_hold_no_more_than_a_hundred() {
    let page = Page::new();
    let key = crate::support::wire::key();
    let failing = "new APIKeys({ ...page.options(), getToken: () => Promise.reject('boom') })";
    page.run(&format!(
        "(page.key = {key}, page.failing = {failing}, null)"
    ))
    .await
    .json();
    let mut after_hundred = None;
    for hundred in 1..=10 {
        for _ in 0..10 {
            assert_eq!(page.run(CALLS).await.json(), json!("frrrrfrrfr"));
        }
        let held = held();
        assert_eq!(
            held,
            *after_hundred.get_or_insert(held),
            "after {hundred} hundred calls"
        );
    }
}
