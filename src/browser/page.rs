//! The host page: its options, its functions, its Clerk object. Each is asked for what it says now.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::{
    clerk::ClerkObject,
    task::{End, Waiting},
};
use crate::{
    call::{Limits, Server},
    failure::{Failure, Fallible},
    given::{Role, Why},
    url::{BadBase, Base, Query},
    value::Value,
    wait::{Wait, map},
};

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = isObject)]
    fn is_object_or_throw(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch)]
    pub fn texts(value: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch)]
    pub fn decode(text: &str) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(js_name = hasText)]
    pub fn has_text(text: &JsValue, part: &str) -> bool;

    /// Names and values in turn.
    #[wasm_bindgen(catch)]
    fn entries(callback: &Function, receiver: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch)]
    fn token(
        callback: &Function,
        receiver: &JsValue,
        skip_cache: bool,
        on: &JsValue,
    ) -> Result<Option<JsValue>, JsValue>;

    fn origin() -> Option<JsValue>;

    #[wasm_bindgen(catch)]
    pub fn day(moment: f64) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch)]
    pub fn offline() -> Result<bool, JsValue>;
}

/// Whether it is an object and no array. What cannot be asked is one: reading it will say what is wrong.
pub fn is_object(value: &JsValue) -> bool {
    is_object_or_throw(value).unwrap_or(true)
}

/// The page as one object of the API sees it.
pub struct Page {
    source: Source,
    callbacks: Callbacks,
    pub limits: Limits,
}

/// What says where the server is and who is signed in.
enum Source {
    /// The options alone.
    Options(Base),
    /// A Clerk object, for all that the options leave out.
    Clerk {
        clerk: ClerkObject,
        base: Option<Base>,
    },
}

/// The page's functions, and what is `this` in them.
#[derive(Default)]
pub struct Callbacks {
    pub receiver: JsValue,
    pub get_token: Option<Function>,
    pub get_subject: Option<Function>,
    pub get_query: Option<Function>,
}

impl Page {
    /// A page that says by its options where the server is.
    pub fn of_options(base: Base, callbacks: Callbacks, limits: Limits) -> Fallible<Self, JsValue> {
        if callbacks.get_token.is_none() {
            return Err(wrong("getToken", Why::Missing));
        }
        Ok(Self {
            source: Source::Options(base),
            callbacks,
            limits,
        })
    }

    /// A page with a Clerk object, over which go the address and the functions of the options.
    pub fn of_clerk(
        clerk: JsValue,
        base: Option<Base>,
        callbacks: Callbacks,
        limits: Limits,
    ) -> Fallible<Self, JsValue> {
        if !is_object(&clerk) {
            return Err(wrong("clerk", Why::NotObject));
        }
        let clerk = ClerkObject(clerk);
        Ok(Self {
            source: Source::Clerk { clerk, base },
            callbacks,
            limits,
        })
    }

    pub fn server(&self) -> Fallible<Server, JsValue> {
        let mut server = match &self.source {
            Source::Options(base) => Server {
                base: base.clone(),
                query: Query::default(),
            },
            Source::Clerk { clerk, base } => clerk.server(base.as_ref())?,
        };
        if let Some(get_query) = &self.callbacks.get_query {
            let added = entries(get_query, &self.callbacks.receiver);
            add_pairs(&mut server.query, added)?;
        }
        Ok(server)
    }

    pub fn subject(&self) -> Fallible<Option<Box<str>>, JsValue> {
        match (&self.callbacks.get_subject, &self.source) {
            (Some(get_subject), _) => {
                let subject = get_subject.call0(&self.callbacks.receiver);
                text_or_nothing(subject, "getSubject")
            }
            (None, Source::Clerk { clerk, .. }) => clerk.subject(),
            (None, Source::Options(_)) => Ok(None),
        }
    }

    pub fn token(
        &self,
        skip_cache: bool,
    ) -> impl Wait<Fallible<Option<Box<str>>, JsValue>> + use<> {
        let asked = Waiting::of(|on| match (&self.callbacks.get_token, &self.source) {
            (Some(get_token), _) => token(get_token, &self.callbacks.receiver, skip_cache, on),
            (None, Source::Clerk { clerk, .. }) => clerk.token(skip_cache, on),
            // It was refused with the options.
            (None, Source::Options(_)) => Err(JsValue::UNDEFINED),
        });
        map(asked, |token| text_or_nothing(token, "getToken"))
    }
}

/// The origin of the page, where it has one.
pub fn page_origin() -> Option<Box<str>> {
    origin()?.text()
}

/// The address in an option, held to what a session token may be sent to.
pub fn base(address: &str, option: &'static str) -> Fallible<Base, JsValue> {
    Base::parse(address).map_err(|bad| match bad {
        BadBase::Malformed => wrong(option, Why::NotUrl),
        BadBase::Insecure => Failure::InsecureUrl { option }.into(),
    })
}

fn wrong(name: &'static str, why: Why) -> Box<Failure<JsValue>> {
    Failure::given(Role::Options, name, why)
}

/// What a function of the page ended with.
pub fn ended(end: End, callback: &'static str) -> Fallible<JsValue, JsValue> {
    end.map_err(|cause| Failure::callback(callback, Some(cause)))
}

/// What a function of the page gave. A value of another type is not told further: it may hold the token.
fn text_or_nothing(given: End, callback: &'static str) -> Fallible<Option<Box<str>>, JsValue> {
    let given = ended(given, callback)?;
    if given.is_nothing() {
        return Ok(None);
    }
    match given.text() {
        None => Err(Failure::callback(callback, None)),
        text => Ok(text),
    }
}

/// The texts of an array that `src/js/page.js` has made. (Nothing but an `Option` may come from what can throw: of
/// another value wasm-bindgen keeps the place in its table.)
pub fn listed(texts: Option<JsValue>) -> Option<Vec<Box<str>>> {
    let mut found = Vec::new();
    for text in &texts?.items()? {
        found.extend(text.text());
    }
    Some(found)
}

/// Adds to a query what `getQuery` gave.
fn add_pairs(query: &mut Query, given: Result<Option<JsValue>, JsValue>) -> Fallible<(), JsValue> {
    let failed = |cause| Failure::callback("getQuery", cause);
    let given = given.map_err(|cause| failed(Some(cause)))?;
    let texts = listed(given).ok_or_else(|| failed(None))?;
    let (pairs, _) = texts.as_chunks();
    for [name, value] in pairs {
        query.pair(name, value);
    }
    Ok(())
}
