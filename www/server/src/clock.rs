//! The time, in the unit that Clerk's API speaks.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970, as every time in a body is written.
pub fn now_ms() -> i64 {
    // A clock set before 1970 reads as 1970: nothing here can do better, and no request should fail for it.
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
