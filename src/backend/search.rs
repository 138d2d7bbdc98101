//! Searches a list for keys, list page after list page.

use super::{Exchange, Key, Keys, Request, Response};
use crate::{
    failure::{Failure, Fallible},
    value::Value,
};

/// The most list pages that a search reads: 100 000 keys at 100 on each.
const MAX_PAGES: u32 = 1_000;

/// A list page.
pub struct Listed<V> {
    pub keys: Keys<V>,
    /// How many keys there are on all list pages.
    pub total_count: u64,
}

/// What a search looks for, and how. `dyn`, so that it is compiled once.
pub struct Search<'a, V> {
    /// The request for the keys from an offset.
    pub request: &'a dyn Fn(u64) -> Request,
    pub listed: &'a dyn Fn(Response<V>) -> Fallible<Listed<V>, V>,
    /// Its second argument is how far the server's clock is ahead of the host page's, in milliseconds.
    pub is_found: &'a dyn Fn(&Key<V>, f64) -> bool,
}

impl<V: Value> Search<'_, V> {
    /// All such keys. `one_will_do`: those of the first list page that has any.
    pub async fn found<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        one_will_do: bool,
    ) -> Fallible<Vec<Key<V>>, V> {
        let (mut found, mut offset) = (Vec::new(), 0);
        for _ in 0..MAX_PAGES {
            let response = call.send((self.request)(offset)).await?;
            let Listed { keys, total_count } = (self.listed)(response)?;
            let mut keys = keys.into_keys();
            offset += keys.len() as u64;
            let is_last = keys.is_empty() || offset >= total_count;
            let clock_skew = call.clock_skew();
            keys.retain(|key| (self.is_found)(key, clock_skew));
            found.append(&mut keys);
            if is_last || one_will_do && !found.is_empty() {
                return Ok(found);
            }
        }
        // The server says that there is always more.
        Err(Failure::field("total_count"))
    }
}
