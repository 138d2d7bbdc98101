//! The servers: params to request, response to resource. One file for each.

pub mod clerk;
pub mod creation;
pub mod ledger;
pub mod project;
mod search;

use std::{cell::Cell, rc::Rc};

use serde::Serialize;

use self::ledger::KeyLedger;
use crate::{
    clock::{Moment, ServerClock},
    failure::{ErrorItem, Failure, Fallible, InvalidResponse, Problem, Refusal, Role},
    params::rules::WholeNumber,
    retry::Effect,
    url::Query,
    value::{FieldMismatch, ResourceClass, Table, Value, check},
};

/// A request, without what every request has: the server's address, the session token, the host page's query.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub effect: Effect,
    pub method: Method,
    /// Below the server's address, with a slash in front.
    pub path: String,
    pub query: Query,
    /// The `Accept` header. `None`: the browser's own.
    pub accept: Option<&'static str>,
    /// Ask the host page for a fresh session token.
    pub fresh_token: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Method {
    Get,
    /// With a body of JSON.
    Post(String),
    /// With a body of JSON.
    Patch(String),
    Delete,
}

impl Method {
    pub fn body(&self) -> Option<&str> {
        match self {
            Self::Post(body) | Self::Patch(body) => Some(body),
            Self::Get | Self::Delete => None,
        }
    }
}

impl Request {
    fn get(path: String) -> Self {
        Self::new(Effect::Read, Method::Get, path)
    }

    fn post<V: Value>(effect: Effect, path: String, body: &impl Serialize) -> Fallible<Self, V> {
        Ok(Self::new(effect, Method::Post(V::json_of(body)?), path))
    }

    fn patch<V: Value>(path: String, body: &impl Serialize) -> Fallible<Self, V> {
        let method = Method::Patch(V::json_of(body)?);
        Ok(Self::new(Effect::Repeatable, method, path))
    }

    fn delete(path: String) -> Self {
        Self::new(Effect::Repeatable, Method::Delete, path)
    }

    fn with_query(mut self, query: Query) -> Self {
        self.query = query;
        self
    }

    fn accepting(mut self, accept: &'static str) -> Self {
        self.accept = Some(accept);
        self
    }

    fn with_fresh_token(mut self, fresh_token: bool) -> Self {
        self.fresh_token = fresh_token;
        self
    }

    fn new(effect: Effect, method: Method, path: String) -> Self {
        Self {
            effect,
            method,
            path,
            query: Query::default(),
            accept: None,
            fresh_token: false,
        }
    }
}

/// The part of a list that is one list page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPage {
    pub limit: u64,
    pub offset: u64,
}

impl ListPage {
    /// The list page of a number, from 1. Default: the first ten.
    pub fn of<V>(initial_page: Option<WholeNumber>, page_size: Option<u64>) -> Fallible<Self, V> {
        let before = initial_page.map_or(1, |page| page.0) - 1;
        let limit = page_size.unwrap_or(10);
        let offset = before
            .checked_mul(limit)
            .filter(|offset| i64::try_from(*offset).is_ok());
        let too_large =
            || Failure::invalid(Role::Params, "initialPage", Problem::other("is too large"));
        Ok(Self {
            limit,
            offset: offset.ok_or_else(too_large)?,
        })
    }
}

/// What the server answered, whatever its status. It is no redirect: a call fails at one.
#[derive(Debug, Clone, PartialEq)]
pub struct Response<V> {
    pub status: u16,
    /// The body, where it is JSON.
    pub body: Option<V>,
    /// What `Retry-After` asks for, in seconds.
    pub retry_after: Option<f64>,
    /// Whether an earlier attempt of the same request may have acted.
    pub is_repeated: bool,
    /// What builds resources from its keys, at the moment of the response: by the server's clock where it can be read,
    /// else by the host page's.
    pub class: ResourceClass<V>,
}

impl<V> Response<V> {
    /// The body of a successful response. The backend reads the others.
    fn success(self, refusal: fn(Self) -> Refusal<V>) -> Fallible<(V, ResourceClass<V>), V> {
        match self.status {
            200..=299 => {
                let status = self.status;
                let body = self.body.ok_or(InvalidResponse::NotJson { status })?;
                Ok((body, self.class))
            }
            _ => Err(Failure::Refused(refusal(self)).into()),
        }
    }
}

/// The reasons in a refusal's body: the objects in its `errors`.
fn error_items<V: Value>(body: Option<&V>, read: impl Fn(&V) -> ErrorItem<V>) -> Vec<ErrorItem<V>> {
    let mut errors = Vec::new();
    let items = body.and_then(|body| body.member("errors")?.items().ok()?);
    for item in &items.unwrap_or_default() {
        if item.is_object() {
            errors.push(read(item));
        }
    }
    errors
}

/// The refusal for a key that is not in the list, as a server with a route for one key words it.
fn not_found<V>(id: &str) -> Box<Failure<V>> {
    let message = format!("there is no API key with the ID {id}");
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

    /// The subject of the call: `named`, else the host page's, else the session token's.
    async fn subject(&mut self, named: Option<String>) -> Fallible<String, Self::Value>;

    /// The user of the call, by its first session token. The call accepts no other user from now on.
    async fn user(&mut self) -> Fallible<Option<String>, Self::Value>;

    /// This moment, by the host page's clocks.
    fn moment(&self) -> Moment;

    /// The day of a moment in milliseconds since 1970, as `2026-11-22`, in UTC.
    fn day(&self, moment: f64) -> Option<String>;

    /// The server's clock, by the responses of this call that have a readable `Date`.
    fn server_clock(&self) -> Option<ServerClock>;

    /// Reads the server's clock of a fresh session token: when it was issued. A token from a cache tells nothing.
    async fn read_server_clock(&mut self) -> Fallible<(), Self::Value>;

    /// What the host page has of its keys.
    fn ledger(&self) -> Rc<KeyLedger>;

    /// When the request of the last attempt was sent. `None`: no request is waiting for a final response.
    fn sent(&self) -> Rc<Cell<Option<Moment>>>;

    /// Sends a request until it is answered or may not be sent again.
    async fn send(&mut self, request: Request) -> Fallible<Response<Self::Value>, Self::Value>;
}

/// The resources of a list of valid keys: an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Keys<V>(V);

/// The resource of a valid key. Its members have the names that JavaScript reads, not those of the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Key<V>(V);

impl<V: Value> Keys<V> {
    /// Validates every item of an array with the table. `path` is the array's place in the response.
    fn check(
        array: &V,
        class: &ResourceClass<V>,
        table: &Table,
        path: &str,
    ) -> Result<Self, InvalidResponse> {
        let decoded = array.decode(table, class);
        match check(table.fields, &decoded.found) {
            Ok(()) => Ok(Self(decoded.resources)),
            Err(mismatch) => Err(InvalidResponse::Field(mismatch.path_in(path))),
        }
    }

    fn into_keys(self) -> Vec<Key<V>> {
        let keys = self.0.items().ok().flatten().unwrap_or_default();
        keys.into_iter().map(Key).collect()
    }

    pub fn into_value(self) -> V {
        self.0
    }
}

impl<V: Value> Key<V> {
    /// Validates one key with the table.
    fn check(key: V, class: &ResourceClass<V>, table: &Table) -> Result<Self, InvalidResponse> {
        let flaw = |field: Option<&str>| InvalidResponse::Field(field.unwrap_or("key").into());
        let decoded = V::array(vec![key]).decode(table, class);
        check(table.fields, &decoded.found).map_err(|mismatch| flaw(mismatch.field))?;
        let mut resources = decoded.resources.items().ok().flatten().unwrap_or_default();
        resources.pop().map(Self).ok_or_else(|| flaw(None))
    }

    fn is(&self, id: &str) -> bool {
        self.text("id").as_deref() == Some(id)
    }

    /// A member that is a string.
    fn text(&self, name: &'static str) -> Option<String> {
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

impl FieldMismatch {
    fn path_in(&self, array: &str) -> String {
        let item = format!("{array}[{}]", self.item);
        match self.field {
            Some(field) => format!("{item}.{field}"),
            None => item,
        }
    }
}
