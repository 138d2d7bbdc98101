//! Waiting for a time to pass or a signal to be aborted. What is waited for is called off when the
//! wait is dropped.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;
}

/// Runs its function when it is dropped.
struct OnDrop<F: Fn()>(F);

impl<F: Fn()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

pub async fn sleep(milliseconds: f64) {
    let (promise, end) = deferred();
    let timer = set_timeout(&end, milliseconds).unwrap_or_default();
    let _called_off = OnDrop(|| {
        // Without clearTimeout the timer fires and nobody listens.
        let _ = clear_timeout(&timer);
        let_go(&end);
    });
    // The promise is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// Resolves to the signal's reason once it is aborted.
pub async fn aborted(signal: &AbortSignal) -> JsValue {
    if !signal.aborted() {
        event(signal).await;
    }
    signal.reason()
}

async fn event(signal: &AbortSignal) {
    let (promise, listener) = deferred();
    // A signal without these methods is none, and was refused with the options.
    let _ = signal.add_event_listener_with_callback("abort", &listener);
    let _called_off = OnDrop(|| {
        let _ = signal.remove_event_listener_with_callback("abort", &listener);
        let_go(&listener);
    });
    let _ = JsFuture::from(promise).await;
}

/// A promise, and the function that resolves it.
fn deferred() -> (Promise, Function) {
    // Not `Function::default()`: that is `new Function("")`, which a strict policy forbids.
    let mut resolver = JsValue::UNDEFINED;
    let promise = Promise::new(&mut |resolve, _| resolver = resolve.into());
    (promise, resolver.unchecked_into())
}

/// Resolves a promise that nobody waits for any more: a `JsFuture`, dropped or not, keeps its
/// memory until its promise settles.
fn let_go(resolve: &Function) {
    let _ = resolve.call0(&JsValue::UNDEFINED);
}
