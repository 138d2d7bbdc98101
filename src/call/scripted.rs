//! A world in which everything goes as written: whole calls are played on the host, without waiting.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::{pending, poll_fn},
    pin::pin,
    rc::Rc,
    task::Poll,
    time::UNIX_EPOCH,
};

use futures_util::future::LocalBoxFuture;
use serde_json::{Value as Json, json};

use super::{Host, Limits, RawResponse, Server, Subject, Unanswered, until_aborted};
use crate::{
    backend::{Method, Request, ledger::KeyLedger},
    call::Call,
    failure::{Failure, Fallible},
    url::{BaseUrl, Query},
};

/// What the network does with a request.
#[derive(Debug, Clone)]
pub enum Reply {
    Response {
        status: u16,
        body: Option<Json>,
        retry_after: Option<&'static str>,
    },
    /// `fetch` rejects with this.
    Lost(&'static str),
    /// `fetch` cannot be called.
    Refused(&'static str),
    /// No response comes.
    Silence,
    /// The caller aborts, with this reason, while the request is out.
    Abort(&'static str),
}

/// What `getToken` gives.
#[derive(Debug, Clone)]
pub enum Token {
    Text(String),
    None,
    Throws(&'static str),
    Silence,
}

#[derive(Clone, Default)]
pub struct World(Rc<State>);

#[derive(Default)]
struct State {
    tokens: RefCell<VecDeque<Token>>,
    replies: RefCell<VecDeque<Reply>>,
    subject: RefCell<Option<String>>,
    query: RefCell<Query>,
    class: RefCell<Json>,
    is_subject_given: Cell<bool>,
    offline: Cell<bool>,
    date: Cell<Option<f64>>,
    aborted: RefCell<Option<&'static str>>,
    sent: RefCell<Vec<Sent>>,
    asked: RefCell<Vec<bool>>,
    slept: RefCell<Vec<f64>>,
    /// By the monotonic clock.
    now: Cell<f64>,
    ledger: Rc<KeyLedger>,
}

/// A request as it went out.
struct Sent {
    url: String,
    authorization: String,
    method: Method,
    accept: Option<&'static str>,
}

pub fn ok(body: Json) -> Reply {
    status(200, body)
}

pub fn status(status: u16, body: Json) -> Reply {
    Reply::Response {
        status,
        body: Some(body),
        retry_after: None,
    }
}

pub fn token(claims: &Json) -> Token {
    use base64ct::{Base64UrlUnpadded, Encoding};
    Token::Text(format!(
        "e30.{}.c2ln",
        Base64UrlUnpadded::encode_string(claims.to_string().as_bytes())
    ))
}

impl World {
    /// A world with a page about `user_1`, which gives one opaque token again and again.
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let world = Self::default();
        world.0.replies.borrow_mut().extend(replies);
        world.with_subject(Some("user_1"))
    }

    pub fn with_tokens(self, tokens: impl IntoIterator<Item = Token>) -> Self {
        self.0.tokens.borrow_mut().extend(tokens);
        self
    }

    pub fn with_subject(self, subject: Option<&str>) -> Self {
        *self.0.subject.borrow_mut() = subject.map(str::to_owned);
        self
    }

    /// The API has no subject.
    pub fn without_subject(self) -> Self {
        self.0.is_subject_given.set(true);
        self
    }

    pub fn with_query(self, name: &str, value: &str) -> Self {
        let mut query = self.0.query.take();
        query.pair(name, value);
        self.0.query.replace(query);
        self
    }

    /// A page whose keys become resources of this class, as `resource` in `value/json.rs` builds them.
    pub fn with_class(self, class: &str) -> Self {
        self.0.class.replace(json!(class));
        self
    }

    pub fn offline(self) -> Self {
        self.0.offline.set(true);
        self
    }

    /// The server says when it answers: in milliseconds since 1970, at the start of this world.
    pub fn with_date(self, moment: f64) -> Self {
        self.0.date.set(Some(moment));
        self
    }

    /// Time passes.
    pub fn wait(&self, milliseconds: f64) {
        self.0.now.set(self.0.now.get() + milliseconds);
    }

    pub fn aborted(self, reason: &'static str) -> Self {
        *self.0.aborted.borrow_mut() = Some(reason);
        self
    }

    /// Plays a call to its end.
    pub fn play<T>(
        &self,
        steps: impl AsyncFnOnce(&mut Call<Self>) -> Fallible<T, Json>,
    ) -> Fallible<T, Json> {
        self.play_within(Limits::default(), steps)
    }

    pub fn play_within<T>(
        &self,
        limits: Limits,
        steps: impl AsyncFnOnce(&mut Call<Self>) -> Fallible<T, Json>,
    ) -> Fallible<T, Json> {
        let subject = if self.0.is_subject_given.get() {
            Subject::Given
        } else {
            Subject::Default
        };
        let mut call = Call::begin(self.clone(), limits, subject)?;
        pollster::block_on(until_aborted(self.aborted(), pin!(steps(&mut call))))
    }

    /// Method, address and body of each request, as `GET https://…` or `POST https://… {…}`.
    pub fn requests(&self) -> Vec<String> {
        let line = |sent: &Sent| match &sent.method {
            Method::Get => format!("GET {}", sent.url),
            Method::Post(body) => format!("POST {} {body}", sent.url),
            Method::Patch(body) => format!("PATCH {} {body}", sent.url),
            Method::Delete => format!("DELETE {}", sent.url),
        };
        self.0.sent.borrow().iter().map(line).collect()
    }

    /// The `Accept` header of each request.
    pub fn accepts(&self) -> Vec<Option<&'static str>> {
        self.0
            .sent
            .borrow()
            .iter()
            .map(|sent| sent.accept)
            .collect()
    }

    pub fn authorizations(&self) -> Vec<String> {
        self.0
            .sent
            .borrow()
            .iter()
            .map(|sent| sent.authorization.clone())
            .collect()
    }

    /// Each time that the page was asked for a token: whether for a fresh one.
    pub fn asked(&self) -> Vec<bool> {
        self.0.asked.borrow().clone()
    }

    pub fn slept(&self) -> Vec<f64> {
        self.0.slept.borrow().clone()
    }

    async fn next_token(&self, skip_cache: bool) -> Fallible<Option<String>, Json> {
        self.0.asked.borrow_mut().push(skip_cache);
        let next = self.0.tokens.borrow_mut().pop_front();
        match next.unwrap_or_else(|| Token::Text("opaque".to_owned())) {
            Token::Text(text) => Ok(Some(text)),
            Token::None => Ok(None),
            Token::Throws(cause) => Err(Failure::HostCallback {
                callback: "getToken",
                cause: Some(json!(cause)),
            }
            .into()),
            Token::Silence => pending().await,
        }
    }

    async fn next_reply(&self, sent: Sent) -> Result<RawResponse<Json>, Unanswered<Json>> {
        self.0.sent.borrow_mut().push(sent);
        let reply = self.0.replies.borrow_mut().pop_front();
        let date = self.0.date.get().map(|date| date + self.0.now.get());
        match reply.expect("a reply for each request") {
            Reply::Response {
                status,
                body,
                retry_after,
            } => Ok(RawResponse {
                status,
                body,
                retry_after: retry_after.map(Into::into),
                date,
                headers_at: self.monotonic(),
            }),
            Reply::Refused(cause) => Err(Unanswered::Refused(json!(cause))),
            Reply::Lost(cause) => Err(Unanswered::Lost(Some(json!(cause)))),
            Reply::Silence => pending().await,
            Reply::Abort(reason) => {
                *self.0.aborted.borrow_mut() = Some(reason);
                yield_now().await;
                unreachable!("the call goes on after its abort")
            }
        }
    }
}

impl Host for World {
    type Value = Json;

    fn server(&self) -> Fallible<Server, Json> {
        Ok(Server {
            base: BaseUrl::parse("https://clerk.example.com").expect("a plain address"),
            query: self.0.query.borrow().clone(),
        })
    }

    fn subject(&self) -> Fallible<Option<String>, Json> {
        Ok(self.0.subject.borrow().clone())
    }

    fn user(&self) -> Fallible<Option<String>, Json> {
        Ok(None)
    }

    async fn token(&self, skip_cache: bool) -> Fallible<Option<String>, Json> {
        self.next_token(skip_cache).await
    }

    async fn fetch(
        &self,
        url: &str,
        authorization: &str,
        request: &Request,
    ) -> Result<RawResponse<Json>, Unanswered<Json>> {
        let sent = Sent {
            url: url.to_owned(),
            authorization: authorization.to_owned(),
            method: request.method.clone(),
            accept: request.accept,
        };
        self.next_reply(sent).await
    }

    async fn sleep(&self, milliseconds: f64) -> Fallible<(), Json> {
        if self.0.aborted.borrow().is_some() {
            pending::<()>().await;
        }
        self.0.slept.borrow_mut().push(milliseconds);
        self.wait(milliseconds);
        Ok(())
    }

    async fn aborted(&self) -> Json {
        poll_fn(|_| {
            let reason = *self.0.aborted.borrow();
            reason.map_or(Poll::Pending, |reason| Poll::Ready(json!(reason)))
        })
        .await
    }

    fn class(&self) -> Json {
        self.0.class.borrow().clone()
    }

    fn now(&self) -> f64 {
        784_111_777_000.0 // Sun, 06 Nov 1994 08:49:37 GMT
    }

    fn monotonic(&self) -> f64 {
        self.0.now.get()
    }

    fn spawn(&self, future: LocalBoxFuture<'static, ()>) {
        pollster::block_on(future);
    }

    fn ledger(&self) -> Rc<KeyLedger> {
        self.0.ledger.clone()
    }

    fn date(&self, text: &str) -> Option<f64> {
        http_date(text)
    }

    fn day(&self, moment: f64) -> Option<String> {
        ((moment - self.now()).abs() < 1.0).then(|| "1994-11-06".into())
    }

    fn random(&self) -> f64 {
        0.0
    }

    fn online(&self) -> bool {
        !self.0.offline.get()
    }
}

/// As a browser reads one, but only HTTP's.
pub fn http_date(text: &str) -> Option<f64> {
    let text = match text.strip_suffix(" GMT") {
        Some(asctime) if !asctime.contains(',') => asctime,
        _ => text,
    };
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(UNIX_EPOCH).ok()?.as_secs_f64() * 1_000.0)
}

async fn yield_now() {
    let mut yielded = false;
    poll_fn(|context| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
