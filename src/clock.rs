//! The server's clock, as far as its responses and session tokens tell it.

/// A clock reading has whole seconds, in milliseconds.
const SECOND: f64 = 1_000.0;
/// Some servers write the moment when a key was created in whole seconds, rounded down.
const RESOLUTION: f64 = 1_000.0;
/// A server may act so long after the response was lost, in milliseconds.
const LATE: f64 = 60_000.0;
/// Up to here, bounds are as close as a reading in whole seconds can be, with a slow request, in milliseconds.
const CLOSE: f64 = 2_000.0;
/// The host page's two clocks may differ by so much before one of them counts as set or stopped, in milliseconds.
const TOLERANCE: f64 = 5_000.0;

/// How far the server's clock (milliseconds since 1970) is ahead of the host page's monotonic clock: at least and at
/// most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ServerClock {
    earliest: f64,
    latest: f64,
}

/// A moment by both clocks of the host page, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Never set, but it may stop while the device sleeps.
    pub monotonic: f64,
    /// Since 1970. May be wrong, and may be set.
    pub wall: f64,
}

/// From the moment of sending a create to the moment when its response was known to be lost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SendWindow {
    pub sent: Moment,
    pub lost: Moment,
}

/// Whether a key was created within a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    Yes,
    No,
    /// The clocks do not tell.
    Unsure,
}

impl ServerClock {
    /// What one reading tells: the server's clock showed this second at some moment between two monotonic ones.
    pub fn read(second: f64, after: f64, before: f64) -> Self {
        Self {
            earliest: second - before,
            latest: second + SECOND - after,
        }
    }

    /// What two readings tell. The newer one alone, where they contradict each other: a clock was set.
    pub fn and(self, newer: Self) -> Self {
        let both = Self {
            earliest: self.earliest.max(newer.earliest),
            latest: self.latest.min(newer.latest),
        };
        if both.earliest <= both.latest {
            both
        } else {
            newer
        }
    }

    /// Whether another reading would not make it much better.
    pub fn is_close(&self) -> bool {
        self.latest - self.earliest <= CLOSE
    }

    /// The server's clock at a monotonic moment, at the earliest.
    pub fn at(&self, monotonic: f64) -> f64 {
        monotonic + self.earliest
    }

    /// Whether a key with this `createdAt`, in milliseconds since 1970, was created within a window that was `now` ago.
    pub fn within(&self, window: &SendWindow, now: Moment, created_at: f64) -> Within {
        let earliest = self.at(window.sent.monotonic) - RESOLUTION;
        let latest = self.latest + window.lost.monotonic + LATE;
        if created_at > latest {
            return Within::No;
        }
        // Later than this, even if the server's clock is as far ahead as it can be.
        let surely = self.latest - CLOSE + window.sent.monotonic - RESOLUTION;
        if created_at >= earliest.max(surely) || self.is_close() && created_at >= earliest {
            return Within::Yes;
        }
        // The monotonic clock stopped for so long, or the other one was set.
        let stopped = (now.wall - window.sent.wall) - (now.monotonic - window.sent.monotonic);
        let stopped = if stopped > TOLERANCE { stopped } else { 0.0 };
        if created_at >= earliest - stopped {
            Within::Unsure
        } else {
            Within::No
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(monotonic: f64) -> Moment {
        Moment {
            monotonic,
            wall: monotonic + 500_000.0,
        }
    }

    fn window(sent: f64, lost: f64) -> SendWindow {
        SendWindow {
            sent: at(sent),
            lost: at(lost),
        }
    }

    #[test]
    fn readings_narrow_each_other_until_a_clock_is_set() {
        let one = ServerClock::read(10_000.0, 1_000.0, 5_000.0);
        assert_eq!(
            one,
            ServerClock {
                earliest: 5_000.0,
                latest: 10_000.0
            }
        );
        assert!(!one.is_close());
        let two = ServerClock::read(12_000.0, 3_000.0, 3_100.0);
        assert!(two.is_close());
        let both = ServerClock {
            earliest: 8_900.0,
            latest: 10_000.0,
        };
        assert_eq!(one.and(two), both);
        assert_eq!(two.and(one), both);
        let set = ServerClock::read(90_000.0, 4_000.0, 4_100.0);
        assert_eq!(both.and(set), set);
    }

    #[test]
    fn a_slow_reading_leaves_it_unsure() {
        // Sent at 1 000, read at some moment of the four seconds from 10 000.
        let slow = ServerClock::read(110_000.0, 10_000.0, 14_000.0);
        let within = |created_at| slow.within(&window(1_000.0, 2_000.0), at(14_000.0), created_at);
        assert_eq!(within(95_999.0), Within::No);
        assert_eq!(within(96_000.0), Within::Unsure);
        assert_eq!(within(98_999.0), Within::Unsure);
        assert_eq!(within(99_000.0), Within::Yes);
        assert_eq!(within(163_000.0), Within::Yes);
        assert_eq!(within(163_001.0), Within::No);
    }

    #[test]
    fn a_device_that_slept_leaves_it_unsure() {
        let clock = ServerClock::read(200_000.0, 10_000.0, 10_050.0);
        // An hour of sleep between sending and now.
        let now = Moment {
            monotonic: 10_050.0,
            wall: 510_050.0 + 3_600_000.0,
        };
        let within = |created_at| clock.within(&window(9_000.0, 9_500.0), now, created_at);
        assert_eq!(within(199_000.0), Within::Yes);
        assert_eq!(within(199_000.0 - 3_600_000.0), Within::Unsure);
        assert_eq!(within(199_000.0 - 3_700_000.0), Within::No);
    }

    proptest! {
        /// Whatever the clocks: a key of this call is never outside, and one that was created three seconds earlier is never inside.
        #[test]
        fn the_bounds_hold(
            ahead in -1e12..1e12,
            sent in 0.0..1e9,
            takes in 0.0..30_000.0,
            late in 0.0..60_000.0,
            asked in 0.0..100_000.0,
            answers in 0.0..8_000.0,
            shown in 0.0..1.0,
            whole in any::<bool>(),
            earlier in 3_001.0..100_000.0,
        ) {
            let server = |monotonic: f64| monotonic + ahead;
            let lost = sent + takes;
            let asked = lost + asked;
            let seconds = |moment: f64| (moment / 1_000.0).floor() * 1_000.0;
            let written = |moment: f64| if whole { seconds(moment) } else { moment };
            let clock = ServerClock::read(seconds(server(asked + shown * answers)), asked, asked + answers);
            let within = |moment| clock.within(&window(sent, lost), at(asked + answers), written(server(moment)));
            prop_assert_ne!(within(sent + takes * shown), Within::No);
            prop_assert_ne!(within(lost + late), Within::No);
            prop_assert_ne!(within(sent - earlier), Within::Yes);
            if clock.is_close() {
                prop_assert_eq!(within(sent), Within::Yes);
                prop_assert_eq!(within(lost + late), Within::Yes);
            }
        }
    }
}
