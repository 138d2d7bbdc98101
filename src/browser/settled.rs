//! Waits for promises, timers and signals.
//!
//! A `JsFuture` keeps its closures until its promise settles, also when it is dropped. So each wait uses a promise
//! that is settled when its future is dropped.

use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, DomException};

use super::globals::{clear_timeout, get, set_timeout};

/// A promise, and the function that fulfils it.
struct Deferred {
    promise: Promise,
    resolve: Function,
}

impl Deferred {
    fn new() -> Self {
        let mut function = None;
        let promise = Promise::new(&mut |resolve, _| function = Some(resolve));
        Self {
            promise,
            resolve: function.unwrap_or_default(),
        }
    }

    fn resolve(&self, value: &JsValue) {
        // A promise's own function does not throw.
        let _ = self.resolve.call1(&JsValue::UNDEFINED, value);
    }
}

/// The future of a promise that settles at the latest when this is dropped.
struct Waiting {
    future: JsFuture,
    dropped: Deferred,
}

impl Waiting {
    fn new(promise: &Promise, dropped: Deferred) -> Self {
        Self {
            future: JsFuture::from(promise.clone()),
            dropped,
        }
    }
}

impl Future for Waiting {
    type Output = Result<JsValue, JsValue>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Self::Output> {
        Pin::new(&mut self.future).poll(context)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.dropped.resolve(&JsValue::UNDEFINED);
    }
}

/// Waits until a value settles: a promise, another object with a `then`, or a value that is none of them.
pub async fn settled(value: &JsValue) -> Result<JsValue, JsValue> {
    let given = Deferred::new();
    given.resolve(value);
    let dropped = Deferred::new();
    let first = Promise::race(&Array::of2(&given.promise, &dropped.promise));
    Waiting::new(&first, dropped).await
}

/// Waits for a time. Clears the timer when dropped.
pub async fn sleep(milliseconds: f64) -> Result<(), JsValue> {
    struct Timer(JsValue);
    impl Drop for Timer {
        fn drop(&mut self) {
            // The host page's own `clearTimeout` may throw.
            let _ = clear_timeout(&self.0);
        }
    }
    let passed = Deferred::new();
    let _timer = Timer(set_timeout(&passed.resolve, milliseconds)?.unwrap_or_default());
    let promise = passed.promise.clone();
    Waiting::new(&promise, passed).await.map(drop)
}

/// Waits until a signal is aborted, and gives the reason. Without a signal it waits for ever. Removes its listener when
/// dropped.
pub async fn aborted(signal: Option<&AbortSignal>) -> JsValue {
    let heard = Deferred::new();
    let _listener = signal.and_then(|signal| Listener::add(signal, &heard.resolve));
    if let Some(signal) = signal
        && is_aborted(signal)
    {
        return reason(signal);
    }
    let promise = heard.promise.clone();
    // The promise has no end but the signal's.
    let _ = Waiting::new(&promise, heard).await;
    signal.map(reason).unwrap_or_default()
}

/// Whether a signal is aborted. One whose members throw never is.
fn is_aborted(signal: &AbortSignal) -> bool {
    get(signal, "aborted").is_ok_and(|aborted| aborted.is_some_and(|it| it.is_truthy()))
}

/// The reason of an aborted signal. Old browsers have none.
fn reason(signal: &AbortSignal) -> JsValue {
    if Reflect::has(signal, &"reason".into()).unwrap_or_default() {
        let reason = get(signal, "reason").ok().flatten();
        return reason.unwrap_or(JsValue::NULL);
    }
    let error = DomException::new_with_message_and_name("The call was aborted.", "AbortError");
    error.map(JsValue::from).unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    /// A signal whose methods the host page may have replaced.
    type Signal;

    #[wasm_bindgen(method, catch, js_name = addEventListener)]
    fn add(this: &Signal, event: &str, listener: &Function) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeEventListener)]
    fn remove(this: &Signal, event: &str, listener: &Function) -> Result<(), JsValue>;
}

/// A listener for the `abort` event. Removed when dropped.
struct Listener {
    signal: Signal,
    function: Function,
}

impl Listener {
    fn add(signal: &AbortSignal, function: &Function) -> Option<Self> {
        let signal: Signal = signal.clone().unchecked_into();
        signal.add("abort", function).ok()?;
        Some(Self {
            signal,
            function: function.clone(),
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.signal.remove("abort", &self.function);
    }
}
