//! Whether and when a request is sent again.

/// The longest that a server may ask to wait before the call gives up instead, in seconds.
const LONGEST_RETRY_AFTER: f64 = 60.0;
/// The first backoff and the longest one, in milliseconds.
const FIRST_BACKOFF: f64 = 500.0;
const LONGEST_BACKOFF: f64 = 8_000.0;
/// The length of the one form of an HTTP date that names no zone: `Sun Nov  6 08:49:37 1994`.
const ASCTIME: usize = 24;
/// The part of a backoff that chance may take away, so that clients do not come back in step.
const JITTER: f64 = 0.25;

/// What sending a request twice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it reads.
    Read,
    /// Nothing more than sending it once.
    Repeatable,
    /// Something twice: a second key.
    Once,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AttemptResult {
    /// No response came.
    Network,
    /// A response came.
    Status {
        status: u16,
        /// What its `Retry-After` asks for, in seconds.
        retry_after: Option<f64>,
    },
}

impl AttemptResult {
    /// Whether the server may have done what was asked, although it did not say so. 408 counts, too: a proxy may answer for a
    /// server that did. For a create it does not count, see `Failure::may_have_acted`: the search for its key revokes keys.
    pub fn may_have_acted(self) -> bool {
        match self {
            Self::Network => true,
            Self::Status { status, .. } => status == 408 || status >= 500,
        }
    }
}

/// The attempts of a call so far.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Attempts {
    /// How many were sent again after a failure.
    pub retries: u32,
    /// Whether one was sent again with a fresh session token.
    pub refreshed: bool,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// The call ends with this result.
    Settle,
    /// Send it again at once with a fresh session token.
    Refresh,
    /// Send it again after so many milliseconds.
    Wait(f64),
}

/// The rule of every call. `chance` is a random number from 0 to 1.
pub fn next(
    effect: Effect,
    result: AttemptResult,
    attempts: Attempts,
    max_retries: u32,
    chance: f64,
) -> Next {
    if matches!(result, AttemptResult::Status { status: 401, .. }) && !attempts.refreshed {
        return Next::Refresh;
    }
    if attempts.retries >= max_retries || !may_repeat(effect, result) {
        return Next::Settle;
    }
    match result {
        AttemptResult::Status {
            retry_after: Some(seconds),
            ..
        } if seconds > LONGEST_RETRY_AFTER => Next::Settle,
        AttemptResult::Status {
            retry_after: Some(seconds),
            ..
        } => Next::Wait(seconds * 1_000.0),
        _ => Next::Wait(backoff(attempts.retries, chance)),
    }
}

fn may_repeat(effect: Effect, result: AttemptResult) -> bool {
    match (effect, result) {
        // 429 is the one refusal that says that the server did not act.
        (Effect::Once, result) => matches!(result, AttemptResult::Status { status: 429, .. }),
        (_, AttemptResult::Network) => true,
        (_, AttemptResult::Status { status, .. }) => {
            matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
        }
    }
}

fn backoff(retries: u32, chance: f64) -> f64 {
    let doubled = FIRST_BACKOFF * f64::from(2_u32.saturating_pow(retries));
    doubled.min(LONGEST_BACKOFF) * (1.0 - JITTER * chance)
}

/// Reads a `Retry-After` header as seconds from `now`, the server's clock in milliseconds since 1970. It has whole seconds
/// or an HTTP date. Other formats count as absent. `parse` accepts more than HTTP dates, so it is called only for texts that
/// end like one. (The browser has removed the spaces around the header.)
pub fn retry_after(header: &str, now: f64, parse: impl FnOnce(&str) -> Option<f64>) -> Option<f64> {
    if header.bytes().all(|byte| byte.is_ascii_digit()) && !header.is_empty() {
        // More than 136 years are as good as that.
        return Some(header.parse().unwrap_or(u32::MAX).into());
    }
    if header.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let moment = if header.ends_with(" GMT") {
        parse(header)
    } else if header.len() == ASCTIME {
        parse(&format!("{header} GMT"))
    } else {
        None
    };
    Some(
        ((moment? - now) / 1_000.0)
            .ceil()
            .clamp(0.0, u32::MAX.into()),
    )
}

#[cfg(test)]
mod tests;
