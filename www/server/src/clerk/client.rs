//! The browser itself.

use axum::{
    Json,
    extract::State,
    http::{HeaderName, header},
    response::AppendHeaders,
};
use serde_json::{Value, json};

use super::{
    identity::{COOKIE, Identity, Place, SignedIn},
    resource, resources,
};
use crate::{app::App, error::ApiError, people, store::Browser};

/// A new development browser. Somebody is signed in there from the start: that is what this stand-in is for.
pub async fn add_dev_browser(State(app): State<App>) -> Result<Json<Value>, ApiError> {
    let browser = app.store.add_browser(&people::ADA).await?;
    Ok(Json(
        json!({ "object": "dev_browser", "id": browser.secret }),
    ))
}

type Cookies = AppendHeaders<Option<(HeaderName, String)>>;

/// What is signed in. A browser that comes without a name gets one, in a cookie.
pub async fn show(
    State(app): State<App>,
    identity: Identity,
    place: Place,
) -> Result<(Cookies, Json<Value>), ApiError> {
    let (browser, cookie) = match identity.browser(&app).await? {
        Some(browser) => (browser, None),
        None if matches!(identity, Identity::DevBrowser(_)) => {
            return Err(ApiError::UnknownBrowser);
        }
        None => {
            let browser = app.store.add_browser(&people::ADA).await?;
            let cookie = set_cookie(&browser);
            (browser, Some((header::SET_COOKIE, cookie)))
        }
    };
    Ok((
        AppendHeaders(cookie),
        resource(resources::client(&app, &browser, &place)?),
    ))
}

/// The user who is signed in.
pub async fn me(SignedIn(user): SignedIn) -> Json<Value> {
    resource(resources::user(user))
}

fn set_cookie(browser: &Browser) -> String {
    // Lax, so that no other site can act in this browser's name; a year, as Clerk does.
    format!(
        "{COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax",
        browser.secret
    )
}
