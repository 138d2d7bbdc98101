//! The servers: params to request, answer to resource. One file for each.

pub mod clerk;
pub mod creation;
pub mod project;
mod search;

use crate::{
    cut::joined,
    digits::decimal,
    failure::{ErrorItem, Failure, Fallible, Flaw, Refusal},
    given::{Given, Why},
    json,
    retry::Effect,
    url::Query,
    value::{Factory, Misfit, Table, Value, check},
};

/// A request, without what every request has: the server's address, the session token, the page's query.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub effect: Effect,
    pub method: Method,
    /// Below the server's address, with a slash in front.
    pub path: Box<str>,
    pub query: Query,
    /// The `Accept` header. `None`: the browser's own.
    pub accept: Option<&'static str>,
    /// Ask the page for a new session token instead of the one that it has.
    pub fresh_token: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Method {
    Get,
    /// With a body of JSON.
    Post(Box<str>),
    Delete,
}

/// A request is boxed where it is made, as an answer is: both pass many hands.
impl Request {
    fn get(path: Box<str>) -> Box<Self> {
        Self::new(Effect::Read, Method::Get, path)
    }

    fn post(effect: Effect, path: Box<str>, body: json::Object) -> Box<Self> {
        Self::new(effect, Method::Post(body.finish()), path)
    }

    fn delete(path: Box<str>) -> Box<Self> {
        Self::new(Effect::Repeatable, Method::Delete, path)
    }

    /// The body of a POST, empty where there is none.
    fn body(&self) -> &str {
        match &self.method {
            Method::Post(body) => body,
            Method::Get | Method::Delete => "",
        }
    }

    fn asking(mut self: Box<Self>, query: Query) -> Box<Self> {
        self.query = query;
        self
    }

    fn accepting(mut self: Box<Self>, accept: &'static str) -> Box<Self> {
        self.accept = Some(accept);
        self
    }

    fn with_fresh_token(mut self: Box<Self>, fresh_token: bool) -> Box<Self> {
        self.fresh_token = fresh_token;
        self
    }

    fn new(effect: Effect, method: Method, path: Box<str>) -> Box<Self> {
        Box::new(Self {
            effect,
            method,
            path,
            query: Query::default(),
            accept: None,
            fresh_token: false,
        })
    }
}

/// The part of a list that is one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cut {
    limit: u64,
    offset: u64,
}

impl Cut {
    /// Reads `initialPage`, 1 unless it is given, and `pageSize`, 10 unless it is given.
    fn read<V: Value>(params: &Given<V>) -> Fallible<Self, V> {
        let before = params.whole("initialPage")?.unwrap_or(1) - 1;
        let limit = params.whole("pageSize")?.unwrap_or(10);
        // The product has 64 bits at most. (`checked_mul` multiplies in 128, by a function of its own.)
        if before.leading_zeros() + limit.leading_zeros() < u64::BITS {
            return Err(params.fails("initialPage", Why::TooLarge));
        }
        let offset = before * limit;
        Ok(Self { limit, offset })
    }
}

/// Reads `apiKeyID`, which must be there.
pub fn key_id<V: Value>(params: &Given<V>) -> Fallible<Box<str>, V> {
    params.refuse("apiKeyId", "apiKeyID")?;
    params.segment("apiKeyID")
}

/// Reads `apiKeyID`. `None`: the last key is meant.
pub fn optional_key_id<V: Value>(params: &Given<V>) -> Fallible<Option<Box<str>>, V> {
    params.refuse("apiKeyId", "apiKeyID")?;
    params.optional_segment("apiKeyID")
}

/// What the server answered, whatever its status.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<V> {
    pub status: u16,
    /// The body, where it is JSON.
    pub body: Option<V>,
    /// What `Retry-After` asks for, in seconds.
    pub retry_after: Option<f64>,
    /// What its keys become resources by. Now is when it was given: by the server's clock where it can be read, else by
    /// the page's.
    pub factory: Factory<V>,
}

impl<V> Answer<V> {
    /// The body of an answer that says yes; what to make of one that says no is the backend's.
    fn success(
        self: Box<Self>,
        refusal: fn(Box<Self>) -> Refusal<V>,
    ) -> Fallible<(V, Factory<V>), V> {
        match self.status {
            200..=299 => {
                let status = self.status;
                let body = self.body.ok_or(Flaw::NotJson { status })?;
                Ok((body, self.factory))
            }
            300..=399 => Err(Flaw::Redirect.into()),
            _ => Err(Failure::Refused(refusal(self)).into()),
        }
    }
}

/// The reasons in a refusal's body: the objects in its `errors`.
fn error_items<V: Value>(body: Option<&V>, read: impl Fn(&V) -> ErrorItem<V>) -> Vec<ErrorItem<V>> {
    let mut errors = Vec::new();
    let items = body.and_then(|body| body.member("errors")?.items());
    for item in &items.unwrap_or_default() {
        if item.is_object() {
            errors.push(read(item));
        }
    }
    errors
}

/// The refusal that a server with a route for one key gives where it has no such key.
fn not_found<V>(id: &str) -> Box<Failure<V>> {
    let message = joined(&["there is no API key with the ID ", id]);
    Box::new(Failure::Refused(Refusal {
        errors: vec![ErrorItem {
            code: "resource_not_found".into(),
            message: message.clone(),
            long_message: None,
            param_name: None,
            meta: None,
        }],
        ..Refusal::new(404, message)
    }))
}

/// What a backend needs of the call that it is part of.
pub trait Exchange {
    type Value: Value;

    /// Whose keys the call is about: `named`, else what the page says, else what the session token says.
    async fn subject(&mut self, named: Option<Box<str>>) -> Fallible<Box<str>, Self::Value>;

    /// Who makes the call, by the session token that it will send first. It stays theirs from then on.
    async fn user(&mut self) -> Fallible<Option<Box<str>>, Self::Value>;

    /// The page's clock, in milliseconds since 1970.
    fn now(&self) -> f64;

    /// The day of a moment in milliseconds since 1970, as `2026-11-22`, in UTC.
    fn day(&self, moment: f64) -> Option<Box<str>>;

    /// How far the server's clock is ahead of the page's, in milliseconds, by its last answer.
    fn clock_skew(&self) -> f64;

    /// Sends a request until it is answered or may not be sent again.
    async fn send(
        &mut self,
        request: Box<Request>,
    ) -> Fallible<Box<Answer<Self::Value>>, Self::Value>;
}

/// The resources of a list of keys, each of which was held against the backend's table: an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Keys<V>(V);

/// The resource of a key that was held against the backend's table. Its members have the names that
/// JavaScript reads, not the wire's.
#[derive(Debug, Clone, PartialEq)]
pub struct Key<V>(V);

impl<V: Value> Keys<V> {
    /// Holds every item of an array against the table. `path` is the array's place in the answer.
    fn check(array: &V, factory: &Factory<V>, table: &Table, path: &str) -> Result<Self, Flaw> {
        let survey = array.survey(table, factory);
        match check(table.fields, &survey.found) {
            Ok(()) => Ok(Self(survey.resources)),
            Err(misfit) => Err(Flaw::Field(misfit.path_in(path))),
        }
    }

    fn into_keys(self) -> Vec<Key<V>> {
        let keys = self.0.items().unwrap_or_default();
        keys.into_iter().map(Key).collect()
    }

    pub fn into_value(self) -> V {
        self.0
    }
}

impl<V: Value> Key<V> {
    /// Holds one key against the table.
    fn check(key: V, factory: &Factory<V>, table: &Table) -> Result<Self, Flaw> {
        let flaw = |field: Option<&str>| Flaw::Field(field.unwrap_or("key").into());
        let survey = V::array(vec![key]).survey(table, factory);
        check(table.fields, &survey.found).map_err(|misfit| flaw(misfit.field))?;
        let mut resources = survey.resources.items().unwrap_or_default();
        resources.pop().map(Self).ok_or_else(|| flaw(None))
    }

    fn is(&self, id: &str) -> bool {
        self.text("id").as_deref() == Some(id)
    }

    /// A member that is a string.
    fn text(&self, name: &'static str) -> Option<Box<str>> {
        self.0.member(name)?.text()
    }

    /// A member that is a boolean.
    fn flag(&self, name: &'static str) -> Option<bool> {
        self.0.member(name)?.boolean()
    }

    /// A member that is a date, in milliseconds since 1970.
    fn moment(&self, name: &'static str) -> Option<f64> {
        self.0.member(name)?.moment()
    }

    fn has_secret(&self) -> bool {
        self.text("secret").is_some_and(|secret| !secret.is_empty())
    }

    pub fn value(&self) -> &V {
        &self.0
    }

    pub fn into_value(self) -> V {
        self.0
    }
}

impl Misfit {
    fn path_in(&self, array: &str) -> Box<str> {
        let item = joined(&[array, "[", &decimal(self.item.into()), "]"]);
        match self.field {
            Some(field) => joined(&[&item, ".", field]),
            None => item,
        }
    }
}
