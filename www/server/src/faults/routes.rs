//! The routes at which a browser orders its faults.

use axum::{
    Json, Router,
    extract::{FromRequestParts, State},
    http::{HeaderName, StatusCode, header, request::Parts},
    middleware,
    response::AppendHeaders,
    routing::get,
};

use super::{COOKIE, Faults, Order, PREFIX, browser};
use crate::{
    error::{ApiError, Problem},
    fields::Members,
    host, ids,
};

const MOST_LATENCY_MS: u32 = 60_000;
const MOST_REQUESTS: u32 = 1000;
const MOST_RETRY_AFTER: u32 = 3600;

/// Everything under `/__standin/faults`, for pages of this server alone.
pub fn routes(faults: Faults) -> Router {
    Router::new()
        .route("/", get(show).put(order).delete(clear))
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(middleware::from_fn(host::own_pages_only))
        .with_state(faults)
}

/// The browser that asks. One without a name is given one.
struct Caller {
    browser: String,
    is_new: bool,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let named = browser(&parts.headers).map(str::to_owned);
        Ok(Self {
            is_new: named.is_none(),
            browser: named.unwrap_or_else(|| ids::fresh(PREFIX)),
        })
    }
}

type Cookies = AppendHeaders<Option<(HeaderName, String)>>;

impl Caller {
    fn cookies(&self) -> Cookies {
        let cookie = format!(
            "{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict",
            self.browser
        );
        AppendHeaders(self.is_new.then_some((header::SET_COOKIE, cookie)))
    }
}

/// What is left of the caller's order.
async fn show(State(faults): State<Faults>, caller: Caller) -> (Cookies, Json<Order>) {
    let order = faults.of(&caller.browser);
    (caller.cookies(), Json(order))
}

/// Orders this instead of what was ordered before: what is not named is not wanted.
async fn order(
    State(faults): State<Faults>,
    caller: Caller,
    body: Members,
) -> Result<(Cookies, Json<Order>), ApiError> {
    let order = Order::read(&body)?;
    let cookies = caller.cookies();
    faults.set(caller.browser, order);
    Ok((cookies, Json(order)))
}

/// Takes all of it away.
async fn clear(State(faults): State<Faults>, caller: Caller) -> StatusCode {
    faults.set(caller.browser, Order::default());
    StatusCode::NO_CONTENT
}

impl Order {
    fn read(body: &Members) -> Result<Self, ApiError> {
        body.allow_only(&[
            "latencyMs",
            "loseCreates",
            "tooMany",
            "retryAfter",
            "unavailable",
            "offline",
            "expiredSessions",
        ])?;
        let none = Self::default();
        let requests = |name| whole(body, name, MOST_REQUESTS);
        Ok(Self {
            latency_ms: whole(body, "latencyMs", MOST_LATENCY_MS)?.unwrap_or(none.latency_ms),
            lose_creates: requests("loseCreates")?.unwrap_or(none.lose_creates),
            too_many: requests("tooMany")?.unwrap_or(none.too_many),
            retry_after: whole(body, "retryAfter", MOST_RETRY_AFTER)?.unwrap_or(none.retry_after),
            unavailable: requests("unavailable")?.unwrap_or(none.unavailable),
            offline: body.flag("offline")?.unwrap_or(none.offline),
            expired_sessions: requests("expiredSessions")?.unwrap_or(none.expired_sessions),
        })
    }
}

/// The whole number of this name, which must not be more than `most`.
fn whole(body: &Members, name: &'static str, most: u32) -> Result<Option<u32>, ApiError> {
    let Some(number) = body.whole(name)? else {
        return Ok(None);
    };
    match u32::try_from(number) {
        Ok(number) if number <= most => Ok(Some(number)),
        _ => Err(ApiError::param(name, Problem::TooLarge(most.into()))),
    }
}
