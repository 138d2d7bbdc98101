//! Waiting for a time to pass or a signal to be aborted. What is waited for is called off when the
//! wait is dropped.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::call::gate::Gate;

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
    let (callback, called) = callback();
    let timer = set_timeout(function(&callback), milliseconds).unwrap_or_default();
    let _called_off = OnDrop(|| {
        // Without clearTimeout the timer fires, and finds that nobody waits.
        let _ = clear_timeout(&timer);
    });
    called.await;
}

/// Resolves to the signal's reason once it is aborted.
pub async fn aborted(signal: &AbortSignal) -> JsValue {
    if !signal.aborted() {
        event(signal).await;
    }
    signal.reason()
}

async fn event(signal: &AbortSignal) {
    let (callback, called) = callback();
    let listener = function(&callback);
    // A signal without these methods is none, and was refused with the options.
    let _ = signal.add_event_listener_with_callback("abort", listener);
    let _called_off = OnDrop(|| {
        let _ = signal.remove_event_listener_with_callback("abort", listener);
    });
    called.await;
}

/// What the browser calls, and the wait until it does. A promise between would cost three closures more.
fn callback() -> (Closure<dyn Fn()>, impl Future<Output = ()>) {
    let gate = Gate::default();
    let called = gate.clone().opened();
    (Closure::new(move || gate.open()), called)
}

fn function(callback: &Closure<dyn Fn()>) -> &Function {
    callback.as_ref().unchecked_ref()
}
