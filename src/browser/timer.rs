//! Waiting for a time to pass or a signal to be aborted.

use std::future::pending;

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::task::Wait;
use crate::failure::{Failure, Fallible};

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn timer(milliseconds: f64, on: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch)]
    fn heed(signal: Option<&AbortSignal>, on: &JsValue) -> Result<Option<JsValue>, JsValue>;
}

pub async fn sleep(milliseconds: f64) -> Fallible<(), JsValue> {
    let failed = |cause| Failure::callback("setTimeout", Some(cause));
    let passed = Wait::of(|on| timer(milliseconds, on)).map_err(failed)?;
    // A timer does not fail.
    let _ = passed.await;
    Ok(())
}

/// Resolves to the signal's reason once it is aborted.
pub async fn aborted(signal: Option<&AbortSignal>) -> JsValue {
    match Wait::of(|on| heed(signal, on)) {
        Ok(aborted) => aborted.await.err().unwrap_or_default(),
        // A signal that cannot be heeded is none, and was refused with the options.
        Err(_) => pending().await,
    }
}
