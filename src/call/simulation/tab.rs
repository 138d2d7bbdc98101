//! A tab of a host page: its clocks, its user, its network.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::pending,
    rc::Rc,
};

use futures_util::future::LocalBoxFuture;
use serde_json::{Value as Json, json};
use url::Url;

use super::{
    Simulation,
    server::{Api, Arrival, EPOCH, Server},
};
use crate::{
    backend::{Method, Request, ledger::KeyLedger},
    call::{Host, RawResponse, Server as Address, Unanswered, scripted},
    failure::Fallible,
    url::{BaseUrl, Query},
};

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub enum Fate {
    /// It takes so many milliseconds there, and as many back.
    Answered(f64),
    /// It never arrives; that is noticed after so long.
    LostOnTheWay(f64),
    /// It arrives after so long, and its response is lost as long after that.
    LostOnTheWayBack(f64),
    /// The server acts, and says 500.
    ActsAndFails(f64),
    /// The server does not act, and says so.
    Refused(u16),
    /// It arrives at once, and its response never comes.
    Silence,
    /// It is lost at once, and the server acts on it so many milliseconds later.
    ActsLate(f64),
}

/// The clocks and the session of a tab.
#[derive(Debug, Clone)]
pub struct Setting {
    /// How far the host page's clock is ahead of the server's, in milliseconds.
    pub skew: f64,
    /// Whether the `Date` header can be read.
    pub has_date: bool,
    /// Whether `getToken({skipCache: true})` gives another token with an `iat`.
    pub has_fresh_tokens: bool,
    /// How long `getToken` takes, in turn, in milliseconds.
    pub token_times: Vec<f64>,
}

#[derive(Clone)]
pub struct Tab {
    state: Rc<State>,
    /// When the caller of a call aborts it.
    abort_at: Option<f64>,
}

struct State {
    number: usize,
    simulation: Simulation,
    server: Rc<Server>,
    setting: Setting,
    user: RefCell<String>,
    cached: RefCell<Option<(String, f64)>>,
    tokens: Cell<usize>,
    fates: Rc<RefCell<VecDeque<Fate>>>,
    ledger: Rc<KeyLedger>,
}

impl Tab {
    pub fn new(
        number: usize,
        simulation: &Simulation,
        server: &Rc<Server>,
        setting: Setting,
        fates: &Rc<RefCell<VecDeque<Fate>>>,
    ) -> Self {
        let state = State {
            number,
            simulation: simulation.clone(),
            server: server.clone(),
            setting,
            user: RefCell::new("user_1".into()),
            cached: RefCell::default(),
            tokens: Cell::new(0),
            fates: fates.clone(),
            ledger: Rc::default(),
        };
        Self {
            state: Rc::new(state),
            abort_at: None,
        }
    }

    /// The tab, for a call that is aborted at a moment.
    pub fn aborting(&self, abort_at: Option<f64>) -> Self {
        Self {
            state: self.state.clone(),
            abort_at,
        }
    }

    pub fn switch_to(&self, user: &str) {
        self.state.user.replace(user.into());
        self.state.cached.replace(None);
    }

    pub fn user(&self) -> String {
        self.state.user.borrow().clone()
    }

    fn respond(&self, status: u16, body: Json) -> RawResponse<Json> {
        let date = (EPOCH + self.state.simulation.now()) / 1_000.0;
        RawResponse {
            status,
            retry_after: None,
            date: Some(date.floor() * 1_000.0).filter(|_| self.state.setting.has_date),
            headers_at: self.monotonic(),
            body: Some(body),
        }
    }

    fn arrive(&self, url: &str, authorization: &str, request: &Request) -> (u16, Json) {
        let user = bearer(authorization);
        let url = Url::parse(url).expect("a URL");
        self.state
            .server
            .act(&url, request, self.state.number, &user)
    }
}

fn bearer(authorization: &str) -> String {
    authorization
        .strip_prefix("Bearer ")
        .and_then(user_of)
        .expect("a user")
}

fn user_of(token: &str) -> Option<String> {
    use base64ct::{Base64UrlUnpadded, Encoding};
    let payload = Base64UrlUnpadded::decode_vec(token.split('.').nth(1)?).ok()?;
    let claims: Json = serde_json::from_slice(&payload).ok()?;
    Some(claims["sub"].as_str()?.to_owned())
}

impl Host for Tab {
    type Value = Json;

    fn server(&self) -> Fallible<Address, Json> {
        Ok(Address {
            base: BaseUrl::parse("https://api.example.com").expect("a plain address"),
            query: Query::default(),
        })
    }

    fn subject(&self) -> Fallible<Option<String>, Json> {
        Ok(None)
    }

    fn user(&self) -> Fallible<Option<String>, Json> {
        Ok(None)
    }

    async fn token(&self, skip_cache: bool) -> Fallible<Option<String>, Json> {
        let state = &*self.state;
        let number = state.tokens.replace(state.tokens.get() + 1);
        let times = &state.setting.token_times;
        if !times.is_empty() {
            state.simulation.sleep(times[number % times.len()]).await;
        }
        let now = state.simulation.now();
        let is_fresh = skip_cache && state.setting.has_fresh_tokens;
        let cached = state.cached.borrow().clone();
        if let Some((token, issued)) = cached
            && !is_fresh
            && now - issued < 50_000.0
        {
            return Ok(Some(token));
        }
        let iat = ((EPOCH + now) / 1_000.0).floor();
        let claims = json!({ "sub": self.user(), "o": { "id": "org_1" }, "iat": iat, "n": number });
        let scripted::Token::Text(token) = scripted::token(&claims) else {
            return Ok(None);
        };
        state.cached.replace(Some((token.clone(), now)));
        Ok(Some(token))
    }

    async fn fetch(
        &self,
        url: &str,
        authorization: &str,
        request: &Request,
    ) -> Result<RawResponse<Json>, Unanswered<Json>> {
        let state = &*self.state;
        let simulation = &state.simulation;
        if let Method::Post(body) = &request.method
            && !url.ends_with("/revoke")
        {
            let body: Json = serde_json::from_str(body).expect("JSON");
            state.server.arrivals.borrow_mut().push(Arrival {
                tab: state.number,
                user: bearer(authorization),
                name: body["name"].as_str().expect("a name").into(),
                sent: simulation.now(),
            });
        }
        let fate = state.fates.borrow_mut().pop_front();
        let fate = fate.unwrap_or(Fate::Answered(20.0));
        state
            .server
            .note(format_args!("tab {} sends: {fate:?}", state.number));
        let act = || self.arrive(url, authorization, request);
        match fate {
            Fate::Answered(time) => {
                simulation.sleep(time).await;
                let (status, body) = act();
                let response = self.respond(status, body);
                simulation.sleep(time).await;
                Ok(RawResponse {
                    headers_at: self.monotonic(),
                    ..response
                })
            }
            Fate::LostOnTheWay(time) => {
                simulation.sleep(time).await;
                Err(Unanswered::Lost(None))
            }
            Fate::LostOnTheWayBack(time) => {
                simulation.sleep(time).await;
                act();
                simulation.sleep(time).await;
                Err(Unanswered::Lost(None))
            }
            Fate::ActsAndFails(time) => {
                simulation.sleep(time).await;
                act();
                Ok(self.respond(500, json!({})))
            }
            Fate::Refused(status) => Ok(self.respond(status, json!({}))),
            Fate::Silence => {
                act();
                pending().await
            }
            Fate::ActsLate(time) => {
                let (tab, url, authorization, request) = (
                    self.clone(),
                    url.to_owned(),
                    authorization.to_owned(),
                    request.clone(),
                );
                simulation.spawn(async move {
                    tab.state.simulation.sleep(time).await;
                    tab.arrive(&url, &authorization, &request);
                });
                Err(Unanswered::Lost(None))
            }
        }
    }

    async fn sleep(&self, milliseconds: f64) -> Fallible<(), Json> {
        self.state.simulation.sleep(milliseconds).await;
        Ok(())
    }

    async fn aborted(&self) -> Json {
        let Some(moment) = self.abort_at else {
            return pending().await;
        };
        self.state
            .simulation
            .sleep(moment - self.state.simulation.now())
            .await;
        json!("aborted")
    }

    fn class(&self) -> Json {
        match self.state.server.api {
            Api::Clerk => json!("APIKey"),
            Api::Projects => json!("ProjectAPIKey"),
        }
    }

    fn now(&self) -> f64 {
        EPOCH + self.state.simulation.now() + self.state.setting.skew
    }

    fn monotonic(&self) -> f64 {
        // Since another moment in each tab.
        self.state.simulation.now() + 77_777.0
    }

    fn spawn(&self, future: LocalBoxFuture<'static, ()>) {
        self.state.simulation.spawn(future);
    }

    fn ledger(&self) -> Rc<KeyLedger> {
        self.state.ledger.clone()
    }

    fn date(&self, _: &str) -> Option<f64> {
        None
    }

    fn day(&self, _: f64) -> Option<String> {
        Some("2027-01-15".into())
    }

    fn random(&self) -> f64 {
        0.5
    }

    fn online(&self) -> bool {
        true
    }
}
