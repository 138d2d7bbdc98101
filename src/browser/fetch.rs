//! One request and one answer, in gloo-net's types, with nothing that the host's `fetch` does able to
//! panic: gloo-net's own `send` takes for granted that it rejects with an Error and gives a Response.
//! Its `RequestBuilder` makes each request twice, with a `URL` between, and brings `core::fmt` along.

use gloo_net::http::{Headers, Method, Response};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
};

use super::page;
use crate::call::{Arrived, Sent};

/// Ends the request when the attempt is dropped, at its timeout or because the caller aborted it.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub async fn fetch(sent: &Sent) -> Result<Arrived<JsValue>, Option<JsValue>> {
    let abort = AbortOnDrop(AbortController::new()?);
    let request = request(sent, &abort.0)?;
    let response = JsFuture::from(page::send(&request)?).await?;
    arrived(genuine(response)?).await
}

fn request(sent: &Sent, abort: &AbortController) -> Result<Request, JsValue> {
    let headers = Headers::new();
    headers.set("Authorization", &sent.authorization);
    let init = RequestInit::new();
    if let Some(body) = &sent.body {
        headers.set("Content-Type", "application/json");
        init.set_method(Method::POST.as_str());
        init.set_body(&body.into());
    }
    init.set_headers(&headers.into_raw());
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_redirect(RequestRedirect::Manual);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&abort.signal()));
    Request::new_with_str_and_init(&sent.url, &init)
}

/// A `Response` whose members can be read: one made by `Object.create` throws at the first.
fn genuine(value: JsValue) -> Result<web_sys::Response, Option<JsValue>> {
    let response = value.dyn_into::<web_sys::Response>().map_err(Some)?;
    Reflect::get(&response, &"status".into())?;
    Ok(response)
}

async fn arrived(response: web_sys::Response) -> Result<Arrived<JsValue>, Option<JsValue>> {
    let retry_after = page::retry_after(&response)?.as_string();
    let body = JsFuture::from(page::json(&response)?).await;
    let status = Response::from(response).status();
    let body = match body {
        Ok(body) => Some(body),
        Err(error) if is_syntax_error(&error) => None,
        Err(error) => return Err(Some(error)),
    };
    Ok(Arrived {
        status,
        retry_after,
        body,
    })
}

/// The body came whole and is not JSON; any other error says that it did not come whole.
fn is_syntax_error(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "SyntaxError")
}
