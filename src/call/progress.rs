//! How far a call's attempt is, and the time that it has.

use std::{cell::Cell, rc::Rc};

use super::Host;
use crate::{clock::Moment, failure::Failure};

/// The attempt of a call. Callers that share the call watch it.
pub struct Progress {
    /// Milliseconds for each attempt: the most that one of the callers grants.
    timeout_ms: Cell<u32>,
    /// When the attempt under way began, by the monotonic clock.
    began: Cell<Option<f64>>,
    /// When the request of the last attempt was sent.
    sent: Rc<Cell<Option<Moment>>>,
}

impl Progress {
    pub fn new(timeout_ms: u32) -> Self {
        Self {
            timeout_ms: Cell::new(timeout_ms),
            began: Cell::new(None),
            sent: Rc::default(),
        }
    }

    pub fn begin(&self, now: f64) {
        self.began.set(Some(now));
        self.sent.set(None);
    }

    pub fn send(&self, now: Moment) {
        self.sent.set(Some(now));
    }

    pub fn end(&self) {
        self.began.set(None);
    }

    /// The server did not act on the last attempt: there will be another.
    pub fn try_again(&self) {
        self.sent.set(None);
    }

    /// When the request of the last attempt was sent.
    pub fn sent(&self) -> Rc<Cell<Option<Moment>>> {
        self.sent.clone()
    }

    /// The time of an attempt, from now. Resolves to the failure when it is over.
    pub async fn timeout<H: Host>(&self, host: &H) -> Box<Failure<H::Value>> {
        let mut covered = 0;
        // Another caller may grant more meanwhile.
        while covered < self.timeout_ms.get() {
            let milliseconds = self.timeout_ms.get();
            if let Err(failure) = host.sleep(f64::from(milliseconds - covered)).await {
                return failure;
            }
            covered = milliseconds;
        }
        self.time_is_over(covered)
    }

    /// The time of one of several callers, which joins now: so long for each attempt.
    pub async fn timeout_of_caller<H: Host>(
        &self,
        host: &H,
        timeout_ms: u32,
    ) -> Box<Failure<H::Value>> {
        let joined = host.monotonic();
        self.timeout_ms.set(timeout_ms.max(self.timeout_ms.get()));
        let time = f64::from(timeout_ms);
        loop {
            let began = self.began.get();
            let since = began.unwrap_or(joined).max(joined);
            let left = left(time, since, host.monotonic());
            // Where nobody grants more, the attempt ends by itself.
            let is_shorter = timeout_ms < self.timeout_ms.get();
            if left <= 0.0 && began.is_some() && is_shorter {
                return self.time_is_over(timeout_ms);
            }
            let left = if left > 0.0 { left } else { time };
            if let Err(failure) = host.sleep(left).await {
                return failure;
            }
        }
    }

    fn time_is_over<V>(&self, milliseconds: u32) -> Box<Failure<V>> {
        let sent = self.sent.get().is_some();
        Failure::Timeout { milliseconds, sent }.into()
    }
}

/// What is left of a time that began at `since`. Never more than `time`, which a sum of floats can be by a rounding.
fn left(time: f64, since: f64, now: f64) -> f64 {
    time - (now - since)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_left_is_never_more_than_the_time(
            time in 0.0..60_000.0,
            since in 0.0..1e9,
            elapsed in 0.0..60_000.0,
        ) {
            prop_assert!(left(time, since, since + elapsed) <= time);
            prop_assert!(left(time, since, since) >= time);
        }
    }
}
