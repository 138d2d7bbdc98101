//! The keys of a project: what each method sends, and what it makes of the response. The list comes
//! whole, so that pages and searches are cut here; there is no route for one key.

mod draft;
mod params;
mod response;

use super::{Exchange, Key, Keys, Request, not_found};
use crate::{
    failure::{Failure, Fallible, InvalidResponse},
    url,
    value::Value,
};

pub use draft::Draft;
pub use params::{
    CreateProjectAPIKeyParams, GetProjectAPIKeysParams, ReloadProjectAPIKeyParams,
    RevokeProjectAPIKeyParams, Selection,
};

/// The media types that the server may respond with.
const ACCEPT: &str = "application/json, application/problem+json";

/// A list page.
#[derive(Debug, PartialEq)]
pub struct Page<V> {
    /// Their resources, an array.
    pub keys: V,
    /// How many there are on all pages.
    pub total_count: u32,
}

/// All keys, in the server's order.
pub async fn list<X: Exchange>(call: &mut X, project: &str) -> Fallible<Keys<X::Value>, X::Value> {
    response::list(call.send(list_request(project)).await?)
}

/// The key, inactive. The response to a revoke has no key: the list has it.
pub async fn revoke<X: Exchange>(
    call: &mut X,
    project: &str,
    id: &str,
) -> Fallible<Key<X::Value>, X::Value> {
    let response = call.send(revoke_request(project, id)).await?;
    let is_repeated = response.is_repeated;
    let success = match response::success(response) {
        Err(failure) if !(is_repeated && failure.is_refusal()) => return Err(failure),
        // An earlier attempt, whose response was lost, may have revoked the key.
        success => success,
    };
    let listed = list(call, project).await.map(|keys| found(keys, id));
    match (success, listed) {
        (_, Ok(Some(key))) if key.flag("isActive") == Some(false) => Ok(key),
        (Err(failure), _) => Err(failure),
        (Ok(()), Ok(Some(_))) => Err(InvalidResponse::StillActive.into()),
        (Ok(()), Ok(None)) => Err(InvalidResponse::Gone.into()),
        (Ok(()), Err(cause)) => Err(Failure::RevokedUnread { cause }.into()),
    }
}

/// The key as the list has it now.
pub fn reread<V: Value>(keys: Keys<V>, id: &str) -> Fallible<Key<V>, V> {
    found(keys, id).ok_or_else(|| not_found(id))
}

/// The IDs are UUIDs, whose letters the server takes in either case.
fn found<V: Value>(keys: Keys<V>, id: &str) -> Option<Key<V>> {
    let is = |key: &Key<V>| {
        key.text("id")
            .is_some_and(|found| found.eq_ignore_ascii_case(id))
    };
    keys.into_keys().into_iter().find(is)
}

fn list_request(project: &str) -> Request {
    Request::get(keys_of(project, None)).accepting(ACCEPT)
}

fn revoke_request(project: &str, id: &str) -> Request {
    Request::delete(keys_of(project, Some(id))).accepting(ACCEPT)
}

/// The path of a project's keys, or of one of them.
fn keys_of(project: &str, key: Option<&str>) -> String {
    match key {
        None => url::path(&["projects", project, "keys"]),
        Some(key) => url::path(&["projects", project, "keys", key]),
    }
}

impl Selection {
    /// The list page of a whole list.
    pub fn cut<V: Value>(&self, keys: &Keys<V>) -> Page<V> {
        let mut keys = keys.0.items().ok().flatten().unwrap_or_default();
        keys.retain(|key| self.admits(key));
        let total_count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let from = usize::try_from(self.page.offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(self.page.limit).unwrap_or(usize::MAX);
        let mut page = keys.split_off(from.min(keys.len()));
        page.truncate(limit);
        Page {
            keys: V::array(page),
            total_count,
        }
    }

    fn admits<V: Value>(&self, key: &V) -> bool {
        let is = |name| key.member(name).and_then(|flag| flag.boolean()) == Some(true);
        (self.include_invalid || is("isActive") && !is("expired"))
            && (self.text.is_empty()
                || key
                    .member("name")
                    .is_some_and(|name| name.contains(&self.text)))
    }
}

#[cfg(test)]
mod tests;
