//! The part of Clerk's Frontend API that clerk-js needs to be signed in: who the browser is, what it shows, and its
//! sessions.

pub mod client;
pub mod environment;
mod identity;
pub mod organizations;
mod resources;
pub mod sessions;
pub mod sign_ins;

use axum::Json;
use serde_json::{Value, json};

use crate::{app::App, error::ApiError, store::Browser};
use identity::Place;

/// A resource in Clerk's envelope, without news about the browser.
fn resource(response: impl Into<Value>) -> Json<Value> {
    Json(json!({ "response": response.into(), "client": null }))
}

/// A resource in Clerk's envelope, with the browser as the change left it: clerk-js takes over what is in `client`.
fn changed(
    response: impl Into<Value>,
    app: &App,
    browser: &Browser,
    place: &Place,
) -> Result<Json<Value>, ApiError> {
    let client = resources::client(app, browser, place)?;
    Ok(Json(
        json!({ "response": response.into(), "client": client }),
    ))
}
