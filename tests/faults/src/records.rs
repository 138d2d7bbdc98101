//! The requests that the server received, one record for each test.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use serde_json::{Value, json};

use crate::{request::RequestHead, server::Origin};

/// The state of one test.
#[derive(Default)]
pub struct Record {
    /// The fault is off.
    pub healed: bool,
    /// The project key was deleted.
    pub revoked: bool,
    /// The number of requests that had the fault.
    pub faults: u32,
    requests: Vec<CountedRequest>,
}

struct CountedRequest {
    origin: Origin,
    method: String,
    path: String,
    authorized: bool,
    times: u32,
}

/// All records, by ID.
#[derive(Default)]
pub struct Records(Mutex<BTreeMap<String, Record>>);

impl Records {
    /// Calls `action` with a record, which it creates if needed.
    pub fn with<T>(&self, id: &str, action: impl FnOnce(&mut Record) -> T) -> T {
        let mut records = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        action(records.entry(id.to_owned()).or_default())
    }
}

impl Record {
    /// Counts a request. `path` is relative to the base URL of the API.
    pub fn count(&mut self, origin: Origin, head: &RequestHead, path: &str) {
        let same = |request: &&mut CountedRequest| {
            (request.origin, request.authorized) == (origin, head.authorized)
                && request.method == head.method
                && request.path == path
        };
        match self.requests.iter_mut().find(same) {
            Some(request) => request.times += 1,
            None => self.requests.push(CountedRequest {
                origin,
                method: head.method.clone(),
                path: path.to_owned(),
                authorized: head.authorized,
                times: 1,
            }),
        }
    }

    /// The received requests, in order of arrival.
    pub fn to_json(&self) -> Value {
        let to_json = |request: &CountedRequest| {
            json!({
                "otherOrigin": request.origin == Origin::Other, "method": request.method, "path": request.path,
                "authorized": request.authorized, "times": request.times,
            })
        };
        self.requests.iter().map(to_json).collect()
    }
}
