//! One request and one answer, in gloo-net's types, with nothing that the host's `fetch` does able to
//! panic: gloo-net's own `send` takes for granted that it rejects with an Error and gives a Response.
//! Its `RequestBuilder` makes each request twice, with a `URL` between, and brings `core::fmt` along.

use gloo_net::http::{Headers, Response};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestInit, RequestRedirect};

use super::page;
use crate::{
    backend::Method,
    call::{Arrived, Sent},
};

/// Ends the request when the attempt is dropped under way, at its timeout or because the caller aborted it.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    /// The answer came whole: there is nothing to end.
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

pub async fn fetch(sent: &Sent) -> Result<Arrived<JsValue>, Option<JsValue>> {
    let controller = AbortController::new()?;
    let init = init(sent, &controller);
    let abort = AbortOnDrop(Some(controller));
    let response = JsFuture::from(page::send(&sent.url, &init)?).await?;
    let arrived = arrived(genuine(response)?).await?;
    abort.disarm();
    Ok(arrived)
}

/// No `Request`: one with a signal costs more than the rest of a call, and `fetch` makes its own of it.
fn init(sent: &Sent, controller: &AbortController) -> RequestInit {
    let headers = Headers::new();
    headers.set("Authorization", &sent.authorization);
    let init = RequestInit::new();
    if let Some(accept) = sent.accept {
        headers.set("Accept", accept);
    }
    match &sent.method {
        Method::Get => {}
        Method::Post(body) => {
            headers.set("Content-Type", "application/json");
            init.set_method("POST");
            init.set_body(&body.into());
        }
        Method::Delete => init.set_method("DELETE"),
    }
    init.set_headers(&headers.into_raw());
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_redirect(RequestRedirect::Manual);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&controller.signal()));
    init
}

/// A `Response` whose members can be read: one made by `Object.create` throws at the first.
fn genuine(value: JsValue) -> Result<web_sys::Response, Option<JsValue>> {
    let response = value.dyn_into::<web_sys::Response>().map_err(Some)?;
    Reflect::get(&response, &"status".into())?;
    Ok(response)
}

async fn arrived(response: web_sys::Response) -> Result<Arrived<JsValue>, Option<JsValue>> {
    let date = Some(page::date(&response)?).filter(|moment| !moment.is_nan());
    let body = JsFuture::from(page::json(&response)?).await;
    let response = Response::from(response);
    let status = response.status();
    let retry_after = match status {
        400.. => page::retry_after(&response.into())?.as_string(),
        _ => None,
    };
    let body = match body {
        Ok(body) => Some(body),
        Err(error) if is_syntax_error(&error) => None,
        Err(error) => return Err(Some(error)),
    };
    Ok(Arrived {
        status,
        retry_after,
        date,
        body,
    })
}

/// The body came whole and is not JSON; any other error says that it did not come whole.
fn is_syntax_error(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "SyntaxError")
}
