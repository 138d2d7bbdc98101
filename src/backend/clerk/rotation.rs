//! A new key for an old one.

use std::cell::Cell;

use super::{Known, NewKey, Place, Rereading, Revocation, answer, known, reload, revoke_request};
use crate::{
    backend::{Exchange, Key, creation::Creation, key_id},
    cut::{self, joined},
    digits::{self, decimal},
    failure::{Failure, Fallible, Left},
    given::{Given, Role, Why},
    value::Value,
    wait::Wait,
};

/// What `rotate()` is to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Rotation {
    pub id: Box<str>,
    pub name: Option<Box<str>>,
    pub seconds_until_expiration: Option<u64>,
    pub reason: Option<Box<str>>,
}

impl Rotation {
    pub fn read<V: Value>(params: &Given<V>) -> Fallible<Self, V> {
        let name = params.text("name")?;
        if name.as_deref() == Some("") {
            return Err(params.fails("name", Why::Empty));
        }
        Ok(Self {
            id: key_id(params)?,
            name,
            seconds_until_expiration: params.whole("secondsUntilExpiration")?,
            reason: params.text("revocationReason")?,
        })
    }

    /// The same for two calls that are to replace the same key in the same way.
    pub fn identity(&self) -> Box<str> {
        let seconds = decimal(self.seconds_until_expiration.unwrap_or_default());
        let name = self.name.as_deref().unwrap_or_default();
        joined(&["rotate\n", &self.id, "\n", &seconds, "\n", name])
    }

    /// Reads the old key, and tells what the new one is to be.
    pub async fn successor<X: Exchange>(
        &self,
        call: &mut X,
        route_missing: &Cell<bool>,
    ) -> Fallible<NewKey, X::Value> {
        let rereading = Rereading {
            target: Known {
                id: self.id.clone(),
                place: None,
            },
            nonce: None,
        };
        let old = reload(call, &rereading, route_missing).await?;
        if old.flag("revoked") == Some(true) {
            return Err(Failure::given(Role::Params, "apiKeyID", Why::Revoked));
        }
        let place = known(old.value()).and_then(|known| known.place);
        let place = place.ok_or_else(|| Box::new(Failure::NoResource))?;
        let Place { subject, name } = place;
        let now = call.now() + call.clock_skew();
        let today = || dated(&name, call.day(now).as_deref());
        Ok(NewKey {
            name: self.name.clone().unwrap_or_else(today),
            subject: Some(subject),
            description: old.text("description"),
            seconds_until_expiration: self.seconds_until_expiration,
        })
    }

    /// Makes the new key, hands it over, and only then revokes the old one. A new key that was not
    /// taken is revoked.
    pub async fn replace<X: Exchange, W: Wait<Fallible<(), X::Value>>>(
        &self,
        call: &mut X,
        creation: &Creation<X::Value>,
        hand_over: impl FnOnce(&Key<X::Value>) -> W,
    ) -> Fallible<Key<X::Value>, X::Value> {
        let new = creation.create(call, self.name.is_none()).await?;
        let taken = hand_over(&new).await;
        let revocation = if taken.is_ok() {
            Revocation {
                id: self.id.clone(),
                reason: self.reason.clone(),
            }
        } else {
            Revocation {
                id: new.text("id").unwrap_or_default(),
                reason: None,
            }
        };
        let answer = call.send(revoke_request(&revocation)).await;
        let revoked = answer.and_then(|answer| answer::revoked(answer, &revocation.id));
        match (taken, revoked) {
            (Ok(()), Ok(_)) => Ok(new),
            (Ok(()), Err(failure)) => Err(left(Left::Old, failure, new)),
            (Err(failure), Ok(_)) => Err(failure),
            (Err(failure), Err(_)) => Err(left(Left::New, failure, new)),
        }
    }
}

fn left<V>(left: Left, cause: Box<Failure<V>>, new: Key<V>) -> Box<Failure<V>>
where
    V: Value,
{
    let key = new.into_value();
    Box::new(Failure::RotationHalfDone { left, cause, key })
}

/// A name with a date, in place of the date that an earlier rotation gave it.
fn dated(name: &str, date: Option<&str>) -> Box<str> {
    let name = undated(name);
    match date {
        Some(date) => joined(&[name, " ", date]),
        None => name.into(),
    }
}

/// Without ` 2026-11-22` or ` 2026-11-22 (2)` at its end.
fn undated(name: &str) -> &str {
    let unnumbered = name.strip_suffix(")").and_then(|name| {
        let (name, number) = cut::last(name, b' ')?;
        digits::read(number.strip_prefix("(")?)?;
        Some(name)
    });
    let dated = unnumbered.unwrap_or(name);
    match cut::last(dated, b' ') {
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
