//! The host page: its options, its functions, its Clerk object. Each is read anew for each request.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Symbol};
use serde::{Deserialize, Deserializer, de};
use wasm_bindgen::prelude::*;

use super::{
    globals::{array_from, entries},
    objects::PageObjects,
    settled::settled,
};
use crate::{
    call::{Limits, Server},
    failure::{Failure, Fallible, Problem, Role},
    params::{self, host_value::HostValue},
    url::{BaseUrl, Query},
    value::Value,
};

/// A function of the host page.
#[derive(Clone)]
pub struct Callback(pub Function);

impl<'de> Deserialize<'de> for Callback {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let HostValue(value) = HostValue::<JsValue>::deserialize(deserializer)?;
        let function = value.dyn_into();
        let not_function = |_| de::Error::custom("must be a function");
        function.map(Self).map_err(not_function)
    }
}

impl Callback {
    /// Calls the function as a method of the object that it came from, and waits for what it returns.
    pub async fn call(
        &self,
        receiver: &JsValue,
        argument: &JsValue,
        name: &'static str,
    ) -> Fallible<JsValue, JsValue> {
        let failed = |cause| Failure::callback(name, Some(cause));
        let returned = self.0.call1(receiver, argument).map_err(failed)?;
        settled(&returned).await.map_err(failed)
    }
}

/// The functions among the options of an object: `getToken`, `getSubject`, `getQuery`.
#[derive(Default)]
pub struct Callbacks {
    pub token: Option<Callback>,
    pub subject: Option<Callback>,
    pub query: Option<Callback>,
}

/// The host page as one call sees it.
pub struct HostPage {
    pub objects: PageObjects,
    pub settings: Rc<Settings>,
}

/// What the options say beside their functions. It holds no object of the host page.
pub struct Settings {
    source: Source,
    pub limits: Limits,
}

/// What says where the server is and who is signed in.
enum Source {
    /// The options alone.
    Options(BaseUrl),
    /// A Clerk object, for all that the options leave out.
    Clerk(Option<BaseUrl>),
}

impl Settings {
    /// Of options that say where the server is.
    pub fn of_options(
        base: BaseUrl,
        callbacks: &Callbacks,
        limits: Limits,
    ) -> Fallible<Self, JsValue> {
        if callbacks.token.is_none() {
            return Err(params::missing(Role::Options, "getToken"));
        }
        Ok(Self {
            source: Source::Options(base),
            limits,
        })
    }

    /// Of a Clerk object. The address and the functions of the options override it.
    pub fn of_clerk(
        objects: &PageObjects,
        base: Option<BaseUrl>,
        limits: Limits,
    ) -> Fallible<Self, JsValue> {
        if !objects.clerk().is_object() {
            return Err(Failure::invalid(
                Role::Options,
                "clerk",
                Problem::must_be("an object"),
            ));
        }
        Ok(Self {
            source: Source::Clerk(base),
            limits,
        })
    }
}

impl HostPage {
    pub fn server(&self) -> Fallible<Server, JsValue> {
        let mut server = match &self.settings.source {
            Source::Options(base) => Server {
                base: base.clone(),
                query: Query::default(),
            },
            Source::Clerk(base) => self.objects.clerk().server(base.as_ref())?,
        };
        if let Some(get_query) = self.objects.callback("getQuery") {
            let given = get_query.0.call0(&self.objects.options());
            add_pairs(&mut server.query, given)?;
        }
        Ok(server)
    }

    pub fn subject(&self) -> Fallible<Option<String>, JsValue> {
        match (self.objects.callback("getSubject"), &self.settings.source) {
            (Some(get_subject), _) => {
                let subject = get_subject.0.call0(&self.objects.options());
                let failed = |cause| Failure::callback("getSubject", Some(cause));
                text_or_nothing(&subject.map_err(failed)?, "getSubject")
            }
            (None, Source::Clerk(_)) => self.objects.clerk().subject(),
            (None, Source::Options(_)) => Ok(None),
        }
    }

    /// The ID of the signed-in user, where a Clerk object says it.
    pub fn user(&self) -> Fallible<Option<String>, JsValue> {
        match &self.settings.source {
            Source::Clerk(_) => self.objects.clerk().user(),
            Source::Options(_) => Ok(None),
        }
    }

    pub async fn token(&self, skip_cache: bool) -> Fallible<Option<String>, JsValue> {
        let options = token_options(skip_cache)?;
        let token = match (self.objects.callback("getToken"), &self.settings.source) {
            (Some(get_token), _) => {
                let receiver = self.objects.options();
                get_token.call(&receiver, &options, "getToken").await?
            }
            (None, Source::Clerk(_)) => {
                let failed = |cause| Failure::callback("getToken", Some(cause));
                let returned = self.objects.clerk().token(&options).map_err(failed)?;
                settled(&returned.unwrap_or_default())
                    .await
                    .map_err(failed)?
            }
            // The options were refused.
            (None, Source::Options(_)) => return Err(params::missing(Role::Options, "getToken")),
        };
        text_or_nothing(&token, "getToken")
    }
}

/// The argument of `getToken`: `{skipCache: true}`, or nothing.
fn token_options(skip_cache: bool) -> Fallible<JsValue, JsValue> {
    if !skip_cache {
        return Ok(JsValue::UNDEFINED);
    }
    let options = Object::new();
    let failed = |cause| Failure::callback("getToken", Some(cause));
    Reflect::set(&options, &"skipCache".into(), &JsValue::TRUE).map_err(failed)?;
    Ok(options.into())
}

/// What a function of the host page gave. The failure does not contain a value of another type: it may be the token.
fn text_or_nothing(given: &JsValue, callback: &'static str) -> Fallible<Option<String>, JsValue> {
    if given.is_nothing() {
        return Ok(None);
    }
    match given.text() {
        None => Err(Failure::callback(callback, None)),
        text => Ok(text),
    }
}

/// Adds to a query what `getQuery` gave: an object, or pairs as URLSearchParams, FormData or a Map has them.
fn add_pairs(query: &mut Query, given: Result<JsValue, JsValue>) -> Fallible<(), JsValue> {
    let failed = |cause| Failure::callback("getQuery", cause);
    let thrown = |cause| failed(Some(cause));
    let given = given.map_err(thrown)?;
    // A promise has no entries: the query would lack them without a word.
    if !Value::is_object(&given) || given.is_instance_of::<Promise>() {
        return Err(failed(None));
    }
    let is_iterable = Reflect::has(&given, &Symbol::iterator()).map_err(thrown)?;
    let pairs = if is_iterable {
        array_from(&given)
    } else {
        entries(&given)
    };
    for pair in pairs.map_err(thrown)?.unwrap_or_default().iter() {
        let pair: Array = pair.dyn_into().map_err(|_| failed(None))?;
        let (Some(name), Some(value)) = (pair.get(0).text(), pair.get(1).text()) else {
            return Err(failed(None));
        };
        query.pair(&name, &value);
    }
    Ok(())
}
