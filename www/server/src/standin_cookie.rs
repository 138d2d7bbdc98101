//! The stand-in's own cookie. It identifies a browser for its faults and for its own requests in the journal.

use axum::http::HeaderMap;

use crate::{fields, ids};

const COOKIE: &str = "__standin_faults";
const PREFIX: &str = "browser";

/// The ID of the browser that sent a request, if it has the cookie.
pub fn browser_id(headers: &HeaderMap) -> Option<&str> {
    fields::cookie(headers, COOKIE).filter(|id| ids::is_random_id(PREFIX, id))
}

/// An ID for a browser without the cookie.
pub fn new_browser_id() -> String {
    ids::random_id(PREFIX)
}

/// The value of the `Set-Cookie` header for this browser ID.
pub fn set_cookie(browser_id: &str) -> String {
    format!("{COOKIE}={browser_id}; Path=/; HttpOnly; SameSite=Strict")
}
