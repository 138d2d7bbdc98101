//! The only folder that knows the browser: the host of a call, and values as JavaScript has them.

mod base_url;
mod clerk;
mod fetch;
mod globals;
mod host_page;
mod objects;
mod settled;
mod value;

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

pub use base_url::base_url;
pub use host_page::{Callback, Callbacks, HostPage, Settings};
pub use objects::{PageObjects, WeakPageObjects};

use crate::{
    backend::{Request, ledger::KeyLedger},
    call::{Host, RawResponse, Server, Unanswered},
    failure::{Failure, Fallible},
};

thread_local! {
    /// The ledger of the host page: one for all objects.
    static LEDGER: Rc<KeyLedger> = Rc::default();
}

/// The host of one call: the host page, and the signal that aborts the call.
#[derive(Clone)]
pub struct Browser {
    pub page: Rc<HostPage>,
    pub signal: Option<AbortSignal>,
    /// The class of the resources.
    pub class: JsValue,
}

impl Host for Browser {
    type Value = JsValue;

    fn server(&self) -> Fallible<Server, JsValue> {
        self.page.server()
    }

    fn subject(&self) -> Fallible<Option<String>, JsValue> {
        self.page.subject()
    }

    fn user(&self) -> Fallible<Option<String>, JsValue> {
        self.page.user()
    }

    async fn token(&self, skip_cache: bool) -> Fallible<Option<String>, JsValue> {
        self.page.token(skip_cache).await
    }

    async fn fetch(
        &self,
        url: &str,
        authorization: &str,
        request: &Request,
    ) -> Result<RawResponse<JsValue>, Unanswered<JsValue>> {
        fetch::send(url, authorization, request).await
    }

    async fn sleep(&self, milliseconds: f64) -> Fallible<(), JsValue> {
        let failed = |cause| Failure::callback("setTimeout", Some(cause));
        settled::sleep(milliseconds).await.map_err(failed)
    }

    async fn aborted(&self) -> JsValue {
        settled::aborted(self.signal.as_ref()).await
    }

    fn class(&self) -> JsValue {
        self.class.clone()
    }

    fn now(&self) -> f64 {
        globals::now().unwrap_or_default()
    }

    fn monotonic(&self) -> f64 {
        globals::monotonic()
    }

    fn spawn(&self, future: LocalBoxFuture<'static, ()>) {
        wasm_bindgen_futures::spawn_local(future);
    }

    fn ledger(&self) -> Rc<KeyLedger> {
        LEDGER.with(Rc::clone)
    }

    fn date(&self, text: &str) -> Option<f64> {
        let moment = globals::parse_date(text).ok()?;
        (!moment.is_nan()).then_some(moment)
    }

    fn day(&self, moment: f64) -> Option<String> {
        globals::day(moment)
    }

    fn random(&self) -> f64 {
        globals::random().unwrap_or_default()
    }

    fn online(&self) -> bool {
        !globals::is_offline()
    }
}
