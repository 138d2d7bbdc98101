//! Waiting for a time to pass or a signal to be aborted. What is waited for is called off when the
//! wait is dropped.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::task::Callback;
use crate::{
    call::gate::Gate,
    failure::{Failure, Fallible},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;
}

/// Runs its function when it is dropped.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

pub async fn sleep(milliseconds: f64) -> Fallible<(), JsValue> {
    let (callback, called) = callback();
    let failed = |cause| Failure::callback("setTimeout", Some(cause));
    let timer = set_timeout(function(&callback), milliseconds).map_err(failed)?;
    let mut callback = Some(callback);
    let _called_off = OnDrop(|| {
        if clear_timeout(&timer).is_err() {
            // The timer will fire, and must find a function there.
            if let Some(callback) = callback.take() {
                callback.forget();
            }
        }
    });
    called.await;
    Ok(())
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
fn callback() -> (Closure<Callback>, impl Future<Output = ()>) {
    let gate = Gate::default();
    let called = gate.clone().opened();
    (Closure::new(move |_, _| gate.open()), called)
}

fn function(callback: &Closure<Callback>) -> &Function {
    callback.as_ref().unchecked_ref()
}
