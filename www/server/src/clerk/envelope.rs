//! The envelope around the resources in Clerk's responses.

use axum::Json;
use serde_json::{Value, json};

use super::{request_urls::RequestUrls, resources};
use crate::{app::App, error::ApiError, store::Browser};

/// Wraps a resource. `client` is `null`: the browser has not changed.
pub fn envelope(response: impl Into<Value>) -> Json<Value> {
    Json(json!({ "response": response.into(), "client": null }))
}

/// Wraps a resource together with the changed browser. clerk-js updates its state from `client`.
pub fn envelope_with_client(
    response: impl Into<Value>,
    app: &App,
    browser: &Browser,
    urls: &RequestUrls,
) -> Result<Json<Value>, ApiError> {
    let client = resources::client(app, browser, urls)?;
    Ok(Json(
        json!({ "response": response.into(), "client": client }),
    ))
}
