//! Making a key, once. Where the answer to a create is lost, the key may live and nobody has its
//! secret: here is what that call can have made, and how it is cleaned up.

use std::cell::{Cell, RefCell};

use super::{
    Answer, Exchange, Key, Request,
    search::{Listed, Search},
};
use crate::{
    failure::{Failure, Fallible},
    value::Value,
};

/// How far before its call a key may seem to have been made: some servers write whole seconds.
const RESOLUTION: f64 = 1_000.0;
/// The last number that a name is given because the names before it are taken.
const LAST_NUMBER: u64 = 99;

/// A key that is to be made: what is sent to its server, and what the answers mean.
pub trait Draft<V: Value> {
    fn name(&self) -> &str;
    /// What makes it, under a name.
    fn create(&self, name: &str) -> Fallible<Request, V>;
    /// The key, with its secret.
    fn created(&self, answer: Answer<V>) -> Fallible<Key<V>, V>;
    /// What lists the keys of a name, and perhaps others, from an offset.
    fn list(&self, name: &str, offset: u64) -> Request;
    fn listed(&self, answer: Answer<V>) -> Fallible<Listed<V>, V>;
    /// Whether a listed key is its owner's, and can be used.
    fn is_live(&self, key: &Key<V>) -> bool;
    fn revoke(&self, id: &str) -> Fallible<Request, V>;
    /// An answer that does not say that the key is revoked is a failure.
    fn revoked(&self, id: &str, answer: Answer<V>) -> Fallible<(), V>;
}

/// One `create()`, with all that it sends again to make its key after all.
pub struct Creation<V> {
    draft: Box<dyn Draft<V>>,
    /// When it began, by the page's clock, in milliseconds since 1970.
    began: f64,
    /// Who makes the key. `None`: the session token does not say.
    user: Option<String>,
    /// Every name that was sent.
    names: RefCell<Vec<String>>,
    /// Whether a lost key was found and revoked.
    cleaned: Cell<bool>,
}

impl<V: Value> Creation<V> {
    /// From here on it stands whose key is made, and who makes it.
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

    /// The same for two calls that are to make the same key.
    pub fn identity(&self) -> Fallible<String, V> {
        let user = self.user.as_deref().unwrap_or_default();
        let request = self.draft.create(self.draft.name())?;
        let body = request.method.body().unwrap_or_default();
        Ok(format!("{user}\n{body}"))
    }

    /// The keys that this creation can have made: of a name that it sent and the same owner, made
    /// since it began by the same user, and not revoked.
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
                listed: &|answer| self.draft.listed(answer),
                is_found: &is_candidate,
            };
            found.append(&mut list.found(call, false).await?);
        }
        Ok(found)
    }

    /// Makes the key; where it is made again, after everything is revoked that this creation can have made. Some
    /// servers still count the name of a revoked key: the new one is numbered then.
    pub async fn run<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        again: bool,
    ) -> Fallible<Key<V>, V> {
        if again {
            for key in self.candidates(call).await? {
                let id = key.text("id").unwrap_or_default();
                let answer = call.send(self.draft.revoke(&id)?).await?;
                self.draft.revoked(&id, answer)?;
                self.cleaned.set(true);
            }
        }
        // Without a key that was revoked, the one that has the name may be a lost one.
        self.create(call, self.cleaned.get()).await
    }

    /// Makes the key; where its name is taken and it may be numbered, under a numbered one.
    pub async fn create<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        may_be_numbered: bool,
    ) -> Fallible<Key<V>, V> {
        let last = if may_be_numbered { LAST_NUMBER } else { 1 };
        let mut number = 1;
        loop {
            let answer = call.send(self.request(number)?).await;
            match answer.and_then(|answer| self.draft.created(answer)) {
                Err(cause) if cause.may_have_acted() => {
                    return Err(Failure::OutcomeUnknown { cause }.into());
                }
                Err(failure) if number < last && failure.is_conflict() => number += 1,
                made => return made,
            }
        }
    }

    /// What makes it under a numbered name, which may be sent from here on.
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
