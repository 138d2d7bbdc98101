//! Replaces a key with a new one.

use std::{future::poll_fn, pin::pin, task::Poll};

use futures_util::future::{Either, select};

use super::{CreateAPIKeyParams, KnownKey, Place, ReloadTarget, RevokeAPIKeyParams, known, reload};
use crate::{
    backend::{
        Exchange, Key,
        creation::{Creation, Naming},
    },
    failure::{Failure, Fallible, LiveKey, Problem, Role},
    params::rules::{NonEmptyText, PathSegment, WholeNumber},
    value::Value,
};

/// What `rotate()` is to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Rotation {
    pub id: PathSegment,
    /// The new key's name. `None`: the old one with the date.
    pub name: Option<NonEmptyText>,
    /// `None`: as long as the old key was given.
    pub lifetime: Option<Lifetime>,
    /// Why the old key is revoked.
    pub reason: Option<String>,
}

/// How long a new key is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    Forever,
    Seconds(WholeNumber),
}

/// The new key of a rotation.
enum Created<V> {
    InTime(Key<V>),
    /// Nobody waits for it any more.
    TooLate {
        new: Key<V>,
        why: Box<Failure<V>>,
    },
}

/// Where the new key goes, and what ends the rotation early.
pub trait Recipient<V> {
    /// Passes the new key to the host page, and waits until it is stored.
    async fn store(&self, key: &Key<V>) -> Fallible<(), V>;
    /// Resolves to the failure of the last caller when nobody waits for the rotation any more.
    async fn left(&self) -> Box<Failure<V>>;
}

impl Rotation {
    /// Equal for two rotations of the same key.
    pub fn identity(&self) -> String {
        format!("rotate\n{}", self.id.0)
    }

    /// Reads the old key, and gives the params of the new one.
    pub async fn successor<X: Exchange>(
        &self,
        call: &mut X,
    ) -> Fallible<CreateAPIKeyParams, X::Value> {
        let target = ReloadTarget {
            key: KnownKey {
                id: self.id.0.clone(),
                place: None,
            },
            nonce: None,
        };
        let old = reload(call, &target).await?;
        if old.flag("revoked") == Some(true) {
            return Err(refused("is of a key that is revoked already"));
        }
        if has_rights(&old) {
            return Err(refused(
                "is of a key with scopes or claims, which only the Backend API could give to a new key",
            ));
        }
        let place = known(old.value()).and_then(|known| known.place);
        let place = place.ok_or_else(|| Box::new(Failure::NoResource))?;
        let Place { subject, name } = place;
        let now = call.moment();
        let now = call
            .server_clock()
            .map_or(now.wall, |clock| clock.at(now.monotonic));
        let today = || NonEmptyText(dated(&name, call.day(now).as_deref()));
        Ok(CreateAPIKeyParams {
            name: self.name.clone().unwrap_or_else(today),
            subject: Some(subject),
            description: old.text("description"),
            seconds_until_expiration: match self.lifetime.unwrap_or_else(|| lifetime_of(&old)) {
                Lifetime::Forever => None,
                Lifetime::Seconds(seconds) => Some(seconds),
            },
        })
    }

    /// Creates the new key, passes it to the host page, and then revokes the old one. Revokes the new key if the host page
    /// did not store it, or if nobody waits for the rotation any more before it is stored.
    pub async fn replace<X: Exchange>(
        &self,
        call: &mut X,
        creation: &Creation<X::Value>,
        recipient: &impl Recipient<X::Value>,
    ) -> Fallible<Key<X::Value>, X::Value> {
        let new = match self.create(call, creation, recipient).await? {
            Created::InTime(new) => new,
            Created::TooLate { new, why } => return Err(revoke_new(call, new, why).await),
        };
        let stored = match select(pin!(recipient.left()), pin!(recipient.store(&new))).await {
            Either::Left((why, _)) => Err(why),
            Either::Right((stored, _)) => stored,
        };
        match stored {
            Ok(()) => self.revoke_old(call, new).await,
            Err(failure) => Err(revoke_new(call, new, failure).await),
        }
    }

    async fn create<X: Exchange>(
        &self,
        call: &mut X,
        creation: &Creation<X::Value>,
        recipient: &impl Recipient<X::Value>,
    ) -> Fallible<Created<X::Value>, X::Value> {
        // A lost key that was revoked may still have its name.
        let naming = if self.name.is_some() && !creation.has_lost() {
            Naming::AsGiven
        } else {
            Naming::Numbered
        };
        let sent = call.sent();
        let mut create = pin!(creation.create(call, naming));
        let why = match select(pin!(recipient.left()), create.as_mut()).await {
            Either::Right((created, _)) => return created.map(Created::InTime),
            Either::Left((why, _)) => why,
        };
        // The request under way may create a key: waits for its response, to revoke that key.
        let created = poll_fn(|context| match create.as_mut().poll(context) {
            Poll::Ready(created) => Poll::Ready(Some(created)),
            Poll::Pending if sent.get().is_none() => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        });
        match created.await {
            Some(Ok(new)) => Ok(Created::TooLate { new, why }),
            Some(Err(lost)) if matches!(*lost, Failure::OutcomeUnknown { .. }) => Err(lost),
            _ => Err(why),
        }
    }

    async fn revoke_old<X: Exchange>(
        &self,
        call: &mut X,
        new: Key<X::Value>,
    ) -> Fallible<Key<X::Value>, X::Value> {
        let revocation = RevokeAPIKeyParams {
            api_key_id: self.id.clone(),
            revocation_reason: self.reason.clone(),
        };
        match super::revoke(call, &revocation).await {
            Ok(_) => Ok(new),
            Err(failure) => Err(half_done(LiveKey::Old, failure, new)),
        }
    }
}

/// Revokes the new key, which was not stored. Returns why it was not, and where it still works, the key.
async fn revoke_new<X: Exchange>(
    call: &mut X,
    new: Key<X::Value>,
    why: Box<Failure<X::Value>>,
) -> Box<Failure<X::Value>> {
    let revocation = RevokeAPIKeyParams {
        api_key_id: PathSegment(new.text("id").unwrap_or_default()),
        revocation_reason: None,
    };
    match super::revoke(call, &revocation).await {
        Ok(_) => why,
        // The reason of an abort is the host page's own value: the key cannot be added to it. The outcome of the create is
        // known by now.
        Err(failure) if matches!(*why, Failure::Aborted(_) | Failure::OutcomeUnknown { .. }) => {
            half_done(LiveKey::New, failure, new)
        }
        Err(_) => half_done(LiveKey::New, why, new),
    }
}

fn refused<V>(words: &'static str) -> Box<Failure<V>> {
    Failure::invalid(Role::Params, "apiKeyID", Problem::other(words))
}

/// Whether a key has scopes or claims. The Frontend API cannot give them to a new key.
fn has_rights<V: Value>(key: &Key<V>) -> bool {
    let has = |name| key.value().member(name).is_some_and(|it| it.has_members());
    has("scopes") || has("claims")
}

/// How long a key was given.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is whole and more than 0; the cast saturates"
)]
fn lifetime_of<V: Value>(key: &Key<V>) -> Lifetime {
    let (Some(end), Some(start)) = (key.moment("expiration"), key.moment("createdAt")) else {
        return Lifetime::Forever;
    };
    let seconds = ((end - start) / 1_000.0).round().max(1.0);
    Lifetime::Seconds(WholeNumber(seconds as u64))
}

fn half_done<V>(live: LiveKey, cause: Box<Failure<V>>, new: Key<V>) -> Box<Failure<V>>
where
    V: Value,
{
    let key = new.into_value();
    Box::new(Failure::RotationHalfDone { live, cause, key })
}

/// A name with a date, in place of the date that an earlier rotation gave it.
fn dated(name: &str, date: Option<&str>) -> String {
    let name = undated(name);
    match date {
        Some(date) => format!("{name} {date}"),
        None => name.into(),
    }
}

/// Without ` 2026-11-22` or ` 2026-11-22 (2)` at its end.
fn undated(name: &str) -> &str {
    let unnumbered = name.strip_suffix(')').and_then(|name| {
        let (name, number) = name.rsplit_once(' ')?;
        let digits = number.strip_prefix('(')?;
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(name)
    });
    let dated = unnumbered.unwrap_or(name);
    match dated.rsplit_once(' ') {
        Some((undated, date)) if is_date(date) && !undated.is_empty() => undated,
        _ => name,
    }
}

fn is_date(text: &str) -> bool {
    let is_digit_or_hyphen = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(is_digit_or_hyphen)
}

#[cfg(test)]
mod tests;
