//! One call, from start to end: subject, session token, attempts, answer. Everything it needs of
//! the world comes from a [`Host`].

pub mod flight;
pub mod gate;
#[cfg(test)]
pub mod scripted;

use std::{
    cell::{Cell, OnceCell},
    pin::pin,
};

use crate::{
    backend::{Answer, Exchange, Request},
    failure::{Failure, Fallible, Flaw},
    given::{Role, Why},
    retry::{self, Attempts, Next, Outcome},
    token::{Claims, SessionToken},
    url::{Base, Query},
    value::{Factory, Value},
    wait::{Wait, map, race},
};

/// The world around a call: the page's functions, the network, the clock.
pub trait Host {
    type Value: Value;

    /// Where the next request goes.
    fn server(&self) -> Fallible<Server, Self::Value>;
    /// The active organization's ID, else the user's, where the page says it.
    fn subject(&self) -> Fallible<Option<Box<str>>, Self::Value>;
    /// The page's session token; `skip_cache` asks for a new one.
    fn token(&self, skip_cache: bool) -> impl Wait<Fallible<Option<Box<str>>, Self::Value>>;
    /// Sends a request to an address, with an `Authorization` header, and reads the answer to its end. An error is what
    /// was thrown.
    fn fetch(
        &self,
        url: &str,
        authorization: &str,
        request: &Request,
    ) -> impl Wait<Result<Arrived<Self::Value>, Option<Self::Value>>> + use<Self>;
    /// Fails where the page has no timers.
    fn sleep(&self, milliseconds: f64) -> impl Wait<Fallible<(), Self::Value>>;
    /// Resolves to the reason when the caller aborts the call, and never otherwise.
    fn aborted(&self) -> impl Wait<Self::Value> + use<Self>;
    /// The class of the resources that answers are made into.
    fn class(&self) -> Self::Value;
    /// Milliseconds since 1970.
    fn now(&self) -> f64;
    /// An HTTP date (RFC 9110, section 5.6.7) that ends in `GMT`, as milliseconds since 1970.
    fn date(&self, text: &str) -> Option<f64>;
    /// The day of a moment in milliseconds since 1970, as `2026-11-22`, in UTC.
    fn day(&self, moment: f64) -> Option<Box<str>>;
    /// From 0 to 1.
    fn random(&self) -> f64;
    fn online(&self) -> bool;
}

/// The server as the page says it at the moment of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    pub base: Base,
    /// What the page adds to the query of each request.
    pub query: Query,
}

/// An answer as it came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrived<V> {
    /// 0 where a browser hides a redirect.
    pub status: u16,
    pub retry_after: Option<Box<str>>,
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
pub fn until_aborted<V, T>(
    aborted: impl Wait<V>,
    work: impl Wait<Fallible<T, V>>,
) -> impl Wait<Fallible<T, V>> {
    race(
        map(aborted, |reason| Err(Failure::Aborted(reason).into())),
        work,
    )
}

/// Whom the session tokens of a call must belong to.
#[derive(Clone)]
enum Owner {
    /// Whoever it is: the caller has named the subject.
    Anyone,
    /// The organization or the user that the call is about.
    Subject(Box<str>),
    /// The call is about neither: the user whose the first token is, in whatever organization.
    User(OnceCell<Box<str>>),
}

/// On whose behalf a call is made, for another that goes on with its work.
#[derive(Clone)]
pub struct Standing {
    owner: Owner,
    user: Option<Box<str>>,
}

/// A call under way. It is boxed where it begins, because it goes from future to future.
pub struct Call<H: Host> {
    host: H,
    limits: Limits,
    /// Whom the page was about when the call began.
    page_subject: Option<Box<str>>,
    standing: Standing,
    /// A session token that was asked for and not used yet.
    token: Option<SessionToken>,
    /// Whether the request of the attempt under way may have gone out.
    sent: Cell<bool>,
    clock_skew: Cell<f64>,
}

impl<H: Host> Call<H> {
    /// Begins a call. From here on its subject stands, whatever the page switches to meanwhile.
    pub fn begin(host: H, limits: Limits) -> Fallible<Box<Self>, H::Value> {
        let page_subject = host.subject()?.filter(|subject| !subject.is_empty());
        let owner = match &page_subject {
            Some(subject) => Owner::Subject(subject.clone()),
            None => Owner::User(OnceCell::new()),
        };
        let standing = Standing { owner, user: None };
        let mut call = Self::resume(host, limits, standing);
        call.page_subject = page_subject;
        Ok(call)
    }

    /// Goes on with the work of another call, on the same behalf.
    pub fn resume(host: H, limits: Limits, standing: Standing) -> Box<Self> {
        Box::new(Self {
            host,
            limits,
            page_subject: None,
            standing,
            token: None,
            sent: Cell::new(false),
            clock_skew: Cell::new(0.0),
        })
    }

    pub fn host(&self) -> &H {
        &self.host
    }

    pub fn standing(&self) -> Standing {
        self.standing.clone()
    }

    /// One attempt, within its time. Without a request it ends with the session token, which is kept for the next.
    async fn attempt(
        &mut self,
        request: Option<&Request>,
        fresh_token: bool,
        anyones: bool,
    ) -> Fallible<Option<Box<Answer<H::Value>>>, H::Value> {
        let mut token = self.token.take().filter(|_| !fresh_token);
        let mut answer = None;
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
                let fetching = self.host.fetch(&url, &token.bearer(), request);
                self.sent.set(true);
                answer = Some(map(fetching, |arrived| self.arrived(arrived)).await?);
            }
            Ok(())
        };
        self.within_timeout(pin!(work)).await?;
        self.token = token;
        Ok(answer)
    }

    fn arrived(
        &self,
        arrived: Result<Arrived<H::Value>, Option<H::Value>>,
    ) -> Fallible<Box<Answer<H::Value>>, H::Value> {
        match arrived {
            Ok(Arrived {
                status: 0 | 300..=399,
                ..
            }) => Err(Flaw::Redirect.into()),
            Ok(arrived) => Ok(self.answer(arrived)),
            Err(cause) => Err(Failure::Network {
                offline: !self.host.online(),
                cause,
            }
            .into()),
        }
    }

    fn answer(&self, arrived: Arrived<H::Value>) -> Box<Answer<H::Value>> {
        let retry_after = arrived.retry_after.as_deref();
        let now = self.host.now();
        if let Some(date) = arrived.date {
            self.clock_skew.set(date - now);
        }
        Box::new(Answer {
            status: arrived.status,
            body: arrived.body,
            retry_after: retry_after
                .and_then(|header| retry::retry_after(header, now, |text| self.host.date(text))),
            factory: Factory {
                class: self.host.class(),
                now: arrived.date.unwrap_or(now),
            },
        })
    }

    /// A session token of the page, where it is the call's owner's, or may be anyone's.
    fn accepted(
        &self,
        token: Option<Box<str>>,
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
        if let (Some(pinned), Some(user)) = (&self.standing.user, &claims.user)
            && pinned != user
        {
            return false;
        }
        match &self.standing.owner {
            Owner::Anyone => true,
            Owner::Subject(subject) => claims.owner().is_none_or(|owner| *owner == **subject),
            Owner::User(first) => claims
                .user
                .is_none_or(|user| *first.get_or_init(|| user.clone()) == user),
        }
    }

    fn within_timeout(
        &self,
        work: impl Wait<Fallible<(), H::Value>>,
    ) -> impl Wait<Fallible<(), H::Value>> {
        let milliseconds = self.limits.timeout_ms;
        let timeout = map(self.host.sleep(f64::from(milliseconds)), move |passed| {
            passed?;
            let sent = self.sent.get();
            Err(Failure::Timeout { milliseconds, sent }.into())
        });
        race(work, timeout)
    }
}

impl<H: Host> Exchange for Call<H> {
    type Value = H::Value;

    async fn subject(&mut self, named: Option<Box<str>>) -> Fallible<Box<str>, H::Value> {
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            self.standing.owner = Owner::Anyone;
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
        let unknown = || Failure::given(Role::Params, "subject", Why::Unknown);
        let owner: Box<str> = owner.ok_or_else(unknown)?.into();
        self.standing.owner = Owner::Subject(owner.clone());
        Ok(owner)
    }

    async fn user(&mut self) -> Fallible<Option<Box<str>>, H::Value> {
        if self.token.is_none() {
            self.attempt(None, false, false).await?;
        }
        self.standing.user = self.claims().and_then(|claims| claims.user);
        Ok(self.standing.user.clone())
    }

    fn now(&self) -> f64 {
        self.host.now()
    }

    fn day(&self, moment: f64) -> Option<Box<str>> {
        self.host.day(moment)
    }

    fn clock_skew(&self) -> f64 {
        self.clock_skew.get()
    }

    async fn send(&mut self, request: Box<Request>) -> Fallible<Box<Answer<H::Value>>, H::Value> {
        let mut attempts = Attempts::default();
        let mut fresh_token = request.fresh_token;
        loop {
            let result = self.attempt(Some(&request), fresh_token, false).await;
            // There is one: a request was made.
            let result =
                result.and_then(|answer| answer.ok_or_else(|| Failure::NoSessionToken.into()));
            let outcome = match &result {
                Ok(answer) => Outcome::Status {
                    status: answer.status,
                    retry_after: answer.retry_after,
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
