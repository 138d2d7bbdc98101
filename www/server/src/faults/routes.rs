//! The routes with which a browser reads and sets its faults.

use axum::{
    Json, Router,
    extract::{FromRequestParts, State},
    http::{HeaderName, StatusCode, header, request::Parts},
    middleware,
    response::AppendHeaders,
    routing::get,
};

use super::settings::{FaultSettings, Faults};
use crate::{
    error::{ApiError, ParamError},
    fields::JsonObject,
    host, standin_cookie,
};

const MAX_LATENCY_MS: u32 = 60_000;
const MAX_REQUESTS: u32 = 1000;
const MAX_RETRY_AFTER: u32 = 3600;

/// The routes under `/__standin/faults`, for same-origin requests only.
pub fn routes(faults: Faults) -> Router {
    Router::new()
        .route("/", get(show).put(set).delete(clear))
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(middleware::from_fn(host::same_origin_only))
        .with_state(faults)
}

/// The browser that sent the request. A browser without an ID gets a new one.
struct Caller {
    browser_id: String,
    is_new: bool,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let known = standin_cookie::browser_id(&parts.headers).map(str::to_owned);
        Ok(Self {
            is_new: known.is_none(),
            browser_id: known.unwrap_or_else(standin_cookie::new_browser_id),
        })
    }
}

type Cookies = AppendHeaders<Option<(HeaderName, String)>>;

impl Caller {
    fn cookies(&self) -> Cookies {
        let cookie = standin_cookie::set_cookie(&self.browser_id);
        AppendHeaders(self.is_new.then_some((header::SET_COOKIE, cookie)))
    }
}

/// The caller's faults, with the remaining counts.
async fn show(State(faults): State<Faults>, caller: Caller) -> (Cookies, Json<FaultSettings>) {
    let settings = faults.of(&caller.browser_id);
    (caller.cookies(), Json(settings))
}

/// Replaces all of the caller's faults. Absent members get their defaults.
async fn set(
    State(faults): State<Faults>,
    caller: Caller,
    body: JsonObject,
) -> Result<(Cookies, Json<FaultSettings>), ApiError> {
    let settings = FaultSettings::read(&body)?;
    let cookies = caller.cookies();
    faults.set(caller.browser_id, settings);
    Ok((cookies, Json(settings)))
}

/// Removes all of the caller's faults.
async fn clear(State(faults): State<Faults>, caller: Caller) -> StatusCode {
    faults.set(caller.browser_id, FaultSettings::default());
    StatusCode::NO_CONTENT
}

impl FaultSettings {
    fn read(body: &JsonObject) -> Result<Self, ApiError> {
        body.allow_only(&[
            "latencyMs",
            "loseCreates",
            "tooMany",
            "retryAfter",
            "unavailable",
            "offline",
            "expiredSessions",
        ])?;
        let default = Self::default();
        let requests = |name| whole_number(body, name, MAX_REQUESTS);
        Ok(Self {
            latency_ms: whole_number(body, "latencyMs", MAX_LATENCY_MS)?
                .unwrap_or(default.latency_ms),
            lose_creates: requests("loseCreates")?.unwrap_or(default.lose_creates),
            too_many: requests("tooMany")?.unwrap_or(default.too_many),
            retry_after: whole_number(body, "retryAfter", MAX_RETRY_AFTER)?
                .unwrap_or(default.retry_after),
            unavailable: requests("unavailable")?.unwrap_or(default.unavailable),
            offline: body.boolean("offline")?.unwrap_or(default.offline),
            expired_sessions: requests("expiredSessions")?.unwrap_or(default.expired_sessions),
        })
    }
}

/// The whole number with this name, at most `max`.
fn whole_number(body: &JsonObject, name: &'static str, max: u32) -> Result<Option<u32>, ApiError> {
    let Some(number) = body.whole_number(name)? else {
        return Ok(None);
    };
    match u32::try_from(number) {
        Ok(number) if number <= max => Ok(Some(number)),
        _ => Err(ApiError::param(name, ParamError::TooLarge(max.into()))),
    }
}
