//! The code that one writes first, as its crates' examples have it. Each of these leaves its promise
//! pending where the page does something odd; the tests in `traps` see it.

use gloo_net::http::Request;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = getToken)]
    async fn get_token() -> Result<JsValue, JsValue>;
}

/// A request with a session token, sent by gloo-net itself.
#[wasm_bindgen(js_name = naiveFetch)]
pub fn naive_fetch(token: String) -> Promise {
    future_to_promise(async move {
        let request =
            Request::get("https://clerk.example.com/api_keys").header("Authorization", &token);
        let response = request
            .send()
            .await
            .map_err(|error| JsError::new(&error.to_string()))?;
        Ok(response.status().into())
    })
}

/// What the page's `getToken` gives.
#[wasm_bindgen(js_name = naiveToken)]
pub fn naive_token() -> Promise {
    future_to_promise(get_token())
}
