//! The way through a list, part after part, that looks for keys.

use super::{Answer, Exchange, Key, Keys, Request};
use crate::{
    failure::{Failure, Fallible},
    value::Value,
};

/// The most parts of a list that a search reads: a hundred thousand keys, where the server gives all it can.
const MOST_PARTS: u32 = 1_000;

/// A part of a list.
pub struct Listed<V> {
    pub keys: Keys<V>,
    /// How many keys there are in all parts.
    pub total_count: u64,
}

/// What is looked for, and where. It is made of `dyn`, so that the way is compiled once.
pub struct Search<'a, V> {
    /// What lists the keys from an offset.
    pub request: &'a dyn Fn(u64) -> Request,
    pub listed: &'a dyn Fn(Answer<V>) -> Fallible<Listed<V>, V>,
    /// Told, too, how far the server's clock is ahead of the page's.
    pub is_found: &'a dyn Fn(&Key<V>, f64) -> bool,
}

impl<V: Value> Search<'_, V> {
    /// All such keys; where one will do, those of the first part that has any.
    pub async fn found<X: Exchange<Value = V>>(
        &self,
        call: &mut X,
        one_will_do: bool,
    ) -> Fallible<Vec<Key<V>>, V> {
        let (mut found, mut offset) = (Vec::new(), 0);
        for _ in 0..MOST_PARTS {
            let answer = call.send((self.request)(offset)).await?;
            let Listed { keys, total_count } = (self.listed)(answer)?;
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
        // It would go on for as long as the server says that there is more.
        Err(Failure::field("total_count"))
    }
}
