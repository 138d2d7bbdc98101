//! The servers: params to request, answer to resource. One file for each.

pub mod clerk;

use crate::{
    failure::{Fallible, Flaw},
    retry::Effect,
    url::Query,
    value::{Field, Misfit, Survey, Value, check},
};

/// A request, without what every request has: the server's address, the session token, the page's query.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub effect: Effect,
    /// Below the server's address, with a slash in front.
    pub path: String,
    pub query: Query,
    /// JSON. A request that has one is a POST.
    pub body: Option<String>,
    /// Ask the page for a new session token instead of the one that it has.
    pub fresh_token: bool,
}

/// What the server answered, whatever its status.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<V> {
    pub status: u16,
    /// The body, where it is JSON.
    pub body: Option<V>,
    /// What `Retry-After` asks for, in seconds.
    pub retry_after: Option<f64>,
}

/// What a backend needs of the call that it is part of.
pub trait Exchange {
    type Value: Value;

    /// Whose keys the call is about: `named`, else what the page says, else what the session token says.
    async fn subject(&mut self, named: Option<String>) -> Fallible<String, Self::Value>;

    /// Sends a request until it is answered or may not be sent again.
    async fn send(&mut self, request: Request) -> Fallible<Answer<Self::Value>, Self::Value>;
}

/// Keys as the server sent them, each held against the backend's table: an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<V>(V);

impl<V: Value> Checked<V> {
    /// Holds every item of an array against the table. `path` is the array's place in the answer.
    fn list(array: V, table: &[Field], survey: Survey<V>, path: &str) -> Result<Self, Flaw> {
        match check(table, &survey(&array)) {
            Ok(()) => Ok(Self(array)),
            Err(misfit) => Err(Flaw::Field(misfit.path_in(path))),
        }
    }

    /// Holds one key against the table.
    fn one(key: V, table: &[Field], survey: Survey<V>) -> Result<Self, Flaw> {
        let array = key.into_array();
        match check(table, &survey(&array)) {
            Ok(()) => Ok(Self(array)),
            Err(misfit) => Err(Flaw::Field(misfit.field.unwrap_or("key").to_owned())),
        }
    }

    fn len(&self) -> u64 {
        self.0.items().map_or(0, |items| items.len() as u64)
    }

    /// The one key with this ID.
    fn find(self, id: &str) -> Option<Self> {
        let has_id = |key: &V| key.member("id").and_then(|id| id.text()).as_deref() == Some(id);
        let key = self.0.items()?.into_iter().find(has_id)?;
        Some(Self(key.into_array()))
    }

    /// The first key.
    pub fn first(&self) -> Option<V> {
        self.0.items()?.into_iter().next()
    }

    /// A member of the first key that is a string.
    fn text(&self, name: &str) -> Option<String> {
        self.first()?.member(name)?.text()
    }

    /// A member of the first key that is a boolean.
    fn flag(&self, name: &str) -> Option<bool> {
        self.first()?.member(name)?.boolean()
    }

    pub fn into_array(self) -> V {
        self.0
    }
}

impl Misfit {
    fn path_in(&self, array: &str) -> String {
        let item = [array, "[", &self.item.to_string(), "]"].concat();
        match self.field {
            Some(field) => [&item, ".", field].concat(),
            None => item,
        }
    }
}
