//! Waiting for a time to pass or a signal to be aborted.

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::{page::ended, task::Waiting};
use crate::{
    failure::Fallible,
    wait::{Wait, map},
};

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn timer(milliseconds: f64, on: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch)]
    fn heed(signal: Option<&AbortSignal>, on: &JsValue) -> Result<Option<JsValue>, JsValue>;
}

pub fn sleep(milliseconds: f64) -> impl Wait<Fallible<(), JsValue>> {
    let passing = Waiting::of(|on| timer(milliseconds, on));
    map(passing, |end| ended(end, "setTimeout").map(drop))
}

/// Resolves to the signal's reason once it is aborted.
pub fn aborted(signal: Option<&AbortSignal>) -> impl Wait<JsValue> + use<> {
    let abortion = Waiting::of(|on| heed(signal, on));
    map(abortion, |reason| reason.err().unwrap_or_default())
}
