//! Replaces a key with a new one.

use std::cell::Cell;

use super::{CreateAPIKeyParams, KnownKey, Place, ReloadTarget, RevokeAPIKeyParams, known, reload};
use crate::{
    backend::{Exchange, Key, creation::Creation},
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
    pub seconds_until_expiration: Option<WholeNumber>,
    /// Why the old key is revoked.
    pub reason: Option<String>,
}

impl Rotation {
    /// Equal for two calls that replace the same key in the same way.
    pub fn identity(&self) -> String {
        let seconds = self.seconds_until_expiration.map_or(0, |seconds| seconds.0);
        let name = self.name.as_ref().map_or("", |name| &name.0);
        format!("rotate\n{}\n{seconds}\n{name}", self.id.0)
    }

    /// Reads the old key, and gives the params of the new one.
    pub async fn successor<X: Exchange>(
        &self,
        call: &mut X,
        route_missing: &Cell<bool>,
    ) -> Fallible<CreateAPIKeyParams, X::Value> {
        let target = ReloadTarget {
            key: KnownKey {
                id: self.id.0.clone(),
                place: None,
            },
            nonce: None,
        };
        let old = reload(call, &target, route_missing).await?;
        if old.flag("revoked") == Some(true) {
            return Err(Failure::invalid(
                Role::Params,
                "apiKeyID",
                Problem::other("is of a key that is revoked already"),
            ));
        }
        let place = known(old.value()).and_then(|known| known.place);
        let place = place.ok_or_else(|| Box::new(Failure::NoResource))?;
        let Place { subject, name } = place;
        let now = call.now() + call.clock_skew();
        let today = || NonEmptyText(dated(&name, call.day(now).as_deref()));
        Ok(CreateAPIKeyParams {
            name: self.name.clone().unwrap_or_else(today),
            subject: Some(subject),
            description: old.text("description"),
            seconds_until_expiration: self.seconds_until_expiration,
        })
    }

    /// Creates the new key, passes it to the host page, and then revokes the old one. Revokes the new key if the host page
    /// did not store it.
    pub async fn replace<X: Exchange>(
        &self,
        call: &mut X,
        creation: &Creation<X::Value>,
        store: impl AsyncFnOnce(&Key<X::Value>) -> Fallible<(), X::Value>,
    ) -> Fallible<Key<X::Value>, X::Value> {
        let new = creation.create(call, self.name.is_none()).await?;
        let stored = store(&new).await;
        let revocation = if stored.is_ok() {
            RevokeAPIKeyParams {
                api_key_id: self.id.clone(),
                revocation_reason: self.reason.clone(),
            }
        } else {
            RevokeAPIKeyParams {
                api_key_id: PathSegment(new.text("id").unwrap_or_default()),
                revocation_reason: None,
            }
        };
        let revoked = super::revoke(call, &revocation).await;
        match (stored, revoked) {
            (Ok(()), Ok(_)) => Ok(new),
            (Ok(()), Err(failure)) => Err(half_done(LiveKey::Old, failure, new)),
            (Err(failure), Ok(_)) => Err(failure),
            (Err(failure), Err(_)) => Err(half_done(LiveKey::New, failure, new)),
        }
    }
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
