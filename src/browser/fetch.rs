//! One request and its response.
//!
//! gloo-net builds the request and reads the status and the headers. Its own `send` is not used: it panics where `fetch`
//! rejects with something that is no Error, or resolves to something that is no Response.

use gloo_net::http::{Headers, Method, RequestBuilder};
use js_sys::{Object, Promise, Reflect, TypeError};
use wasm_bindgen::prelude::*;
use web_sys::{
    AbortController, AbortSignal, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
};

use super::{
    globals::{get, global, monotonic, parse_date, parse_json},
    settled::settled,
};
use crate::{
    backend::{self, Request},
    call::{RawResponse, Unanswered},
    value::Value,
};

#[wasm_bindgen(module = "/src/js/async.js")]
extern "C" {
    #[wasm_bindgen(js_name = send)]
    fn fetch(url: &str, init: &RequestInit) -> Promise;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn get_with_receiver(
        prototype: &JsValue,
        name: &str,
        receiver: &JsValue,
    ) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = ownKeys)]
    fn own_keys(object: &JsValue) -> Result<Option<js_sys::Array>, JsValue>;

    /// A response of any class.
    type AnyResponse;

    #[wasm_bindgen(method, catch)]
    fn text(this: &AnyResponse) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn json(this: &AnyResponse) -> Result<Option<JsValue>, JsValue>;

    /// The headers of a response of any class.
    type AnyHeaders;

    #[wasm_bindgen(method, catch)]
    fn get(this: &AnyHeaders, name: &str) -> Result<Option<JsValue>, JsValue>;
}

/// Sends a request and reads its response to the end. Aborts the request when dropped.
pub async fn send(
    url: &str,
    authorization: &str,
    request: &Request,
) -> Result<RawResponse<JsValue>, Unanswered<JsValue>> {
    if !global("fetch").is_some_and(|fetch| fetch.is_function()) {
        let error = TypeError::new("fetch is not a function");
        return Err(Unanswered::Refused(error.into()));
    }
    let abort = AbortOnDrop::new();
    let init = init(url, authorization, request, abort.signal().as_ref());
    let init = init.map_err(Unanswered::Refused)?;
    let response = respond(url, &init).await;
    let response = response.map_err(|cause| Unanswered::Lost(Some(cause)))?;
    abort.disarm();
    Ok(response)
}

async fn respond(url: &str, init: &RequestInit) -> Result<RawResponse<JsValue>, JsValue> {
    let response = settled(&fetch(url, init)).await?;
    let headers_at = monotonic();
    let Head {
        status,
        date,
        retry_after,
    } = Head::read(&response).ok_or_else(|| response.clone())?;
    let body = body(&response).await?;
    Ok(RawResponse {
        status,
        date: date.and_then(|date| http_date(&date)),
        headers_at,
        retry_after: retry_after.filter(|_| status >= 400),
        body,
    })
}

/// Aborts a request when dropped.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    /// A host without AbortController can send requests all the same.
    fn new() -> Self {
        Self(AbortController::new().ok())
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }

    /// The response is complete: there is nothing to abort.
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// What `fetch` is called with, beside the address.
///
/// The request is built first, so that whatever the host refuses is refused before anything is sent. Then it is taken
/// apart: a wrapper of `fetch` copies an address and plain objects correctly, and a polyfill does not know the browser's
/// own Request.
fn init(
    url: &str,
    authorization: &str,
    request: &Request,
    signal: Option<&AbortSignal>,
) -> Result<RequestInit, JsValue> {
    let no_store = Some(RequestCache::NoStore);
    let request_with = |signal, cache| build(url, authorization, request, signal, cache);
    let init = RequestInit::new();
    // jsdom has an AbortController of its own, whose signals Node's Request refuses. An old workerd knows no `cache`.
    let (built, signal, cache) = match request_with(signal, no_store) {
        Ok(built) => (built, signal, no_store),
        Err(_) => match request_with(None, no_store) {
            Ok(built) => (built, None, no_store),
            Err(_) => (request_with(signal, None)?, signal, None),
        },
    };
    init.set_signal(signal);
    init.set_method(&built.method());
    init.set_credentials(built.credentials());
    init.set_redirect(built.redirect());
    if let Some(cache) = cache {
        init.set_cache(cache);
    }
    let headers = Object::new();
    for (name, value) in Headers::from_raw(built.headers()).entries() {
        Reflect::set(&headers, &name.into(), &value.into())?;
    }
    init.set_headers(&headers);
    if let Some(body) = request.method.body() {
        init.set_body(&body.into());
    }
    Ok(init)
}

fn build(
    url: &str,
    authorization: &str,
    request: &Request,
    signal: Option<&AbortSignal>,
    cache: Option<RequestCache>,
) -> Result<web_sys::Request, JsValue> {
    // gloo-net's builder panics where a constructor throws, or where the error is no Error.
    web_sys::Headers::new()?;
    web_sys::Request::new_with_str(url)?;
    let (method, body) = match &request.method {
        backend::Method::Get => (Method::GET, None),
        backend::Method::Post(body) => (Method::POST, Some(body)),
        backend::Method::Patch(body) => (Method::PATCH, Some(body)),
        backend::Method::Delete => (Method::DELETE, None),
    };
    let mut builder = RequestBuilder::new(url)
        .method(method)
        .header("Authorization", authorization)
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Manual)
        .abort_signal(signal);
    if let Some(cache) = cache {
        builder = builder.cache(cache);
    }
    if let Some(accept) = request.accept {
        builder = builder.header("Accept", accept);
    }
    let built = match body {
        Some(body) => builder
            .header("Content-Type", "application/json")
            .body(body),
        None => builder.build(),
    };
    let built = built.map_err(|error| JsError::new(&error.to_string()))?;
    Ok(built.into())
}

/// The status and the headers that matter.
struct Head {
    status: u16,
    date: Option<String>,
    retry_after: Option<String>,
}

impl Head {
    /// `None`: it is no response.
    fn read(response: &JsValue) -> Option<Self> {
        if let Some(own) = own_response(response) {
            let headers = own.headers();
            return Some(Self {
                status: own.status(),
                date: headers.get("Date"),
                retry_after: headers.get("Retry-After"),
            });
        }
        // Of another class: a mock, a polyfill, a Proxy, another realm's.
        let status = get(response, "status").ok()??.whole()?;
        let headers: AnyHeaders = get(response, "headers").ok()??.unchecked_into();
        let header = |name| Some(headers.get(name).ok()?.and_then(|value| value.text()));
        Some(Self {
            status: u16::try_from(status).ok()?,
            date: header("Date")?,
            retry_after: header("Retry-After")?,
        })
    }
}

/// The browser's own Response, as it came: nothing that the host page defines on it is read. A Proxy of one looks like one,
/// and throws when it is read.
fn own_response(response: &JsValue) -> Option<gloo_net::http::Response> {
    let own: web_sys::Response = response.clone().dyn_into().ok()?;
    let prototype = get(&global("Response")?, "prototype").ok()??;
    get_with_receiver(&prototype, "status", response).ok()?;
    let is_plain = own_keys(response).ok()??.length() == 0;
    is_plain.then(|| own.into())
}

/// The body, where it is JSON.
async fn body(response: &JsValue) -> Result<Option<JsValue>, JsValue> {
    let methods: &AnyResponse = response.unchecked_ref();
    let has_text = || get(response, "text").is_ok_and(|it| it.is_some_and(|it| it.is_function()));
    if own_response(response).is_none() && has_text() {
        let text = settled(&methods.text()?.unwrap_or_default()).await?;
        return Ok(parse_json(&text));
    }
    // The browser parses its own faster like this, and a mock may have this method alone.
    match settled(&methods.json()?.unwrap_or_default()).await {
        Err(error) if !is_syntax_error(&error) => Err(error),
        parsed => Ok(parsed.ok()),
    }
}

fn is_syntax_error(error: &JsValue) -> bool {
    get(error, "name").is_ok_and(|name| name.is_some_and(|name| name == "SyntaxError"))
}

/// `Date.parse` accepts almost any text.
fn http_date(text: &str) -> Option<f64> {
    let moment = text.ends_with(" GMT").then(|| parse_date(text).ok())??;
    (!moment.is_nan()).then_some(moment)
}
