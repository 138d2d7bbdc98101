//! The Clerk object of the page. Each request asks it anew, and all at once: it is made of getters.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::{
    backend::clerk::ClerkPage,
    failure::{Failure, Fallible},
};

#[wasm_bindgen(module = "/src/js/clerk.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn facts(clerk: &JsValue) -> Result<Vec<String>, JsValue>;

    #[wasm_bindgen(catch)]
    fn subject(clerk: &JsValue) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(catch)]
    fn cookies() -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_name = sessionToken)]
    fn session_token(clerk: &JsValue, skip_cache: bool) -> Result<Promise, JsValue>;
}

/// What `fromClerk` was given, once it is known to be an object.
pub struct ClerkObject(pub JsValue);

impl ClerkObject {
    pub fn page(&self) -> Fallible<ClerkPage, JsValue> {
        let mut facts = facts(&self.0).map_err(unreadable)?.into_iter();
        let mut next = || facts.next().filter(|text| !text.is_empty());
        Ok(ClerkPage {
            proxy_url: next(),
            frontend_api: next(),
            version: next(),
            session_id: next(),
        })
    }

    /// The active organization's ID, else the user's.
    pub fn subject(&self) -> Fallible<Option<String>, JsValue> {
        Ok(subject(&self.0).map_err(unreadable)?)
    }

    pub fn token(&self, skip_cache: bool) -> Result<Promise, JsValue> {
        session_token(&self.0, skip_cache)
    }
}

/// `document.cookie`; empty where there is none, or it must not be read.
pub fn document_cookies() -> String {
    cookies().unwrap_or_default()
}

fn unreadable(cause: JsValue) -> Failure<JsValue> {
    Failure::HostCallback {
        callback: "the Clerk object",
        cause: Some(cause),
    }
}
