//! Faults to order, for development: latency, lost answers, 429 and others, so that one sees what the package does then.
//!
//! They hold for the browser that ordered them and for no other, and meet only requests about API keys. They are kept
//! in memory alone, and end with the process.

mod meeting;
mod routes;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::http::HeaderMap;
use serde::Serialize;

pub use self::{meeting::meet, routes::routes};
use crate::{fields, ids};

/// The stand-in's own cookie, which names a browser.
const COOKIE: &str = "__standin_faults";
/// What the name of a browser begins with.
const PREFIX: &str = "browser";
/// The orders of so many browsers are kept: of those that ordered last.
const CAPACITY: usize = 1000;

/// What happened to a request on order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It was answered late, and otherwise as ever.
    Late,
    /// The connection was cut before anything was done.
    Offline,
    /// It was refused with 429.
    TooMany,
    /// It was refused with 503.
    Unavailable,
    /// It was refused as with a session token that has expired.
    ExpiredSession,
    /// It was done, and the connection was cut instead of an answer.
    Lost,
}

impl Fault {
    /// Whether the client gets no answer.
    pub fn is_cut(self) -> bool {
        matches!(self, Self::Offline | Self::Lost)
    }
}

/// What a browser has ordered, as far as it is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    /// How long each answer is held back.
    latency_ms: u32,
    /// Of how many creates, once they are done, the answer is lost.
    lose_creates: u32,
    /// How many requests are answered with 429.
    too_many: u32,
    /// The seconds in their `Retry-After`.
    retry_after: u32,
    /// How many requests are answered with 503.
    unavailable: u32,
    /// Whether every connection is cut before anything is done.
    offline: bool,
    /// How many requests are refused as with an expired session token.
    expired_sessions: u32,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            latency_ms: 0,
            lose_creates: 0,
            too_many: 0,
            retry_after: 1,
            unavailable: 0,
            offline: false,
            expired_sessions: 0,
        }
    }
}

impl Order {
    /// The fault of the next request, which is none of those left after it. What is nearest to the client comes first:
    /// the network, then what stands before a server, then the server.
    fn take(&mut self) -> Option<Fault> {
        if self.offline {
            Some(Fault::Offline)
        } else if count_down(&mut self.too_many) {
            Some(Fault::TooMany)
        } else if count_down(&mut self.unavailable) {
            Some(Fault::Unavailable)
        } else if count_down(&mut self.expired_sessions) {
            Some(Fault::ExpiredSession)
        } else {
            (self.latency_ms > 0).then_some(Fault::Late)
        }
    }

    /// Whether the answer to a create that is done is lost, which is none of those left after it.
    fn lose_create(&mut self) -> bool {
        count_down(&mut self.lose_creates)
    }
}

fn count_down(left: &mut u32) -> bool {
    let any = *left > 0;
    *left = left.saturating_sub(1);
    any
}

/// All orders, the oldest first. Cheap to clone; all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<VecDeque<(String, Order)>>>);

impl Faults {
    fn orders(&self) -> MutexGuard<'_, VecDeque<(String, Order)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(&self, browser: &str) -> Order {
        self.change(browser, |order| *order)
    }

    fn set(&self, browser: String, order: Order) {
        let mut orders = self.orders();
        orders.retain(|(other, _)| *other != browser);
        if order == Order::default() {
            return;
        }
        orders.push_back((browser, order));
        if orders.len() > CAPACITY {
            orders.pop_front();
        }
    }

    /// Changes a browser's order where there is one. What is changed otherwise is forgotten.
    fn change<T>(&self, browser: &str, change: impl FnOnce(&mut Order) -> T) -> T {
        let mut orders = self.orders();
        let found = orders.iter_mut().find(|(other, _)| other == browser);
        match found {
            Some((_, order)) => change(order),
            None => change(&mut Order::default()),
        }
    }
}

/// The browser that a request comes from, where it has been given a name.
pub fn browser(headers: &HeaderMap) -> Option<&str> {
    fields::cookie(headers, COOKIE).filter(|name| ids::is_fresh(PREFIX, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orders_of_the_last_browsers_are_kept() {
        let faults = Faults::default();
        let offline = Order {
            offline: true,
            ..Order::default()
        };
        let all: Vec<_> = (0..=CAPACITY).map(|number| number.to_string()).collect();
        for browser in &all {
            faults.set(browser.clone(), offline);
        }
        assert_eq!(faults.orders().len(), CAPACITY);
        assert_eq!(faults.of(&all[0]), Order::default());
        assert_eq!(faults.of(&all[1]), offline);

        // Ordering again makes a browser one of the last.
        faults.set(all[1].clone(), offline);
        faults.set("another".into(), offline);
        assert_eq!(faults.of(&all[1]), offline);
        assert_eq!(faults.of(&all[2]), Order::default());

        faults.set(all[1].clone(), Order::default());
        assert_eq!(
            faults.orders().len(),
            CAPACITY - 1,
            "nothing is kept of nothing"
        );
    }
}
