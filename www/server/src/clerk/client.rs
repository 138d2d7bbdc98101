//! The routes of the browser, which Clerk calls the client.

use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderName, header},
    response::AppendHeaders,
};
use serde_json::{Value, json};

use super::{
    envelope::envelope,
    identity::{COOKIE, Identity, SignedIn},
    request_urls::RequestUrls,
    resources,
};
use crate::{app::App, error::ApiError, host::Https, people, store::Browser};

/// Creates a development browser. Ada is signed in there from the start, so the demo needs no sign-in.
pub async fn add_dev_browser(State(app): State<App>) -> Result<Json<Value>, ApiError> {
    let browser = app.store.add_browser(&people::ADA).await?;
    Ok(Json(
        json!({ "object": "dev_browser", "id": browser.secret }),
    ))
}

type Cookies = AppendHeaders<Option<(HeaderName, String)>>;

/// The sessions of the browser. A browser without a secret gets one in a cookie.
pub async fn show(
    State(app): State<App>,
    identity: Identity,
    urls: RequestUrls,
    https: Option<Extension<Https>>,
) -> Result<(Cookies, Json<Value>), ApiError> {
    let (browser, cookie) = match identity.browser(&app).await? {
        Some(browser) => (browser, None),
        None if matches!(identity, Identity::DevBrowser(_)) => {
            return Err(ApiError::UnknownBrowser);
        }
        None => {
            let browser = app.store.add_browser(&people::ADA).await?;
            let cookie = set_cookie(&browser, https.is_some());
            (browser, Some((header::SET_COOKIE, cookie)))
        }
    };
    Ok((
        AppendHeaders(cookie),
        envelope(resources::client(&app, &browser, &urls)?),
    ))
}

/// The signed-in user.
pub async fn me(SignedIn(user): SignedIn) -> Json<Value> {
    envelope(resources::user(user))
}

fn set_cookie(browser: &Browser, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    // Lax prevents requests that other sites forge. Like Clerk's cookie, it is valid for a year.
    format!(
        "{COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}",
        browser.secret
    )
}
