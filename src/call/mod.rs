//! One call, from start to end: subject, session token, attempts, response. Everything it needs of
//! the world comes from a [`Host`].

mod callers;
pub mod creating;
#[cfg(test)]
mod histories;
mod host;
mod owner;
mod progress;
pub mod rotating;
#[cfg(test)]
pub mod scripted;
#[cfg(test)]
mod simulation;
mod single_flight;

use std::{cell::Cell, pin::pin, rc::Rc};

use futures_util::future::{Either, select};

use crate::{
    backend::{Exchange, Request, Response, ledger::KeyLedger},
    clock::{Moment, ServerClock},
    failure::{Delivery, Failure, Fallible, InvalidResponse, Problem, Role},
    retry::{self, AttemptResult, Attempts, Next},
    token::SessionToken,
    value::{ResourceClass, Value as _},
};

pub use host::{Host, Limits, RawResponse, Server, Unanswered};
pub use owner::{Owner, Subject};
pub use progress::Progress;

/// The `code` of what a Clerk session's `getToken` throws offline.
const CLERK_OFFLINE: &str = "clerk_offline";

/// Longer than a second, in milliseconds.
const NEXT_SECOND: f64 = 1_100.0;

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

/// A call under way.
pub struct Call<H: Host> {
    host: H,
    timeout_ms: u32,
    max_retries: u32,
    owner: Owner,
    /// A session token that is not used yet.
    token: Option<SessionToken>,
    /// Whether the host page gave the last session token for the first time.
    is_token_new: Cell<bool>,
    progress: Rc<Progress>,
    server_clock: Cell<Option<ServerClock>>,
}

impl<H: Host> Call<H> {
    /// Begins a call. From here on its owner stands, whatever the host page switches to meanwhile.
    pub fn begin(host: H, limits: Limits, subject: Subject) -> Fallible<Self, H::Value> {
        let default = match subject {
            Subject::Given => None,
            Subject::Default => host.subject()?,
        };
        let owner = Owner::new(subject, default, host.user()?);
        Ok(Self::resume(host, limits, owner))
    }

    /// Continues the work of another call, for the same owner.
    pub fn resume(host: H, limits: Limits, owner: Owner) -> Self {
        Self {
            host,
            timeout_ms: limits.timeout_ms,
            max_retries: limits.max_retries,
            owner,
            token: None,
            is_token_new: Cell::new(false),
            progress: Rc::new(Progress::new(limits.timeout_ms)),
            server_clock: Cell::new(None),
        }
    }

    pub fn host(&self) -> &H {
        &self.host
    }

    pub fn owner(&self) -> Owner {
        self.owner.clone()
    }

    /// Milliseconds for each attempt.
    pub fn timeout_ms(&self) -> u32 {
        self.timeout_ms
    }

    pub fn progress(&self) -> Rc<Progress> {
        self.progress.clone()
    }

    /// Equal for two calls of the same user: the user's ID, else the session token.
    pub fn identity(&self) -> String {
        let token = || self.token.as_ref().map(SessionToken::bearer);
        self.owner.user().or_else(token).unwrap_or_default()
    }

    /// One attempt, within its time. Without a request it ends with the session token, which is kept for the next.
    async fn attempt(
        &mut self,
        request: Option<&Request>,
        fresh_token: bool,
    ) -> Fallible<Option<Response<H::Value>>, H::Value> {
        let mut token = self.token.take().filter(|_| !fresh_token);
        let mut response = None;
        self.progress.begin(self.host.monotonic());
        let work = async {
            // Where the token is of another owner, a fresh one is asked for, once.
            let mut asked = 0;
            while token.is_none() {
                if asked == 2 {
                    return Err(Failure::StaleSessionToken.into());
                }
                let fresh = fresh_token || asked > 0;
                let given = self.host.token(fresh).await;
                token = self.accepted(given.map_err(|failure| self.or_offline(*failure))?)?;
                asked += 1;
            }
            if let Some(request) = request
                && let Some(token) = &token
            {
                response = Some(self.fetch(request, token).await?);
            }
            Ok(())
        };
        let end = self.within_timeout(work).await;
        self.progress.end();
        end?;
        self.token = token.filter(|_| request.is_none());
        Ok(response)
    }

    async fn fetch(
        &self,
        request: &Request,
        token: &SessionToken,
    ) -> Fallible<Response<H::Value>, H::Value> {
        let Server { base, query } = self.host.server()?;
        let url = base.url(&request.path, [&request.query, &query]);
        // Asked before: the connection may be lost after the server acted. A loopback host needs no network.
        let offline = !self.host.online() && !base.is_loopback();
        let authorization = token.bearer();
        let sent = self.host.moment();
        self.progress.send(sent);
        match self.host.fetch(&url, &authorization, request).await {
            Ok(RawResponse {
                status: 0 | 300..=399,
                ..
            }) => Err(InvalidResponse::Redirect.into()),
            Ok(raw) => Ok(self.response(raw, sent)),
            Err(Unanswered::Refused(cause)) => {
                let (delivery, cause) = (Delivery::Refused, Some(cause));
                Err(Failure::Network { delivery, cause }.into())
            }
            Err(Unanswered::Lost(cause)) => {
                let delivery = if offline {
                    Delivery::Offline
                } else {
                    Delivery::Unknown
                };
                Err(Failure::Network { delivery, cause }.into())
            }
        }
    }

    fn response(&self, raw: RawResponse<H::Value>, sent: Moment) -> Response<H::Value> {
        if let Some(date) = raw.date {
            self.read_clock(ServerClock::read(date, sent.monotonic, raw.headers_at));
        }
        let now = self.host.now();
        let by_server = |clock: ServerClock| clock.at(self.host.monotonic());
        let server_now = raw.date.or_else(|| self.server_clock.get().map(by_server));
        let server_now = server_now.unwrap_or(now);
        let retry_after = raw.retry_after.as_deref();
        Response {
            status: raw.status,
            body: raw.body,
            retry_after: retry_after.and_then(|header| {
                retry::retry_after(header, server_now, |text| self.host.date(text))
            }),
            is_repeated: false,
            class: ResourceClass {
                class: self.host.class(),
                now: raw.date.unwrap_or(now),
            },
        }
    }

    fn read_clock(&self, reading: ServerClock) {
        let known = self.server_clock.get();
        self.server_clock
            .set(Some(known.map_or(reading, |known| known.and(reading))));
    }

    /// The failure of `getToken`: offline, Clerk cannot refresh a token.
    fn or_offline(&self, failure: Failure<H::Value>) -> Box<Failure<H::Value>> {
        match failure {
            Failure::HostCallback {
                cause: Some(cause), ..
            } if !self.host.online() || cause.filled("code").as_deref() == Some(CLERK_OFFLINE) => {
                Failure::offline(Some(cause))
            }
            other => Box::new(other),
        }
    }

    /// Asks for a fresh session token, and reads when it was issued. `false`: it is not fresh.
    async fn read_clock_of_fresh_token(&mut self) -> Fallible<bool, H::Value> {
        let asked = self.host.monotonic();
        self.attempt(None, true).await?;
        let received = self.host.monotonic();
        let claims = self
            .token
            .as_ref()
            .and_then(SessionToken::claims::<H::Value>);
        let issued = claims.and_then(|claims| claims.issued);
        let issued = issued.filter(|_| self.is_token_new.get());
        if let Some(second) = issued {
            self.read_clock(ServerClock::read(second * 1_000.0, asked, received));
        }
        Ok(issued.is_some())
    }

    /// A session token of the host page, where it is the call's owner's.
    fn accepted(&self, token: Option<String>) -> Fallible<Option<SessionToken>, H::Value> {
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            return Err(if self.host.online() {
                Failure::NoSessionToken.into()
            } else {
                Failure::offline(None)
            });
        };
        let token = SessionToken::check(token).ok_or(Failure::InvalidToken)?;
        let is_new = self.host.ledger().see_token(token.fingerprint());
        self.is_token_new.set(is_new);
        // A token without readable claims may be anybody's.
        let claims = token.claims::<H::Value>();
        let is_owners = claims.is_none_or(|claims| self.owner.admits(&claims));
        Ok(Some(token).filter(|_| is_owners))
    }

    /// Reads the session token that will be sent first.
    async fn have_token(&mut self) -> Fallible<(), H::Value> {
        if self.token.is_none() {
            self.attempt(None, false).await?;
        }
        Ok(())
    }

    async fn within_timeout(
        &self,
        work: impl Future<Output = Fallible<(), H::Value>>,
    ) -> Fallible<(), H::Value> {
        let timer = self.progress.timeout(&self.host);
        match select(pin!(work), pin!(timer)).await {
            Either::Left((end, _)) => end,
            Either::Right((failure, _)) => Err(failure),
        }
    }
}

impl<H: Host> Exchange for Call<H> {
    type Value = H::Value;

    async fn subject(&mut self, named: Option<String>) -> Fallible<String, H::Value> {
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            self.owner.name_subject();
            return Ok(named);
        }
        if self.owner.subject().is_none() {
            self.have_token().await?;
        }
        let unknown = || {
            let words = "is not given, and the session token names no user";
            Failure::invalid(Role::Params, "subject", Problem::other(words))
        };
        self.owner.subject().ok_or_else(unknown)
    }

    async fn user(&mut self) -> Fallible<Option<String>, H::Value> {
        self.have_token().await?;
        Ok(self.owner.user())
    }

    fn moment(&self) -> Moment {
        self.host.moment()
    }

    fn day(&self, moment: f64) -> Option<String> {
        self.host.day(moment)
    }

    fn server_clock(&self) -> Option<ServerClock> {
        self.server_clock.get()
    }

    async fn read_server_clock(&mut self) -> Fallible<(), H::Value> {
        if !self.read_clock_of_fresh_token().await? {
            // Two tokens of the same second may be equal.
            self.host.sleep(NEXT_SECOND).await?;
            self.read_clock_of_fresh_token().await?;
        }
        Ok(())
    }

    fn ledger(&self) -> Rc<KeyLedger> {
        self.host.ledger()
    }

    fn sent(&self) -> Rc<Cell<Option<Moment>>> {
        self.progress.sent()
    }

    async fn send(&mut self, request: Request) -> Fallible<Response<H::Value>, H::Value> {
        let mut attempts = Attempts::default();
        let mut fresh_token = request.fresh_token;
        let mut may_have_acted = false;
        loop {
            let result = self.attempt(Some(&request), fresh_token).await;
            // There is one: a request was made.
            let result =
                result.and_then(|response| response.ok_or_else(|| Failure::NoSessionToken.into()));
            let result = result.map(|response| Response {
                is_repeated: may_have_acted,
                ..response
            });
            let attempt = match &result {
                Ok(response) => AttemptResult::Status {
                    status: response.status,
                    retry_after: response.retry_after,
                },
                Err(failure) if failure.is_of_the_network() => AttemptResult::Network,
                Err(_) => return result,
            };
            may_have_acted |= match &result {
                Ok(_) => attempt.may_have_acted(),
                Err(failure) => failure.may_have_acted(),
            };
            let chance = self.host.random();
            let next = retry::next(request.effect, attempt, attempts, self.max_retries, chance);
            if next != Next::Settle {
                self.progress.try_again();
            }
            match next {
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
