//! The faults that each browser has set.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::Serialize;

use crate::journal::InjectedFault;

/// The settings of this many browsers are kept: of those that set them last.
const CAPACITY: usize = 1000;

/// The faults that a browser has set. The counters go down with each injected fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FaultSettings {
    /// The delay of each response.
    pub latency_ms: u32,
    /// The number of creates that are processed but whose response is lost.
    pub lose_creates: u32,
    /// The number of requests with the response 429.
    pub too_many: u32,
    /// The `Retry-After` of these responses, in seconds.
    pub retry_after: u32,
    /// The number of requests with the response 503.
    pub unavailable: u32,
    /// Whether every connection is closed before the request is processed.
    pub offline: bool,
    /// The number of requests with the response 401, as for an expired session token.
    pub expired_sessions: u32,
}

impl Default for FaultSettings {
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

impl FaultSettings {
    /// Takes the fault of the next request and counts it down. Faults near the client come first: the network, then a
    /// proxy, then the server.
    pub fn take(&mut self) -> Option<InjectedFault> {
        if self.offline {
            Some(InjectedFault::Offline)
        } else if count_down(&mut self.too_many) {
            Some(InjectedFault::TooMany)
        } else if count_down(&mut self.unavailable) {
            Some(InjectedFault::Unavailable)
        } else if count_down(&mut self.expired_sessions) {
            Some(InjectedFault::ExpiredSession)
        } else {
            (self.latency_ms > 0).then_some(InjectedFault::Late)
        }
    }

    /// Whether the response to the next create is lost. Counts it down.
    pub fn take_lost_create(&mut self) -> bool {
        count_down(&mut self.lose_creates)
    }
}

/// Decrements a counter. Returns whether it was above 0.
fn count_down(counter: &mut u32) -> bool {
    let was_positive = *counter > 0;
    *counter = counter.saturating_sub(1);
    was_positive
}

/// The settings of all browsers, oldest first. Cheap to clone: all clones share one list.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<VecDeque<(String, FaultSettings)>>>);

impl Faults {
    fn entries(&self) -> MutexGuard<'_, VecDeque<(String, FaultSettings)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The settings of a browser. The default is no faults.
    pub fn of(&self, browser_id: &str) -> FaultSettings {
        self.change(browser_id, |settings| *settings)
    }

    /// Replaces the settings of a browser.
    pub fn set(&self, browser_id: String, settings: FaultSettings) {
        let mut entries = self.entries();
        entries.retain(|(other, _)| *other != browser_id);
        if settings == FaultSettings::default() {
            return;
        }
        entries.push_back((browser_id, settings));
        if entries.len() > CAPACITY {
            entries.pop_front();
        }
    }

    /// Changes the settings of a browser. A browser without settings keeps the default.
    pub fn change<T>(&self, browser_id: &str, change: impl FnOnce(&mut FaultSettings) -> T) -> T {
        let mut entries = self.entries();
        let found = entries.iter_mut().find(|(other, _)| other == browser_id);
        match found {
            Some((_, settings)) => change(settings),
            None => change(&mut FaultSettings::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_settings_are_kept() {
        let faults = Faults::default();
        let offline = FaultSettings {
            offline: true,
            ..FaultSettings::default()
        };
        let ids: Vec<_> = (0..=CAPACITY).map(|number| number.to_string()).collect();
        for browser_id in &ids {
            faults.set(browser_id.clone(), offline);
        }
        assert_eq!(faults.entries().len(), CAPACITY);
        assert_eq!(faults.of(&ids[0]), FaultSettings::default());
        assert_eq!(faults.of(&ids[1]), offline);

        // Setting the faults again moves the browser to the end of the list.
        faults.set(ids[1].clone(), offline);
        faults.set("another".into(), offline);
        assert_eq!(faults.of(&ids[1]), offline);
        assert_eq!(faults.of(&ids[2]), FaultSettings::default());

        faults.set(ids[1].clone(), FaultSettings::default());
        assert_eq!(
            faults.entries().len(),
            CAPACITY - 1,
            "default settings are not kept"
        );
    }
}
