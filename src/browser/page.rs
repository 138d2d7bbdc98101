//! The host page: its options, its functions, its Clerk object. Each is asked for what it says now.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::{
    backend::clerk::ClerkPage,
    call::Limits,
    failure::{Failure, Fallible},
    given::{Role, Why},
    url::{BadBase, Base},
};

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = isObject)]
    fn is_object_or_throw(value: &JsValue) -> Result<bool, JsValue>;

    /// Names and values in turn.
    #[wasm_bindgen(catch)]
    fn entries(callback: &Function, receiver: &JsValue) -> Result<Option<Array>, JsValue>;

    #[wasm_bindgen(catch)]
    fn ask(callback: &JsValue, receiver: &JsValue, argument: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch)]
    pub fn send(request: &web_sys::Request) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_name = retryAfter)]
    pub fn retry_after(response: &web_sys::Response) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch)]
    pub fn json(response: &web_sys::Response) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch)]
    fn cookies() -> Result<String, JsValue>;

    fn origin() -> Option<String>;

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
    Clerk { clerk: JsValue, base: Option<Base> },
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
    /// Takes a Clerk object, the server's address, or both; without a Clerk object `getToken` must be there.
    pub fn new(
        clerk: Option<JsValue>,
        frontend_api: Option<String>,
        callbacks: Callbacks,
        limits: Limits,
    ) -> Fallible<Self, JsValue> {
        let wrong = |name, why| {
            Box::new(Failure::Given {
                role: Role::Options,
                name,
                why,
            })
        };
        let base = frontend_api
            .map(|address| parse_base(&address))
            .transpose()?;
        let source = match clerk {
            Some(clerk) if !is_object(&clerk) => {
                return Err(wrong("clerk", Why::NotObject));
            }
            Some(clerk) => Source::Clerk { clerk, base },
            None if callbacks.get_token.is_none() => return Err(wrong("getToken", Why::Missing)),
            None => Source::Options(base.ok_or_else(|| wrong("frontendApi", Why::Missing))?),
        };
        Ok(Self {
            source,
            callbacks,
            limits,
        })
    }

    pub fn base(&self) -> Fallible<Base, JsValue> {
        let clerk = match &self.source {
            Source::Options(base)
            | Source::Clerk {
                base: Some(base), ..
            } => return Ok(base.clone()),
            Source::Clerk { clerk, base: None } => clerk,
        };
        // Clerk that does not know its own address yet has not loaded: nobody is signed in.
        let address = clerk_page(clerk)?
            .frontend_api(origin)
            .ok_or(Failure::NoSessionToken)?;
        parse_base(&address)
    }

    pub fn subject(&self) -> Fallible<Option<String>, JsValue> {
        if let Some(get_subject) = &self.callbacks.get_subject {
            let subject = get_subject.call0(&self.callbacks.receiver);
            return text_or_nothing(subject, "getSubject");
        }
        let Source::Clerk { clerk, .. } = &self.source else {
            return Ok(None);
        };
        match id_of(clerk, "organization")? {
            Some(organization) => Ok(Some(organization)),
            None => id_of(clerk, "user"),
        }
    }

    pub fn query(&self) -> Fallible<Vec<(String, String)>, JsValue> {
        let mut query = match &self.source {
            Source::Options(_) => Vec::new(),
            Source::Clerk { clerk, .. } => {
                clerk_page(clerk)?.query(|| cookies().unwrap_or_default())
            }
        };
        if let Some(get_query) = &self.callbacks.get_query {
            query.extend(pairs(entries(get_query, &self.callbacks.receiver))?);
        }
        Ok(query)
    }

    pub async fn token(&self, skip_cache: bool) -> Fallible<Option<String>, JsValue> {
        let (get_token, receiver) = match (&self.callbacks.get_token, &self.source) {
            (Some(get_token), _) => (get_token.clone().into(), self.callbacks.receiver.clone()),
            (None, Source::Options(_)) => return Ok(None),
            (None, Source::Clerk { clerk, .. }) => match member(clerk, "session")? {
                None => return Ok(None),
                Some(session) => (member(&session, "getToken")?.unwrap_or_default(), session),
            },
        };
        let options = if skip_cache {
            skip_cache_option()
        } else {
            JsValue::UNDEFINED
        };
        let token = match ask(&get_token, &receiver, &options) {
            Ok(promise) => JsFuture::from(promise).await,
            Err(thrown) => Err(thrown),
        };
        text_or_nothing(token, "getToken")
    }
}

fn parse_base(address: &str) -> Fallible<Base, JsValue> {
    let name = "frontendApi";
    Ok(Base::parse(address).map_err(|bad| match bad {
        BadBase::Malformed => Failure::Given {
            role: Role::Options,
            name,
            why: Why::NotUrl,
        },
        BadBase::Insecure => Failure::InsecureUrl { option: name },
    })?)
}

fn clerk_page(clerk: &JsValue) -> Fallible<ClerkPage, JsValue> {
    Ok(ClerkPage {
        proxy_url: text(clerk, "proxyUrl")?,
        frontend_api: text(clerk, "frontendApi")?,
        version: text(clerk, "version")?,
        session_id: id_of(clerk, "session")?,
    })
}

fn skip_cache_option() -> JsValue {
    let options = Object::new();
    // Setting a member of a new object cannot fail.
    let _ = Reflect::set(&options, &"skipCache".into(), &JsValue::TRUE);
    options.into()
}

/// A member of the Clerk object or of one of its own. Absent and `null` are none.
fn member(object: &JsValue, name: &str) -> Fallible<Option<JsValue>, JsValue> {
    match Reflect::get(object, &name.into()) {
        Ok(member) => Ok(Some(member).filter(|member| !member.is_null() && !member.is_undefined())),
        Err(cause) => Err(Failure::HostCallback {
            callback: "the Clerk object",
            cause: Some(cause),
        }
        .into()),
    }
}

/// A member that is a string with at least a character.
fn text(object: &JsValue, name: &str) -> Fallible<Option<String>, JsValue> {
    let text = member(object, name)?.and_then(|member| member.as_string());
    Ok(text.filter(|text| !text.is_empty()))
}

fn id_of(clerk: &JsValue, name: &str) -> Fallible<Option<String>, JsValue> {
    match member(clerk, name)? {
        Some(resource) => text(&resource, "id"),
        None => Ok(None),
    }
}

/// What a function of the page gave. A value of another type is not told further: it may hold the token.
fn text_or_nothing(
    given: Result<JsValue, JsValue>,
    callback: &'static str,
) -> Fallible<Option<String>, JsValue> {
    let given = given.map_err(|cause| Failure::HostCallback {
        callback,
        cause: Some(cause),
    })?;
    if given.is_null() || given.is_undefined() {
        return Ok(None);
    }
    Ok(Some(given.as_string().ok_or(Failure::HostCallback {
        callback,
        cause: None,
    })?))
}

fn pairs(given: Result<Option<Array>, JsValue>) -> Fallible<Vec<(String, String)>, JsValue> {
    let failed = |cause| Failure::HostCallback {
        callback: "getQuery",
        cause,
    };
    let texts: Option<Vec<String>> = given
        .map_err(|cause| failed(Some(cause)))?
        .ok_or_else(|| failed(None))?
        .iter()
        .map(|text| text.as_string())
        .collect();
    let mut texts = texts.ok_or_else(|| failed(None))?.into_iter();
    Ok(std::iter::from_fn(|| Some((texts.next()?, texts.next()?))).collect())
}
