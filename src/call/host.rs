//! What a call needs of the world around it.

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;

use crate::{
    backend::{Request, ledger::KeyLedger},
    clock::Moment,
    failure::Fallible,
    url::{BaseUrl, Query},
    value::Value,
};

/// The environment of a call: the host page's functions, the network, the clock.
pub trait Host {
    type Value: Value;

    /// Where the next request goes.
    fn server(&self) -> Fallible<Server, Self::Value>;
    /// The active organization's ID, else the user's, where the host page says it.
    fn subject(&self) -> Fallible<Option<String>, Self::Value>;
    /// The ID of the signed-in user, where the host page says it.
    fn user(&self) -> Fallible<Option<String>, Self::Value>;
    /// The host page's session token; `skip_cache` asks for a new one.
    async fn token(&self, skip_cache: bool) -> Fallible<Option<String>, Self::Value>;
    /// Sends a request to an address, with an `Authorization` header, and reads the response to its end.
    async fn fetch(
        &self,
        url: &str,
        authorization: &str,
        request: &Request,
    ) -> Result<RawResponse<Self::Value>, Unanswered<Self::Value>>;
    /// Fails where the host page has no timers.
    async fn sleep(&self, milliseconds: f64) -> Fallible<(), Self::Value>;
    /// Resolves to the reason when the caller aborts the call, and never otherwise.
    async fn aborted(&self) -> Self::Value;
    /// The class of the resources that answers are made into.
    fn class(&self) -> Self::Value;
    /// Milliseconds since 1970.
    fn now(&self) -> f64;
    /// Milliseconds since some moment, by a clock that nobody sets.
    fn monotonic(&self) -> f64;
    /// This moment, by both clocks.
    fn moment(&self) -> Moment {
        Moment {
            monotonic: self.monotonic(),
            wall: self.now(),
        }
    }
    /// Runs a future to its end, whoever waits for it.
    fn spawn(&self, future: LocalBoxFuture<'static, ()>);
    /// What the host page has of its keys: one ledger for all its calls.
    fn ledger(&self) -> Rc<KeyLedger>;
    /// An HTTP date (RFC 9110, section 5.6.7) that ends in `GMT`, as milliseconds since 1970.
    fn date(&self, text: &str) -> Option<f64>;
    /// The day of a moment in milliseconds since 1970, as `2026-11-22`, in UTC.
    fn day(&self, moment: f64) -> Option<String>;
    /// From 0 to 1.
    fn random(&self) -> f64;
    fn online(&self) -> bool;
}

/// A request that got no response, and what was thrown.
#[derive(Debug, Clone, PartialEq)]
pub enum Unanswered<V> {
    /// `fetch` was not called.
    Refused(V),
    /// The server may have acted.
    Lost(Option<V>),
}

/// The server as the host page says it at the moment of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    pub base: BaseUrl,
    /// What the host page adds to the query of each request.
    pub query: Query,
}

/// A response as it came in.
#[derive(Debug, Clone, PartialEq)]
pub struct RawResponse<V> {
    /// 0 where a browser hides a redirect.
    pub status: u16,
    pub retry_after: Option<String>,
    /// The `Date` header, in milliseconds since 1970.
    pub date: Option<f64>,
    /// When its headers came, by the monotonic clock.
    pub headers_at: f64,
    /// The body, where it is JSON.
    pub body: Option<V>,
}

/// How long and how often a call tries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// For each attempt: session token, headers and body.
    pub timeout_ms: u32,
    /// Further attempts after the first.
    pub max_retries: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout_ms: 30_000,
            max_retries: 2,
        }
    }
}
