//! One request through gloo-net and one answer, with nothing that the host's `fetch` does able to
//! panic: gloo-net's own `send` takes for granted that it rejects with an Error and gives a Response.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect};

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
    let request = request(sent, &abort.0).map_err(|_| None)?;
    let response = JsFuture::from(page::send(&request.into())?).await?;
    arrived(genuine(response)?).await
}

fn request(sent: &Sent, abort: &AbortController) -> Result<Request, gloo_net::Error> {
    let builder = RequestBuilder::new(&sent.url)
        .header("Authorization", &sent.authorization)
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Manual)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(&abort.signal()));
    match &sent.body {
        None => builder.build(),
        Some(body) => builder
            .method(Method::POST)
            .header("Content-Type", "application/json")
            .body(body),
    }
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
