//! Clerk's Frontend API: what each method of `clerk.apiKeys` sends, and what it makes of the answer.

mod answer;
mod draft;
mod page;
mod params;
mod rotation;
mod walk;

use std::cell::Cell;

use super::{Exchange, Key, Request, not_found, search::Search};
use crate::{
    digits::decimal,
    failure::Fallible,
    json,
    retry::Effect,
    url::{self, Query},
    value::Value,
};

pub use answer::Page;
pub use draft::Draft;
pub use page::ClerkPage;
pub use params::{NewKey, Rereading, Revocation, Selection};
pub use rotation::Rotation;
pub use walk::Walk;

/// The page size of the lists that look for one key: the most that the server gives.
const LARGEST_PAGE: u64 = 100;

/// A key that this object has met: enough to find it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub id: Box<str>,
    /// `None` where only the ID was given.
    pub place: Option<Place>,
}

/// Where a list has a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub subject: Box<str>,
    pub name: Box<str>,
}

/// A page of keys.
pub async fn get_all<X: Exchange>(
    call: &mut X,
    selection: &Selection,
) -> Fallible<Page<X::Value>, X::Value> {
    let subject = call.subject(selection.subject.clone()).await?;
    let mut query = list_query(&subject, &selection.text, selection.limit, selection.offset);
    if selection.include_invalid {
        query.pair("include_invalid", "true");
    }
    answer::page(call.send(list_request(query)).await?)
}

/// The key, revoked.
pub async fn revoke<X: Exchange>(
    call: &mut X,
    revocation: &Revocation,
) -> Fallible<Key<X::Value>, X::Value> {
    let answer = call.send(revoke_request(revocation)).await?;
    answer::revoked(answer, &revocation.id)
}

fn revoke_request(revocation: &Revocation) -> Box<Request> {
    let mut body = json::Object::new();
    body.optional_text("revocation_reason", revocation.reason.as_deref());
    let path = url::path(&["api_keys", &revocation.id, "revoke"]);
    Request::post(Effect::Repeatable, path, body)
}

/// The key as the server has it now. The published Frontend API has no route for one key; where
/// that turns out, and ever after, the key is looked for in its subject's list.
pub async fn reload<X: Exchange>(
    call: &mut X,
    rereading: &Rereading,
    route_missing: &Cell<bool>,
) -> Fallible<Key<X::Value>, X::Value> {
    let Rereading { target, nonce } = rereading;
    let was_missing = route_missing.get();
    if !was_missing {
        let mut query = Query::default();
        query.optional_pair("rotating_token_nonce", nonce.as_deref());
        let request = Request::get(url::path(&["v1", "api_keys", &target.id])).asking(query);
        let answer = call.send(request.with_fresh_token(true)).await?;
        if !matches!(answer.status, 404 | 405) {
            return answer::key(answer, &target.id);
        }
        if let Some(key) = answer::key_in(&answer, &target.id) {
            return Ok(key);
        }
    }
    // The first request of a reload has a fresh session token.
    let found = find(call, target, was_missing).await?;
    if found.is_some() {
        route_missing.set(true);
    }
    found.ok_or_else(|| not_found(&target.id))
}

/// Looks for a key in its subject's list, page after page.
async fn find<X: Exchange>(
    call: &mut X,
    target: &Known,
    fresh_token: bool,
) -> Fallible<Option<Key<X::Value>>, X::Value> {
    let (subject, name) = match &target.place {
        Some(place) => (place.subject.clone(), &*place.name),
        None => (call.subject(None).await?, ""),
    };
    let request = |offset| {
        let mut query = list_query(&subject, name, LARGEST_PAGE, offset);
        query.pair("include_invalid", "true");
        list_request(query).with_fresh_token(fresh_token && offset == 0)
    };
    let search = Search {
        request: &request,
        listed: &|answer| Ok(answer::page(answer)?.into()),
        is_found: &|key, _| key.is(&target.id),
    };
    let mut found = search.found(call, true).await?;
    found.truncate(1);
    Ok(found.pop())
}

/// What there is to remember of a key, on the wire or as a resource: these names are the same.
pub fn known<V: Value>(key: &V) -> Option<Known> {
    let text = |name| key.member(name)?.text();
    let place = Place {
        subject: text("subject")?,
        name: text("name")?,
    };
    Some(Known {
        id: text("id")?,
        place: Some(place),
    })
}

fn list_request(query: Query) -> Box<Request> {
    Request::get(url::path(&["api_keys"])).asking(query)
}

fn list_query(subject: &str, text: &str, limit: u64, offset: u64) -> Query {
    let mut query = Query::default();
    query
        .pair("subject", subject)
        .pair("query", text)
        .pair("limit", &decimal(limit))
        .pair("offset", &decimal(offset));
    query
}

#[cfg(test)]
mod tests;
