//! The servers: params to request, answer to resource. One file for each.

pub mod clerk;

use crate::{
    failure::{Fallible, Flaw},
    retry::Effect,
    url::Query,
    value::{Field, Misfit, Surveyor, Value, check},
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

/// The resources of a list of keys, each of which was held against the backend's table: an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Keys<V>(V);

/// The resource of a key that was held against the backend's table. The members that are read of it
/// here have the same names on the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Key<V>(V);

impl<V: Value> Keys<V> {
    /// Holds every item of an array against the table. `path` is the array's place in the answer.
    fn check(
        array: &V,
        table: &[Field],
        survey: Surveyor<'_, V>,
        path: &str,
    ) -> Result<Self, Flaw> {
        let survey = survey(array);
        match check(table, &survey.found) {
            Ok(()) => Ok(Self(survey.resources)),
            Err(misfit) => Err(Flaw::Field(misfit.path_in(path))),
        }
    }

    fn len(&self) -> u64 {
        self.0.items().map_or(0, |items| items.len() as u64)
    }

    /// The one key with this ID.
    fn find(&self, id: &str) -> Option<Key<V>> {
        let mut keys = self.0.items()?.into_iter().map(Key);
        keys.find(|key| key.text("id").as_deref() == Some(id))
    }

    pub fn into_value(self) -> V {
        self.0
    }
}

impl<V: Value> Key<V> {
    /// Holds one key against the table.
    fn check(key: V, table: &[Field], survey: Surveyor<'_, V>) -> Result<Self, Flaw> {
        let flaw = |field: Option<&str>| Flaw::Field(field.unwrap_or("key").to_owned());
        let survey = survey(&key.into_array());
        check(table, &survey.found).map_err(|misfit| flaw(misfit.field))?;
        let resources = survey.resources.items().into_iter().flatten();
        resources.map(Self).next().ok_or_else(|| flaw(None))
    }

    /// A member that is a string.
    fn text(&self, name: &str) -> Option<String> {
        self.0.member(name)?.text()
    }

    /// A member that is a boolean.
    fn flag(&self, name: &str) -> Option<bool> {
        self.0.member(name)?.boolean()
    }

    pub fn value(&self) -> &V {
        &self.0
    }

    pub fn into_value(self) -> V {
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
