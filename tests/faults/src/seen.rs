//! What arrived, under the keys of the tests.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use serde_json::{Value, json};

use crate::{request::Head, server::Origin};

/// What was seen under one key.
#[derive(Default)]
pub struct Record {
    /// All is good from now on.
    pub healed: bool,
    /// A project's key was deleted.
    pub revoked: bool,
    /// How many faults were dealt out.
    pub faults: u32,
    arrived: Vec<Arrived>,
}

struct Arrived {
    origin: Origin,
    method: String,
    path: String,
    authorized: bool,
    times: u32,
}

/// All keys.
#[derive(Default)]
pub struct Seen(Mutex<BTreeMap<String, Record>>);

impl Seen {
    /// Does something with a key's record.
    pub fn at<T>(&self, key: &str, action: impl FnOnce(&mut Record) -> T) -> T {
        let mut records = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        action(records.entry(key.to_owned()).or_default())
    }
}

impl Record {
    /// Counts a request, whose path is told below the API's address.
    pub fn count(&mut self, origin: Origin, head: &Head, path: &str) {
        let same = |arrived: &&mut Arrived| {
            (arrived.origin, arrived.authorized) == (origin, head.authorized)
                && arrived.method == head.method
                && arrived.path == path
        };
        match self.arrived.iter_mut().find(same) {
            Some(arrived) => arrived.times += 1,
            None => self.arrived.push(Arrived {
                origin,
                method: head.method.clone(),
                path: path.to_owned(),
                authorized: head.authorized,
                times: 1,
            }),
        }
    }

    /// What arrived, in its order.
    pub fn tell(&self) -> Value {
        let tell = |arrived: &Arrived| {
            json!({
                "elsewhere": arrived.origin == Origin::Elsewhere, "method": arrived.method, "path": arrived.path,
                "authorized": arrived.authorized, "times": arrived.times,
            })
        };
        self.arrived.iter().map(tell).collect()
    }
}
