//! The time, in milliseconds for Clerk's API and in RFC 3339 format for the API of the project keys.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

/// The current time in milliseconds since 1970.
pub fn now_ms() -> i64 {
    // A clock that is set before 1970 gives 1970, so that no request fails.
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The time `days` after `now`, but no later than RFC 3339 can express: the year 10000 has five digits.
pub fn in_days(now: i64, days: u64) -> i64 {
    const DAY_MS: u64 = 24 * 60 * 60 * 1000;
    let lifetime = i64::try_from(days.saturating_mul(DAY_MS)).unwrap_or(i64::MAX);
    now.saturating_add(lifetime)
        .min(Timestamp::MAX.as_millisecond())
}

/// A time in RFC 3339 format.
pub fn rfc3339(ms: i64) -> String {
    // Stored times are within the bounds, so this default is never used.
    let time = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX);
    time.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_rfc_3339_format() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(951_782_400_250), "2000-02-29T00:00:00.25Z");
        assert_eq!(rfc3339(in_days(0, 366)), "1971-01-02T00:00:00Z");
    }

    #[test]
    fn expirations_end_with_the_year_9999() {
        let last = in_days(now_ms(), u64::MAX);
        assert_eq!(last, in_days(now_ms(), 10_000_000));
        assert!(rfc3339(last).starts_with("9999-12-"), "{}", rfc3339(last));
    }
}
