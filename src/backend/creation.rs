//! Creates a key once. If the response to a create is lost, a key may exist whose secret nobody has: this finds and
//! revokes what the call may have created.

use std::cell::{Cell, RefCell};

use super::{
    Exchange, Key, Request, Response,
    search::{Listed, Search},
};
use crate::{
    failure::{Failure, Fallible},
    value::Value,
};

/// How far before its call a key may seem to be created, in milliseconds: some servers write whole seconds.
const RESOLUTION: f64 = 1_000.0;
/// The last number that is added to a name because the names before it are taken.
const LAST_NUMBER: u64 = 99;

/// A key to create: the requests for it, and how to read the responses.
pub trait Draft<V: Value> {
    fn name(&self) -> &str;
    /// The request that creates it with a name.
    fn create(&self, name: &str) -> Fallible<Request, V>;
    /// The key, with its secret.
    fn created(&self, response: Response<V>) -> Fallible<Key<V>, V>;
    /// The request that lists the keys with a name, and perhaps others, from an offset.
    fn list(&self, name: &str, offset: u64) -> Request;
    fn listed(&self, response: Response<V>) -> Fallible<Listed<V>, V>;
    /// Whether a listed key belongs to the same owner and is not revoked.
    fn is_live(&self, key: &Key<V>) -> bool;
    fn revoke(&self, id: &str) -> Fallible<Request, V>;
    /// A response that does not say that the key is revoked is a failure.
    fn revoked(&self, id: &str, response: Response<V>) -> Fallible<(), V>;
}

/// One `create()`, with what is needed to create its key again.
pub struct Creation<V> {
    draft: Box<dyn Draft<V>>,
    /// When it began, by the host page's clock, in milliseconds since 1970.
    began: f64,
    /// The user who creates the key. `None`: the session token does not say.
    user: Option<String>,
    /// Every name that was sent.
    names: RefCell<Vec<String>>,
    /// Whether a lost key was found and revoked.
    cleaned: Cell<bool>,
}

impl<V: Value> Creation<V> {
    /// Begins a creation. Its owner and its user are fixed from now on.
    pub fn begin(
        call: &impl Exchange<Value = V>,
        draft: Box<dyn Draft<V>>,
        user: Option<String>,
    ) -> Self {
        Self {
            draft,
            began: call.now(),
            user,
            names: RefCell::default(),
            cleaned: Cell::new(false),
        }
    }

    /// Equal for two calls that create the same key.
    pub fn identity(&self) -> Fallible<String, V> {
        let user = self.user.as_deref().unwrap_or_default();
        let request = self.draft.create(self.draft.name())?;
        let body = request.method.body().unwrap_or_default();
        Ok(format!("{user}\n{body}"))
    }

    /// The keys that this creation may have created: those with a name that it sent, of the same owner, created since it
    /// began by the same user, and not revoked.
    pub async fn candidates<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
    ) -> Fallible<Vec<Key<V>>, V> {
        let user = self.user.as_deref();
        let user = user.ok_or_else(|| Box::new(Failure::UnknownCreator))?;
        let mut found = Vec::new();
        let names = self.names.borrow().clone();
        for name in &names {
            let is_candidate = |key: &Key<V>, clock_skew: f64| {
                let since = self.began + clock_skew - RESOLUTION;
                key.text("name").as_ref() == Some(name)
                    && key.text("createdBy").as_deref() == Some(user)
                    && key.moment("createdAt").is_some_and(|made| made >= since)
                    && self.draft.is_live(key)
            };
            let list = Search {
                request: &|offset| self.draft.list(name, offset),
                listed: &|response| self.draft.listed(response),
                is_found: &is_candidate,
            };
            found.append(&mut list.found(call, false).await?);
        }
        Ok(found)
    }

    /// Creates the key. `again`: first revokes every candidate. Some servers still count the name of a revoked key: the new
    /// name then gets a number.
    pub async fn run<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        again: bool,
    ) -> Fallible<Key<V>, V> {
        if again {
            for key in self.candidates(call).await? {
                let id = key.text("id").unwrap_or_default();
                let response = call.send(self.draft.revoke(&id)?).await?;
                self.draft.revoked(&id, response)?;
                self.cleaned.set(true);
            }
        }
        // If nothing was revoked, the key that has the name may be the lost one.
        self.create(call, self.cleaned.get()).await
    }

    /// Creates the key. If the name is taken and may be numbered, it gets a number.
    pub async fn create<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        may_be_numbered: bool,
    ) -> Fallible<Key<V>, V> {
        let last = if may_be_numbered { LAST_NUMBER } else { 1 };
        let mut number = 1;
        loop {
            let response = call.send(self.request(number)?).await;
            match response.and_then(|response| self.draft.created(response)) {
                Err(cause) if cause.may_have_acted() => {
                    return Err(Failure::OutcomeUnknown { cause }.into());
                }
                Err(failure) if number < last && failure.is_conflict() => number += 1,
                made => return made,
            }
        }
    }

    /// The request with a numbered name. The name counts as sent from now on.
    fn request(&self, number: u64) -> Fallible<Request, V> {
        let name = numbered(self.draft.name(), number);
        let request = self.draft.create(&name)?;
        let mut names = self.names.borrow_mut();
        if !names.contains(&name) {
            names.push(name);
        }
        Ok(request)
    }
}

fn numbered(name: &str, number: u64) -> String {
    match number {
        1 => name.into(),
        _ => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests;
