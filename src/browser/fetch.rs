//! One request and its response.
//!
//! gloo-net builds the request and reads the status and the headers. Its own `send` is not used: it panics where `fetch`
//! rejects with something that is no Error, or resolves to something that is no Response.

use gloo_net::http::{Method, RequestBuilder};
use js_sys::{Object, Promise, TypeError};
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

    #[wasm_bindgen(catch, js_namespace = Object, js_name = fromEntries)]
    fn from_entries(entries: &JsValue) -> Result<Option<Object>, JsValue>;

    /// An AbortController of any class.
    type AnyController;

    #[wasm_bindgen(method, catch)]
    fn abort(this: &AnyController) -> Result<(), JsValue>;

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
struct AbortOnDrop(Option<AnyController>);

impl AbortOnDrop {
    /// A host without AbortController can send requests all the same.
    fn new() -> Self {
        let controller = AbortController::new().ok();
        Self(controller.map(JsCast::unchecked_into))
    }

    fn signal(&self) -> Option<AbortSignal> {
        let signal = get(self.0.as_ref()?, "signal").ok()??;
        signal.is_object().then(|| signal.unchecked_into())
    }

    /// The response is complete: there is nothing to abort.
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            // The host page's own `abort` may throw.
            let _ = controller.abort();
        }
    }
}

/// What `fetch` is called with, beside the address.
fn init(
    url: &str,
    authorization: &str,
    request: &Request,
    signal: Option<&AbortSignal>,
) -> Result<RequestInit, JsValue> {
    let no_store = Some(RequestCache::NoStore);
    let checked = |signal, cache| checked_init(url, authorization, request, signal, cache);
    // jsdom has an AbortController of its own, whose signals Node's Request refuses. An old workerd knows no `cache`.
    checked(signal, no_store)
        .or_else(|_| checked(None, no_store))
        .or_else(|_| checked(signal, None))
}

/// The request is built first, so that whatever the host refuses is refused before anything is sent. Then it is taken
/// apart: a wrapper of `fetch` copies an address and plain objects correctly, and a polyfill does not know the browser's
/// own Request.
fn checked_init(
    url: &str,
    authorization: &str,
    request: &Request,
    signal: Option<&AbortSignal>,
    cache: Option<RequestCache>,
) -> Result<RequestInit, JsValue> {
    let init = RequestInit::new();
    init.set_method(method(request).as_str());
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(signal);
    if let Some(cache) = cache {
        init.set_cache(cache);
    }
    if let Some(body) = request.method.body() {
        init.set_body(&body.into());
    }
    probe(url, authorization, &init)?;
    let built = build(url, authorization, request, signal, cache)?;
    let headers = get(&built, "headers")?.unwrap_or_default();
    init.set_headers(&from_entries(&headers)?.unwrap_or_default());
    Ok(init)
}

/// Fails where the host's own classes fail. gloo-net's builder panics then, unless what is thrown is an Error of this realm.
fn probe(url: &str, authorization: &str, init: &RequestInit) -> Result<(), JsValue> {
    web_sys::Headers::new()?.set("Authorization", authorization)?;
    let request = web_sys::Request::new_with_str_and_init(url, init)?;
    if get(&request, "url")?.is_some_and(|url| url.is_string()) {
        return Ok(());
    }
    Err(TypeError::new("this host's Request has no url").into())
}

fn build(
    url: &str,
    authorization: &str,
    request: &Request,
    signal: Option<&AbortSignal>,
    cache: Option<RequestCache>,
) -> Result<web_sys::Request, JsValue> {
    let mut builder = RequestBuilder::new(url)
        .method(method(request))
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
    let built = match request.method.body() {
        Some(body) => builder
            .header("Content-Type", "application/json")
            .body(body),
        None => builder.build(),
    };
    let built = built.map_err(|error| JsError::new(&error.to_string()))?;
    Ok(built.into())
}

fn method(request: &Request) -> Method {
    match &request.method {
        backend::Method::Get => Method::GET,
        backend::Method::Post(_) => Method::POST,
        backend::Method::Patch(_) => Method::PATCH,
        backend::Method::Delete => Method::DELETE,
    }
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
    // gloo-net panics where it cannot read the headers.
    let headers: AnyHeaders = get(response, "headers").ok()??.unchecked_into();
    headers.get("Date").ok()?;
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
