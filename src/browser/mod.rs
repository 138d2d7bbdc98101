//! The only room that knows the browser: the call's host, and values as JavaScript has them.

mod clerk;
mod fetch;
mod page;
pub mod task;
mod timer;
mod value;

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// The browser's own, each of which the page may have replaced by something that throws.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Date)]
    fn now() -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Date)]
    fn parse(text: &str) -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Math)]
    fn random() -> Result<f64, JsValue>;
}

use crate::{
    backend::Request,
    call::{Arrived, Host, Server},
    failure::Fallible,
    value::Value,
    wait::Wait,
};
pub use page::{Callbacks, Page, base, ended};

/// The host of one call: the page, and the signal that the caller may abort it by.
#[derive(Clone)]
pub struct Browser {
    pub page: Rc<Page>,
    pub signal: Option<AbortSignal>,
    /// The class of the resources.
    pub class: JsValue,
}

impl Host for Browser {
    type Value = JsValue;

    fn server(&self) -> Fallible<Server, JsValue> {
        self.page.server()
    }

    fn subject(&self) -> Fallible<Option<Box<str>>, JsValue> {
        self.page.subject()
    }

    fn token(&self, skip_cache: bool) -> impl Wait<Fallible<Option<Box<str>>, JsValue>> {
        self.page.token(skip_cache)
    }

    fn fetch(
        &self,
        url: &str,
        authorization: &str,
        request: &Request,
    ) -> impl Wait<Result<Arrived<JsValue>, Option<JsValue>>> + use<> {
        fetch::fetch(url, authorization, request)
    }

    fn sleep(&self, milliseconds: f64) -> impl Wait<Fallible<(), JsValue>> {
        timer::sleep(milliseconds)
    }

    fn aborted(&self) -> impl Wait<JsValue> + use<> {
        timer::aborted(self.signal.as_ref())
    }

    fn class(&self) -> JsValue {
        self.class.clone()
    }

    fn now(&self) -> f64 {
        now().unwrap_or_default()
    }

    fn date(&self, text: &str) -> Option<f64> {
        parse(text).ok().filter(|moment| !moment.is_nan())
    }

    fn day(&self, moment: f64) -> Option<Box<str>> {
        page::day(moment).ok()??.text()
    }

    fn random(&self) -> f64 {
        random().unwrap_or_default()
    }

    fn online(&self) -> bool {
        !page::offline().unwrap_or(false)
    }
}
