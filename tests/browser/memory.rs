//! Nothing grows, however many calls there are and however they end.

use js_sys::{ArrayBuffer, WebAssembly::Memory};
use wasm_bindgen::{externref_heap_live_count, memory, prelude::*};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    project,
    support::{HostPage, instance, wire::key},
};

/// How often [`CALLS`] make a hundred calls or more.
const CALLS_TO_HUNDRED: u32 = 8;

/// Fourteen calls, most of which fail, each in its own way. The promise of one `getToken` never settles.
const CALLS: &str = "(async () => {
    const list = JSON.stringify({ data: Array(20).fill(page.key), total_count: 20 });
    const answers = {
        list: () => new Response(list),
        deploy: () => new Response(list),
        created: () => Response.json({ ...page.key, secret: 'ak_neverPrintThis' }),
        refused: () => Response.json({ errors: [{ code: 'c', message: 'm', meta: { a: 1 } }] }, { status: 422 }),
        broken: () => new Response('{'),
        misfit: () => Response.json({ data: [{}], total_count: 1 }),
        failed: () => { throw new TypeError('boom') },
        silent: page.hang,
        'silent in the body': page.hangInBody,
    };
    page.always(request => (answers[new URL(request.url).searchParams.get('query')] ?? answers.created)(request));
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
        keys.getAll({ query: 'silent' }, { timeoutMs: 1 }),
        keys.getAll({ query: 'silent in the body' }, { signal: AbortSignal.timeout(1) }),
        keys.create({ name: 'ci' }).then(key => key.reload()),
        page.failing.getAll(),
        page.waiting.getAll({}, { timeoutMs: 1 }),
    ];
    const ends = await Promise.allSettled(all);
    return ends.map(({ status }) => status[0]).join('');
})()";

/// As many calls of a project's keys: of each kind of answer, the project that gets it.
const PROJECT_CALLS: &str = "(async () => {
    const answers = {
        list: ({ method }) => Response.json({ GET: page.list, POST: { ...page.key, key: 'pk_1' }, DELETE: { success: true } }[method]),
        refused: () => Response.json({ title: 't', errors: [null, { location: 'l', value: 1 }] }, { status: 422 }),
        broken: () => new Response('{'),
        misfit: () => Response.json([{}]),
        failed: () => { throw new TypeError('boom') },
        silent: page.hang,
        'silent in the body': page.hangInBody,
    };
    page.always(request => answers[decodeURIComponent(request.url).match(/projects.(.*).keys/)[1]](request));
    const keys = page.keys_of ??= Object.fromEntries(
        Object.keys(answers).map(projectId => [projectId, new ProjectAPIKeys({ ...page.options(), projectId })]),
    );
    const params = { name: 'ci', scopes: ['read', 'write'] };
    const all = [
        ...['list', 'refused', 'broken', 'misfit', 'failed'].map(project => keys[project].getAll({ query: 'y' })),
        keys.list.create(params),
        keys.list.create({ name: 'ci', scopes: new Proxy(['*'], { get() { throw 'boom' } }) }),
        keys.list.revoke({ apiKeyID: page.key.key_id }, { signal: AbortSignal.abort() }),
        keys.silent.getAll({}, { timeoutMs: 1 }),
        keys['silent in the body'].getAll({}, { signal: AbortSignal.timeout(1) }),
        keys.list.revoke({ apiKeyID: page.key.key_id }),
        keys.list.create(params).then(key => key.reload()),
        keys.refused.create(params),
    ];
    const ends = await Promise.allSettled(all);
    return ends.map(({ status }) => status[0]).join('');
})()";

/// Bytes of the WebAssembly memory, and how many JavaScript values it holds.
#[wasm_bindgen]
pub fn held() -> Vec<u32> {
    let bytes = memory().unchecked_into::<Memory>().buffer();
    let bytes = bytes.unchecked_into::<ArrayBuffer>().byte_length();
    vec![bytes, externref_heap_live_count()]
}

/// Makes calls that end like this, in an instance of its own, where nothing of another test is collected meanwhile.
async fn hold_no_more(class: &str, prepare: &str, calls: &str, ends: &str) {
    let page = HostPage::in_instance(&instance().await, class);
    page.run(prepare).await.json();
    let mut after_hundred = None;
    for hundred in 1..=10 {
        for _ in 0..CALLS_TO_HUNDRED {
            assert_eq!(page.run(calls).await.json(), ends);
        }
        let held = page.run("page.instance.held().join()").await.json();
        let before = after_hundred.get_or_insert_with(|| held.clone());
        assert_eq!(held, *before, "after {hundred} hundred calls");
    }
}

#[wasm_bindgen_test]
async fn a_thousand_calls_hold_no_more_than_a_hundred() {
    let failing = "new APIKeys({ ...page.options(), getToken: () => Promise.reject('boom') })";
    let waiting = "new APIKeys({ ...page.options(), getToken: () => new Promise(() => {}) })";
    let prepare = format!(
        "(page.key = {}, page.failing = {failing}, page.waiting = {waiting}, null)",
        key()
    );
    hold_no_more("APIKeys", &prepare, CALLS, "frrrrfrrrrfrr").await;
}

#[wasm_bindgen_test]
async fn a_thousand_calls_of_a_projects_keys_hold_no_more_than_a_hundred() {
    let inactive = project::inactive();
    let prepare = format!("(page.key = {inactive}, page.list = Array(20).fill(page.key), null)");
    hold_no_more("ProjectAPIKeys", &prepare, PROJECT_CALLS, "frrrrfrrrrffr").await;
}
