//! One call, from start to end: subject, session token, attempts, response. Everything it needs of
//! the world comes from a [`Host`].

#[cfg(test)]
pub mod scripted;
pub mod single_flight;

use std::{
    cell::{Cell, OnceCell},
    pin::pin,
};

use futures_util::future::{Either, select};

use crate::{
    backend::{Exchange, Request, Response},
    failure::{Failure, Fallible, InvalidResponse, Problem, Role},
    retry::{self, Attempts, Next, Outcome},
    token::{Claims, SessionToken},
    url::{BaseUrl, Query},
    value::{ResourceClass, Value},
};

/// The environment of a call: the host page's functions, the network, the clock.
pub trait Host {
    type Value: Value;

    /// Where the next request goes.
    fn server(&self) -> Fallible<Server, Self::Value>;
    /// The active organization's ID, else the user's, where the page says it.
    fn subject(&self) -> Fallible<Option<String>, Self::Value>;
    /// The page's session token; `skip_cache` asks for a new one.
    async fn token(&self, skip_cache: bool) -> Fallible<Option<String>, Self::Value>;
    /// Sends a request to an address, with an `Authorization` header, and reads the response to its end. An error is what
    /// was thrown.
    async fn fetch(
        &self,
        url: &str,
        authorization: &str,
        request: &Request,
    ) -> Result<RawResponse<Self::Value>, Option<Self::Value>>;
    /// Fails where the page has no timers.
    async fn sleep(&self, milliseconds: f64) -> Fallible<(), Self::Value>;
    /// Resolves to the reason when the caller aborts the call, and never otherwise.
    async fn aborted(&self) -> Self::Value;
    /// The class of the resources that answers are made into.
    fn class(&self) -> Self::Value;
    /// Milliseconds since 1970.
    fn now(&self) -> f64;
    /// An HTTP date (RFC 9110, section 5.6.7) that ends in `GMT`, as milliseconds since 1970.
    fn date(&self, text: &str) -> Option<f64>;
    /// The day of a moment in milliseconds since 1970, as `2026-11-22`, in UTC.
    fn day(&self, moment: f64) -> Option<String>;
    /// From 0 to 1.
    fn random(&self) -> f64;
    fn online(&self) -> bool;
}

/// The server as the page says it at the moment of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    pub base: BaseUrl,
    /// What the page adds to the query of each request.
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

/// Takes a call's work to its end, or to the moment when the caller aborts it.
pub async fn until_aborted<V, T>(
    aborted: impl Future<Output = V>,
    work: impl Future<Output = Fallible<T, V>>,
) -> Fallible<T, V> {
    match select(pin!(aborted), pin!(work)).await {
        Either::Left((reason, _)) => Err(Failure::Aborted(reason).into()),
        Either::Right((end, _)) => end,
    }
}

/// Whose session tokens a call accepts.
#[derive(Clone)]
enum Accepted {
    /// Everyone's: the caller names the subject.
    Anyones,
    /// Those of the organization or the user that the call is for.
    Subjects(String),
    /// Those of the user that the first token names, in whatever organization.
    Users(OnceCell<String>),
}

/// The owner of a call: another call that continues its work has the same.
#[derive(Clone)]
pub struct Owner {
    accepted: Accepted,
    user: Option<String>,
}

/// A call under way.
pub struct Call<H: Host> {
    host: H,
    limits: Limits,
    /// The subject that the host page named when the call began.
    page_subject: Option<String>,
    owner: Owner,
    /// A session token that is not used yet.
    token: Option<SessionToken>,
    /// Whether the request of the attempt under way may have gone out.
    sent: Cell<bool>,
    clock_skew: Cell<f64>,
}

impl<H: Host> Call<H> {
    /// Begins a call. From here on its subject stands, whatever the page switches to meanwhile.
    pub fn begin(host: H, limits: Limits) -> Fallible<Self, H::Value> {
        let page_subject = host.subject()?.filter(|subject| !subject.is_empty());
        let accepted = match &page_subject {
            Some(subject) => Accepted::Subjects(subject.clone()),
            None => Accepted::Users(OnceCell::new()),
        };
        let owner = Owner {
            accepted,
            user: None,
        };
        let mut call = Self::resume(host, limits, owner);
        call.page_subject = page_subject;
        Ok(call)
    }

    /// Continues the work of another call, for the same owner.
    pub fn resume(host: H, limits: Limits, owner: Owner) -> Self {
        Self {
            host,
            limits,
            page_subject: None,
            owner,
            token: None,
            sent: Cell::new(false),
            clock_skew: Cell::new(0.0),
        }
    }

    pub fn host(&self) -> &H {
        &self.host
    }

    pub fn owner(&self) -> Owner {
        self.owner.clone()
    }

    /// One attempt, within its time. Without a request it ends with the session token, which is kept for the next.
    async fn attempt(
        &mut self,
        request: Option<&Request>,
        fresh_token: bool,
        anyones: bool,
    ) -> Fallible<Option<Response<H::Value>>, H::Value> {
        let mut token = self.token.take().filter(|_| !fresh_token);
        let mut response = None;
        self.sent.set(false);
        let work = async {
            // One of somebody else's is asked for anew, once.
            let mut asked = 0;
            while token.is_none() {
                if asked == 2 {
                    return Err(Failure::StaleSessionToken.into());
                }
                let fresh = fresh_token || asked > 0;
                token = self.accepted(self.host.token(fresh).await?, anyones)?;
                asked += 1;
            }
            if let Some(request) = request
                && let Some(token) = token.take()
            {
                let Server { base, query } = self.host.server()?;
                let url = base.url(&request.path, [&request.query, &query]);
                let authorization = token.bearer();
                self.sent.set(true);
                let fetched = self.host.fetch(&url, &authorization, request).await;
                response = Some(self.received(fetched)?);
            }
            Ok(())
        };
        self.within_timeout(work).await?;
        self.token = token;
        Ok(response)
    }

    fn received(
        &self,
        fetched: Result<RawResponse<H::Value>, Option<H::Value>>,
    ) -> Fallible<Response<H::Value>, H::Value> {
        match fetched {
            Ok(RawResponse {
                status: 0 | 300..=399,
                ..
            }) => Err(InvalidResponse::Redirect.into()),
            Ok(raw) => Ok(self.response(raw)),
            Err(cause) => Err(Failure::Network {
                offline: !self.host.online(),
                cause,
            }
            .into()),
        }
    }

    fn response(&self, raw: RawResponse<H::Value>) -> Response<H::Value> {
        let retry_after = raw.retry_after.as_deref();
        let now = self.host.now();
        if let Some(date) = raw.date {
            self.clock_skew.set(date - now);
        }
        Response {
            status: raw.status,
            body: raw.body,
            retry_after: retry_after
                .and_then(|header| retry::retry_after(header, now, |text| self.host.date(text))),
            class: ResourceClass {
                class: self.host.class(),
                now: raw.date.unwrap_or(now),
            },
        }
    }

    /// A session token of the page, where it is the call's owner's, or may be anyone's.
    fn accepted(
        &self,
        token: Option<String>,
        anyones: bool,
    ) -> Fallible<Option<SessionToken>, H::Value> {
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            return Err(Failure::NoSessionToken.into());
        };
        let token = SessionToken::check(token).ok_or(Failure::InvalidToken)?;
        Ok(Some(token).filter(|token| anyones || self.is_owners(token)))
    }

    /// The claims of the session token that will be sent first, once it is there.
    fn claims(&self) -> Option<Claims> {
        self.token.as_ref()?.claims::<H::Value>()
    }

    /// A token without readable claims may be anybody's.
    fn is_owners(&self, token: &SessionToken) -> bool {
        let Some(claims) = token.claims::<H::Value>() else {
            return true;
        };
        if let (Some(pinned), Some(user)) = (&self.owner.user, &claims.user)
            && pinned != user
        {
            return false;
        }
        match &self.owner.accepted {
            Accepted::Anyones => true,
            Accepted::Subjects(subject) => claims.owner().is_none_or(|owner| *owner == **subject),
            Accepted::Users(first) => claims
                .user
                .is_none_or(|user| *first.get_or_init(|| user.clone()) == user),
        }
    }

    async fn within_timeout(
        &self,
        work: impl Future<Output = Fallible<(), H::Value>>,
    ) -> Fallible<(), H::Value> {
        let milliseconds = self.limits.timeout_ms;
        let timer = self.host.sleep(f64::from(milliseconds));
        match select(pin!(work), pin!(timer)).await {
            Either::Left((end, _)) => end,
            Either::Right((passed, _)) => {
                passed?;
                let sent = self.sent.get();
                Err(Failure::Timeout { milliseconds, sent }.into())
            }
        }
    }
}

impl<H: Host> Exchange for Call<H> {
    type Value = H::Value;

    async fn subject(&mut self, named: Option<String>) -> Fallible<String, H::Value> {
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            self.owner.accepted = Accepted::Anyones;
            return Ok(named);
        }
        if let Some(subject) = &self.page_subject {
            return Ok(subject.clone());
        }
        if self.token.is_none() {
            self.attempt(None, false, true).await?;
        }
        let claims = self.claims();
        let owner = claims.as_ref().and_then(|claims| claims.owner());
        let unknown = || {
            let words = "is not given, and the session token names no user";
            Failure::invalid(Role::Params, "subject", Problem::other(words))
        };
        let owner: String = owner.ok_or_else(unknown)?.into();
        self.owner.accepted = Accepted::Subjects(owner.clone());
        Ok(owner)
    }

    async fn user(&mut self) -> Fallible<Option<String>, H::Value> {
        if self.token.is_none() {
            self.attempt(None, false, false).await?;
        }
        self.owner.user = self.claims().and_then(|claims| claims.user);
        Ok(self.owner.user.clone())
    }

    fn now(&self) -> f64 {
        self.host.now()
    }

    fn day(&self, moment: f64) -> Option<String> {
        self.host.day(moment)
    }

    fn clock_skew(&self) -> f64 {
        self.clock_skew.get()
    }

    async fn send(&mut self, request: Request) -> Fallible<Response<H::Value>, H::Value> {
        let mut attempts = Attempts::default();
        let mut fresh_token = request.fresh_token;
        loop {
            let result = self.attempt(Some(&request), fresh_token, false).await;
            // There is one: a request was made.
            let result =
                result.and_then(|response| response.ok_or_else(|| Failure::NoSessionToken.into()));
            let outcome = match &result {
                Ok(response) => Outcome::Status {
                    status: response.status,
                    retry_after: response.retry_after,
                },
                Err(failure) if matches!(**failure, Failure::Network { .. }) => Outcome::Network,
                Err(_) => return result,
            };
            let chance = self.host.random();
            match retry::next(
                request.effect,
                outcome,
                attempts,
                self.limits.max_retries,
                chance,
            ) {
                Next::Settle => return result,
                Next::Refresh => {
                    attempts.refreshed = true;
                    fresh_token = true;
                }
                Next::Wait(milliseconds) => {
                    attempts.retries += 1;
                    fresh_token = false;
                    self.host.sleep(milliseconds).await?;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
