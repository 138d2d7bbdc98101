//! Globals of the browser, imported so that what a replacement of the host page throws is caught.
//!
//! They return an `Option`: for a bare `JsValue`, wasm-bindgen leaks an entry of its table each time the function throws.

use js_sys::{Array, Date, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Date)]
    pub fn now() -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_namespace = performance, js_name = now)]
    fn performance_now() -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Date, js_name = parse)]
    pub fn parse_date(text: &str) -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Math)]
    pub fn random() -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_name = setTimeout)]
    pub fn set_timeout(callback: &Function, milliseconds: f64) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch, js_name = clearTimeout)]
    pub fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    pub fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    pub fn array_from(array: &JsValue) -> Result<Option<Array>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Object)]
    pub fn entries(object: &JsValue) -> Result<Option<Array>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_text(text: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = JSON)]
    pub fn stringify(value: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch)]
    pub fn atob(base64: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn reflect_get(object: &JsValue, name: &JsValue) -> Result<Option<JsValue>, JsValue>;

    /// A Date, whose methods the host page may have replaced.
    type AnyDate;

    #[wasm_bindgen(catch, method, js_name = toISOString)]
    fn to_iso_string(this: &AnyDate) -> Result<Option<String>, JsValue>;
}

/// Milliseconds by a clock that nobody sets, where the host has one.
pub fn monotonic() -> f64 {
    performance_now().or_else(|_| now()).unwrap_or_default()
}

/// A member of an object; `null` counts as absent. Fails with what a getter throws.
pub fn get(object: &JsValue, name: &str) -> Result<Option<JsValue>, JsValue> {
    reflect_get(object, &name.into())
}

/// A global, where there is one.
pub fn global(name: &str) -> Option<JsValue> {
    get(&js_sys::global(), name).ok()?
}

/// Parses JSON. `None`: the text is not JSON.
pub fn parse_json(text: &JsValue) -> Option<JsValue> {
    // `null` is JSON, too: it comes as `None`.
    Some(parse_text(text).ok()?.unwrap_or(JsValue::NULL))
}

/// The day of a moment in milliseconds since 1970, as `2026-11-22`, in UTC.
pub fn day(moment: f64) -> Option<String> {
    let date: AnyDate = Date::new(&moment.into()).unchecked_into();
    let iso = date.to_iso_string().ok()??;
    Some(iso.split_once('T')?.0.to_owned())
}

/// A member of a member of the global object, such as `location.origin`. Nothing where it cannot be read.
fn member(object: &str, name: &str) -> Option<JsValue> {
    get(&global(object)?, name).ok()?
}

/// The origin of the host page.
pub fn origin() -> Option<String> {
    member("location", "origin")?.as_string()
}

/// All cookies that the host page can read. Empty where there is no document, and where it may not read them.
pub fn cookies() -> String {
    let cookies = member("document", "cookie").and_then(|cookies| cookies.as_string());
    cookies.unwrap_or_default()
}

/// Whether the browser says that it is offline.
pub fn is_offline() -> bool {
    member("navigator", "onLine").and_then(|online| online.as_bool()) == Some(false)
}
