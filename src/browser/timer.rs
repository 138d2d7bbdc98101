//! Waiting for a time to pass or a signal to be aborted. What is waited for is called off when the
//! wait is dropped.

use std::{
    cell::Cell,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use js_sys::Function;
use wasm_bindgen::prelude::*;
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

#[derive(Default)]
struct Call {
    came: Cell<bool>,
    waiting: Cell<Option<Waker>>,
}

/// What the browser calls, and the wait until it does. A promise between would cost three closures more.
fn callback() -> (Closure<dyn Fn()>, impl Future<Output = ()>) {
    let call = Rc::new(Call::default());
    let made = call.clone();
    let callback = Closure::new(move || {
        made.came.set(true);
        if let Some(waiting) = made.waiting.take() {
            waiting.wake();
        }
    });
    let called = poll_fn(move |context| {
        if call.came.get() {
            return Poll::Ready(());
        }
        call.waiting.set(Some(context.waker().clone()));
        Poll::Pending
    });
    (callback, called)
}

fn function(callback: &Closure<dyn Fn()>) -> &Function {
    callback.as_ref().unchecked_ref()
}
