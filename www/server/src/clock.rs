//! The time: in the unit that Clerk's API speaks, and as the projects' API writes it.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

/// Milliseconds since 1970, as every time in a body is written.
pub fn now_ms() -> i64 {
    // A clock set before 1970 reads as 1970: nothing here can do better, and no request should fail for it.
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The time `days` from `now`, or the last one that RFC 3339 can tell: the year 10000 has five digits.
pub fn in_days(now: i64, days: u64) -> i64 {
    const DAY_MS: u64 = 24 * 60 * 60 * 1000;
    let lifetime = i64::try_from(days.saturating_mul(DAY_MS)).unwrap_or(i64::MAX);
    now.saturating_add(lifetime)
        .min(Timestamp::MAX.as_millisecond())
}

/// A time as RFC 3339 writes it.
pub fn rfc3339(ms: i64) -> String {
    // What is kept is between the bounds already.
    let time = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX);
    time.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_rfc_3339_says() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(951_782_400_250), "2000-02-29T00:00:00.25Z");
        assert_eq!(rfc3339(in_days(0, 366)), "1971-01-02T00:00:00Z");
    }

    #[test]
    fn no_key_outlives_the_calendar() {
        let last = in_days(now_ms(), u64::MAX);
        assert_eq!(last, in_days(now_ms(), 10_000_000));
        assert!(rfc3339(last).starts_with("9999-12-"), "{}", rfc3339(last));
    }
}
