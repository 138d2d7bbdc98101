//! Searches a list for keys, list page after list page.

use std::collections::VecDeque;

use super::{Exchange, Key, Keys, Request, Response};
use crate::{
    failure::{Failure, Fallible},
    value::Value,
};

/// The largest list page that is asked for, and that Clerk gives.
pub const LARGEST_PAGE: u64 = 100;
/// The most list pages that a search reads: 100 000 keys at 100 on each.
const MAX_PAGES: u32 = 1_000;

/// A list page.
pub struct Listed<V> {
    pub keys: Keys<V>,
    /// How many keys there are on all list pages. `None`: this one has all of them.
    pub total_count: Option<u64>,
}

/// What a search looks for, and how. `dyn`, so that it is compiled once.
pub struct Search<'a, V> {
    /// The request for the keys from an offset.
    pub request: &'a dyn Fn(u64) -> Request,
    pub listed: &'a dyn Fn(Response<V>) -> Fallible<Listed<V>, V>,
    pub is_found: &'a dyn Fn(&Key<V>) -> bool,
}

impl<V: Value> Search<'_, V> {
    /// All such keys. `one_will_do`: those of the first list page that has any.
    pub async fn found<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        one_will_do: bool,
    ) -> Fallible<Vec<Key<V>>, V> {
        let (mut found, mut offset) = (Vec::new(), 0);
        let mut seen = SeenIds::default();
        for _ in 0..MAX_PAGES {
            let response = call.send((self.request)(offset)).await?;
            let Listed { keys, total_count } = (self.listed)(response)?;
            let mut keys = keys.into_keys();
            let count = keys.len() as u64;
            offset += count;
            keys.retain(|key| seen.is_new(key));
            let has_ended = keys.is_empty() || is_last(count, offset, total_count);
            keys.retain(|key| (self.is_found)(key));
            found.append(&mut keys);
            if has_ended || one_will_do && !found.is_empty() {
                return Ok(found);
            }
        }
        // The server says that there is always more.
        Err(Failure::field("total_count"))
    }
}

/// The IDs of the last keys of a list: of so many as it may shift between two list pages.
#[derive(Default)]
pub struct SeenIds(VecDeque<String>);

impl SeenIds {
    pub const MOST: usize = 1_000;

    /// Whether a key was not seen before. It is seen from now on.
    pub fn is_new<V: Value>(&mut self, key: &Key<V>) -> bool {
        let id = key.text("id").unwrap_or_default();
        if self.0.contains(&id) {
            return false;
        }
        self.0.truncate(Self::MOST - 1);
        self.0.push_front(id);
        true
    }

    #[cfg(test)]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// Whether a list page with so many keys is the last one, by what the server says. After a full one there may be more,
/// whatever it says.
pub fn is_last(count: u64, offset_after: u64, total_count: Option<u64>) -> bool {
    total_count.is_none_or(|total| count < LARGEST_PAGE && offset_after >= total)
}
