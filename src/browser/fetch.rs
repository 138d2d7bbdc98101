//! One request and one answer, in one crossing, with nothing that the page's `fetch` does able to panic:
//! gloo-net's own `send` takes for granted that it rejects with an Error and gives a Response. Its
//! `RequestBuilder` makes each request twice, with a `URL` between, and brings `core::fmt` along.

use super::task::Waiting;
use crate::{
    backend::{Method, Request},
    call::Arrived,
    value::Value,
    wait::{Wait, map},
};
use gloo_net::http::Headers;
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = noHeaders)]
    fn no_headers() -> Result<web_sys::Headers, JsValue>;

    #[wasm_bindgen(catch)]
    fn exchange(
        url: &str,
        headers: &web_sys::Headers,
        method: &str,
        body: Option<&str>,
        on: &JsValue,
    ) -> Result<Option<JsValue>, JsValue>;
}

/// What is dropped under way, at its timeout or because the caller aborted it, ends its request.
pub fn fetch(
    url: &str,
    authorization: &str,
    request: &Request,
) -> impl Wait<Result<Arrived<JsValue>, Option<JsValue>>> + use<> {
    let (method, body) = match &request.method {
        Method::Get => ("GET", None),
        Method::Post(body) => ("POST", Some(&**body)),
        Method::Delete => ("DELETE", None),
    };
    let arriving = Waiting::of(|on| {
        let headers = headers(no_headers()?, authorization, request).into_raw();
        exchange(url, &headers, method, body, on)
    });
    map(arriving, |arrived| {
        Ok(read(&arrived.map_err(Some)?.unchecked_into()))
    })
}

fn headers(none: web_sys::Headers, authorization: &str, request: &Request) -> Headers {
    let headers = Headers::from_raw(none);
    headers.set("Authorization", authorization);
    if let Some(accept) = request.accept {
        headers.set("Accept", accept);
    }
    if matches!(request.method, Method::Post(_)) {
        headers.set("Content-Type", "application/json");
    }
    headers
}

/// What `exchange` found in the answer.
fn read(parts: &Array) -> Arrived<JsValue> {
    let [status, date, retry_after, body] = [0, 1, 2, 3].map(|part| parts.get(part));
    Arrived {
        status: status
            .whole()
            .and_then(|status| status.try_into().ok())
            .unwrap_or_default(),
        date: date.as_f64().filter(|moment| !moment.is_nan()),
        retry_after: retry_after.text(),
        body: Some(body).filter(|body| !body.is_undefined()),
    }
}
