//! Creates a key once. If the response to a create is lost, a key may exist whose secret nobody has: this finds and
//! revokes it.

mod lost;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::{
    Exchange, Key, Request, Response,
    ledger::KeyOwner,
    search::{Listed, Search},
};
use crate::{
    clock::{Moment, SendWindow, Within},
    failure::{Failure, Fallible, Refusal},
    value::Value,
};

pub use lost::{LostCreate, LostCreates};

/// The last number that is added to a name because the names before it are taken.
const LAST_NUMBER: u64 = 10;

/// A key to create: the requests for it, and how to read the responses.
pub trait Draft<V: Value> {
    fn name(&self) -> &str;
    /// The subject or the project of the key.
    fn owner(&self) -> &str;
    /// The request that creates it with a name.
    fn create(&self, name: &str) -> Fallible<Request, V>;
    /// The key, with its secret.
    fn created(&self, response: Response<V>) -> Fallible<Key<V>, V>;
    /// Whether the server refused a create because another key has its name.
    fn is_name_taken(&self, refusal: &Refusal<V>) -> bool;
    /// The request that lists the keys with a name, and perhaps others, from an offset. Revoked keys, too.
    fn list(&self, name: &str, offset: u64) -> Request;
    fn listed(&self, response: Response<V>) -> Fallible<Listed<V>, V>;
    /// Whether a listed key belongs to the same owner and is not revoked.
    fn is_live(&self, key: &Key<V>) -> bool;
    fn revoke(&self, id: &str) -> Fallible<Request, V>;
    /// A response that does not say that the key is revoked is a failure.
    fn revoked(&self, id: &str, response: Response<V>) -> Fallible<(), V>;
}

/// Whether a key may get a number behind its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    AsGiven,
    /// ` (2)`, ` (3)` and so on, where the name is taken.
    Numbered,
}

/// When a call sent its last request. Each call has its own.
pub type Sent = Rc<Cell<Option<Moment>>>;

/// One `create()`, with what is needed to create its key again.
pub struct Creation<V> {
    draft: Box<dyn Draft<V>>,
    owner: KeyOwner,
    lost: Rc<LostCreates>,
    /// The name of the create that is under way, and when the call that sends it sent its last request.
    sending: RefCell<Option<(String, Sent)>>,
    /// Whether a key of a lost create was revoked.
    has_revoked: Cell<bool>,
}

impl<V: Value> Creation<V> {
    /// A creation by a user. `None`: the session token does not say by whom.
    pub fn new(draft: Box<dyn Draft<V>>, user: Option<String>) -> Self {
        Self::after(draft, user, Rc::default())
    }

    /// A creation that first revokes the keys of creates that were lost before.
    pub fn after(draft: Box<dyn Draft<V>>, user: Option<String>, lost: Rc<LostCreates>) -> Self {
        let of = draft.owner().to_owned();
        Self {
            draft,
            owner: KeyOwner { of, user },
            lost,
            sending: RefCell::default(),
            has_revoked: Cell::new(false),
        }
    }

    /// Equal for two calls of the same user that create the same key.
    pub fn identity(&self) -> Fallible<String, V> {
        let request = self.draft.create(self.draft.name())?;
        Ok(request.method.body().unwrap_or_default().to_owned())
    }

    /// The keys that lost creates of this creation may have created, and whose secret nobody has. First waits for creates
    /// of the same name that are out: their responses may deliver a key.
    pub async fn candidates<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
    ) -> Fallible<Vec<Key<V>>, V> {
        if self.owner.user.is_none() {
            return Err(Failure::UnknownCreator.into());
        }
        self.responses(call).await;
        // A slow list tells the server's clock badly: then a token may, or the list at the second time.
        for _ in 0..2 {
            let live = self.live_keys(call).await?;
            if let Some(candidates) = self.candidates_of(call, &live) {
                return Ok(candidates);
            }
            call.read_server_clock().await?;
            if let Some(candidates) = self.candidates_of(call, &live) {
                return Ok(candidates);
            }
        }
        Err(Failure::UnknownClock.into())
    }

    /// Waits until no create with the name of a lost one is under way.
    pub async fn responses<X: Exchange<Value = V>>(&self, call: &X) {
        let is_name = |name: &str| self.is_lost_name(name);
        call.ledger().sent(&self.owner, is_name).await;
    }

    fn is_lost_name(&self, name: &str) -> bool {
        let names = self.lost.names();
        names.iter().any(|lost| V::is_same_name(lost, name))
    }

    /// The keys with the name of a lost create that are not revoked.
    async fn live_keys<X: Exchange<Value = V>>(&self, call: &mut X) -> Fallible<Vec<Key<V>>, V> {
        let mut live = Vec::new();
        for name in self.lost.names() {
            live.append(
                &mut self
                    .search(call, &name, &|key| self.draft.is_live(key))
                    .await?,
            );
        }
        Ok(live)
    }

    /// The keys of the list with a name.
    async fn search<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        name: &str,
        is_found: &dyn Fn(&Key<V>) -> bool,
    ) -> Fallible<Vec<Key<V>>, V> {
        let has_name = |key: &Key<V>| {
            key.text("name")
                .is_some_and(|it| V::is_same_name(&it, name))
        };
        let search = Search {
            request: &|offset| self.draft.list(V::searched_name(name), offset),
            listed: &|response| self.draft.listed(response),
            is_found: &|key| has_name(key) && is_found(key),
        };
        search.found(call, false).await
    }

    /// The candidates among some keys. `None`: the clocks do not tell.
    fn candidates_of<X: Exchange<Value = V>>(
        &self,
        call: &X,
        live: &[Key<V>],
    ) -> Option<Vec<Key<V>>> {
        let mut candidates = Vec::new();
        for key in live.iter().filter(|key| self.is_unknown(call, key)) {
            match self
                .lost
                .may_have_created(key, call.server_clock(), call.moment())
            {
                Within::Yes => candidates.push(key.clone()),
                Within::Unsure => return None,
                Within::No => {}
            }
        }
        Some(candidates)
    }

    /// Whether a key may be one whose secret nobody has: by this user, never used, not delivered to the host page.
    fn is_unknown<X: Exchange<Value = V>>(&self, call: &X, key: &Key<V>) -> bool {
        key.text("createdBy") == self.owner.user
            && key.moment("lastUsedAt").is_none()
            && key
                .text("id")
                .is_some_and(|id| !call.ledger().has_delivered(&id))
    }

    /// Revokes every candidate. Where nothing was lost, it sends nothing.
    async fn revoke_candidates<X: Exchange<Value = V>>(&self, call: &mut X) -> Fallible<(), V> {
        if self.lost.is_empty() {
            return Ok(());
        }
        loop {
            let candidates = self.candidates(call).await?;
            let Some(first) = candidates.first() else {
                return Ok(());
            };
            // Sent after the list was read: its response may deliver this key.
            let is_name = |name: &str| self.is_lost_name(name);
            if call.ledger().is_sending(&self.owner, is_name) || !self.is_unknown(call, first) {
                continue;
            }
            self.revoke(call, first).await?;
            // Somebody may have begun to use the others meanwhile.
            if candidates.len() == 1 {
                return Ok(());
            }
        }
    }

    /// Revokes a candidate. Where the response does not say so, the list does.
    async fn revoke<X: Exchange<Value = V>>(&self, call: &mut X, key: &Key<V>) -> Fallible<(), V> {
        let id = &key.text("id").unwrap_or_default();
        let response = call.send(self.draft.revoke(id)?).await;
        if let Err(failure) = response.and_then(|response| self.draft.revoked(id, response)) {
            let name = key.text("name").unwrap_or_default();
            let is_it = |key: &Key<V>| key.is(id) && self.draft.is_live(key);
            match self.search(call, &name, &is_it).await {
                Ok(live) if live.is_empty() => {}
                _ => return Err(failure),
            }
        }
        self.has_revoked.set(true);
        Ok(())
    }

    /// Creates the key. First revokes every candidate, where creates were lost before.
    pub async fn create<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        naming: Naming,
    ) -> Fallible<Key<V>, V> {
        self.revoke_candidates(call).await?;
        let mut number = 1;
        loop {
            let name = numbered(self.draft.name(), number);
            let failure = match self.send(call, &name).await {
                Ok(key) => return Ok(key),
                Err(failure) => failure,
            };
            let is_taken =
                matches!(&*failure, Failure::Refused(it) if self.draft.is_name_taken(it));
            if !is_taken || naming == Naming::AsGiven || number == LAST_NUMBER {
                return Err(failure);
            }
            if !self.is_others(call, &name).await? {
                return Err(failure);
            }
            number += 1;
        }
    }

    /// Whether another key than a lost one has the name. Revokes the lost key where the list has it now.
    async fn is_others<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        name: &str,
    ) -> Fallible<bool, V> {
        if !self.is_lost_name(name) {
            return Ok(true);
        }
        self.revoke_candidates(call).await?;
        Ok(self.has_revoked.get() || !self.search(call, name, &|_| true).await?.is_empty())
    }

    /// Sends one create.
    async fn send<X: Exchange<Value = V>>(&self, call: &mut X, name: &str) -> Fallible<Key<V>, V> {
        let request = self.draft.create(name)?;
        let ledger = call.ledger();
        let _out = ledger.send(&self.owner, name);
        self.sending.replace(Some((name.to_owned(), call.sent())));
        let response = call.send(request).await;
        let created = response.and_then(|response| self.draft.created(response));
        match &created {
            Ok(key) => ledger.deliver(key.text("id").unwrap_or_default()),
            Err(failure) if failure.may_have_acted() => {
                self.lose(&call.sent(), call.moment());
            }
            Err(_) => {}
        }
        self.sending.take();
        created.map_err(|failure| {
            if failure.may_have_acted() {
                Failure::OutcomeUnknown { cause: failure }.into()
            } else {
                failure
            }
        })
    }

    /// Whether creates of this creation, or of those before, were lost.
    pub fn has_lost(&self) -> bool {
        !self.lost.is_empty()
    }

    /// Nobody waits any longer for the create that a call sent, where it is under way.
    pub fn abandon(&self, call: &Sent, now: Moment) {
        self.lose(call, now);
        let mut sending = self.sending.borrow_mut();
        sending.take_if(|(_, sent)| Rc::ptr_eq(sent, call));
    }

    /// The response of the create that a call sent is lost, at least for one caller. `false`: none of this call is under way.
    pub fn lose(&self, call: &Sent, lost: Moment) -> bool {
        let sending = self.sending.borrow();
        let sending = sending.as_ref().filter(|(_, sent)| Rc::ptr_eq(sent, call));
        let Some(((name, _), sent)) = sending.zip(call.get()) else {
            return false;
        };
        self.lost.add(LostCreate {
            name: name.clone(),
            window: SendWindow { sent, lost },
        });
        true
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
