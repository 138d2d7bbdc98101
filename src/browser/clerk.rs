//! The Clerk object of the page. Each request asks it anew, and all at once: it is made of getters.

use wasm_bindgen::prelude::*;

use super::page;
use crate::{
    backend::clerk::ClerkPage,
    call::Server,
    failure::{Failure, Fallible},
    url::Base,
    value::Value,
};

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn facts(clerk: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch)]
    fn subject(clerk: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch)]
    fn cookies() -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch, js_name = sessionToken)]
    fn session_token(
        clerk: &JsValue,
        skip_cache: bool,
        on: &JsValue,
    ) -> Result<Option<JsValue>, JsValue>;
}

/// What `fromClerk` was given, once it is known to be an object.
pub struct ClerkObject(pub JsValue);

impl ClerkObject {
    /// The Frontend API, at `base` where the options name one, and what clerk-js adds to each request.
    pub fn server(&self, base: Option<&Base>) -> Fallible<Server, JsValue> {
        let page = self.page()?;
        let base = match base {
            Some(base) => base.clone(),
            // Clerk that does not know its own address yet has not loaded: nobody is signed in.
            None => page::base(
                &page.frontend_api(page::page_origin).ok_or_else(no_token)?,
                "frontendApi",
            )?,
        };
        Ok(Server {
            base,
            query: page.query(all_cookies),
        })
    }

    fn page(&self) -> Fallible<ClerkPage, JsValue> {
        let facts = facts(&self.0).map_err(unreadable)?;
        let mut facts = page::listed(facts).unwrap_or_default().into_iter();
        let mut next = || facts.next().filter(|text| !text.is_empty());
        Ok(ClerkPage {
            proxy_url: next(),
            frontend_api: next(),
            version: next(),
            session_id: next(),
        })
    }

    /// The active organization's ID, else the user's.
    pub fn subject(&self) -> Fallible<Option<Box<str>>, JsValue> {
        let subject = subject(&self.0).map_err(unreadable)?;
        Ok(subject.and_then(|id| id.text()))
    }

    /// What the wait for its session token begins with.
    pub fn token(&self, skip_cache: bool, on: &JsValue) -> Result<Option<JsValue>, JsValue> {
        session_token(&self.0, skip_cache, on)
    }
}

/// Nothing where the page may not ask.
fn all_cookies() -> Box<str> {
    let cookies = cookies().ok().flatten();
    cookies.and_then(|all| all.text()).unwrap_or_default()
}

fn no_token() -> Box<Failure<JsValue>> {
    Failure::NoSessionToken.into()
}

fn unreadable(cause: JsValue) -> Box<Failure<JsValue>> {
    Failure::callback("the Clerk object", Some(cause))
}
