//! The Clerk object of the host page. It is made of getters, and each request reads it anew.

use wasm_bindgen::prelude::*;

use super::{
    base_url::base_url,
    globals::{cookies, get, origin},
};
use crate::{
    backend::clerk::{ClerkState, dev_browser_in_url},
    call::Server,
    failure::{Failure, Fallible},
    url::BaseUrl,
    value::Value,
};

#[wasm_bindgen]
extern "C" {
    type Session;

    /// A Clerk object that may add the development browser's token to an address.
    type Decorator;

    #[wasm_bindgen(method, catch, js_name = buildUrlWithAuth)]
    fn build_url_with_auth(this: &Decorator, url: &str) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getToken)]
    fn get_token(this: &Session, options: &JsValue) -> Result<Option<JsValue>, JsValue>;
}

/// What `fromClerk` is called with: an object.
pub struct ClerkObject(JsValue);

impl ClerkObject {
    pub fn new(clerk: JsValue) -> Self {
        Self(clerk)
    }

    pub fn is_object(&self) -> bool {
        Value::is_object(&self.0)
    }

    /// The Frontend API, at `base` where the options name one, and what clerk-js adds to each request.
    pub fn server(&self, base: Option<&BaseUrl>) -> Fallible<Server, JsValue> {
        let state = self.state()?;
        let base = match base {
            Some(base) => base.clone(),
            // A Clerk object that does not know its own address has not loaded: nobody is signed in.
            None => base_url(
                &state.frontend_api(origin).ok_or(Failure::NoSessionToken)?,
                state.address_member(),
            )?,
        };
        let dev_browser = if state.has_dev_browser() {
            self.dev_browser(&state)
        } else {
            None
        };
        Ok(Server {
            query: state.query(dev_browser.as_deref()),
            base,
        })
    }

    /// The token of a development instance's browser: from Clerk itself, which adds it to addresses of other origins, else
    /// from the cookies. Clerk has it in memory, and the host page's cookies take the browser most of a millisecond.
    fn dev_browser(&self, state: &ClerkState) -> Option<String> {
        // Not the base: Clerk adds nothing to addresses of the host page's own origin, and a proxy may be there.
        let host = state.frontend_api.as_deref()?;
        let in_url = self.decorated(&format!("https://{host}"));
        let token = in_url.as_deref().and_then(dev_browser_in_url);
        let token = token.map(str::to_owned);
        token.or_else(|| state.dev_browser_in_cookies(&cookies()).map(str::to_owned))
    }

    /// An address as Clerk would send the browser there.
    fn decorated(&self, url: &str) -> Option<String> {
        let clerk: &Decorator = self.0.unchecked_ref();
        clerk.build_url_with_auth(url).ok()??.as_string()
    }

    /// Of the getters that parse the host page's address, only those that matter are read.
    fn state(&self) -> Fallible<ClerkState, JsValue> {
        let proxy_url = self.text("proxyUrl")?;
        let instance_type = self.text("instanceType")?;
        let has_domain = instance_type.as_deref() == Some("production") && proxy_url.is_none();
        let domain = if has_domain {
            self.text("domain")?
        } else {
            None
        };
        Ok(ClerkState {
            proxy_url,
            frontend_api: self.text("frontendApi")?,
            domain,
            instance_type,
            publishable_key: self.text("publishableKey")?,
            version: self.text("version")?,
            session_id: self.id_of("session")?,
        })
    }

    /// The active organization's ID, else the user's.
    pub fn subject(&self) -> Fallible<Option<String>, JsValue> {
        match self.id_of("organization")? {
            None => self.user(),
            id => Ok(id),
        }
    }

    /// The signed-in user's ID.
    pub fn user(&self) -> Fallible<Option<String>, JsValue> {
        self.id_of("user")
    }

    /// What the session's `getToken` returns; `None` without a session.
    pub fn token(&self, options: &JsValue) -> Result<Option<JsValue>, JsValue> {
        match get(&self.0, "session")? {
            Some(session) => session.unchecked_into::<Session>().get_token(options),
            None => Ok(None),
        }
    }

    fn id_of(&self, name: &'static str) -> Fallible<Option<String>, JsValue> {
        let member = self.0.read(name).map_err(unreadable)?;
        match member {
            Some(member) => text(&member, "id"),
            None => Ok(None),
        }
    }

    fn text(&self, name: &'static str) -> Fallible<Option<String>, JsValue> {
        text(&self.0, name)
    }
}

fn text(object: &JsValue, name: &'static str) -> Fallible<Option<String>, JsValue> {
    let member = object.read(name).map_err(unreadable)?;
    let text = member.and_then(|member| member.text());
    Ok(text.filter(|text| !text.is_empty()))
}

fn unreadable(cause: JsValue) -> Box<Failure<JsValue>> {
    Failure::callback("the Clerk object", Some(cause))
}
