use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;

use super::{AttemptResult, Attempts, Effect, Next, next, retry_after};
use crate::{call::scripted::http_date, strategies};

const FIRST: Attempts = Attempts {
    retries: 0,
    refreshed: false,
};

fn status(status: u16) -> AttemptResult {
    AttemptResult::Status {
        status,
        retry_after: None,
    }
}

fn asked(status: u16, seconds: f64) -> AttemptResult {
    AttemptResult::Status {
        status,
        retry_after: Some(seconds),
    }
}

#[test]
fn what_is_sent_again() {
    let wait = Next::Wait(500.0);
    for effect in [Effect::Read, Effect::Repeatable] {
        assert_eq!(next(effect, AttemptResult::Network, FIRST, 2, 0.0), wait);
        for code in [408, 429, 500, 502, 503, 504] {
            assert_eq!(next(effect, status(code), FIRST, 2, 0.0), wait, "{code}");
        }
        for code in [
            200, 201, 204, 400, 403, 404, 405, 409, 410, 422, 501, 505, 511,
        ] {
            assert_eq!(
                next(effect, status(code), FIRST, 2, 0.0),
                Next::Settle,
                "{code}"
            );
        }
    }
}

#[test]
fn create_is_sent_again_only_where_the_server_did_not_act() {
    assert_eq!(
        next(Effect::Once, status(429), FIRST, 2, 0.0),
        Next::Wait(500.0)
    );
    assert_eq!(
        next(Effect::Once, status(401), FIRST, 2, 0.0),
        Next::Refresh
    );
    assert_eq!(
        next(Effect::Once, AttemptResult::Network, FIRST, 2, 0.0),
        Next::Settle
    );
    for code in [200, 400, 403, 408, 409, 422, 500, 502, 503, 504] {
        assert_eq!(
            next(Effect::Once, status(code), FIRST, 2, 0.0),
            Next::Settle,
            "{code}"
        );
    }
}

#[test]
fn a_401_is_tried_once_more_even_without_retries() {
    for effect in [Effect::Read, Effect::Repeatable, Effect::Once] {
        assert_eq!(next(effect, status(401), FIRST, 0, 0.0), Next::Refresh);
        let refreshed = Attempts {
            refreshed: true,
            ..FIRST
        };
        assert_eq!(next(effect, status(401), refreshed, 2, 0.0), Next::Settle);
    }
}

#[test]
fn the_backoff_doubles_to_eight_seconds_less_a_quarter_by_chance() {
    let wait = |retries, chance| {
        next(
            Effect::Read,
            status(503),
            Attempts {
                retries,
                refreshed: false,
            },
            99,
            chance,
        )
    };
    for (retries, full) in [
        (0, 500.0),
        (1, 1_000.0),
        (2, 2_000.0),
        (3, 4_000.0),
        (4, 8_000.0),
        (5, 8_000.0),
        (40, 8_000.0),
    ] {
        assert_eq!(wait(retries, 0.0), Next::Wait(full));
        assert_eq!(wait(retries, 1.0), Next::Wait(full * 0.75));
    }
}

#[test]
fn retry_after_wins_up_to_a_minute() {
    assert_eq!(
        next(Effect::Read, asked(503, 0.0), FIRST, 2, 0.5),
        Next::Wait(0.0)
    );
    assert_eq!(
        next(Effect::Read, asked(429, 60.0), FIRST, 2, 0.5),
        Next::Wait(60_000.0)
    );
    assert_eq!(
        next(Effect::Read, asked(429, 61.0), FIRST, 2, 0.5),
        Next::Settle
    );
    assert_eq!(
        next(Effect::Read, asked(404, 1.0), FIRST, 2, 0.5),
        Next::Settle
    );
}

#[test]
fn retry_after_is_whole_seconds_or_a_date() {
    let now = 784_111_777_000.0; // Sun, 06 Nov 1994 08:49:37 GMT
    let table = [
        ("0", Some(0.0)),
        ("120", Some(120.0)),
        (" 7 ", None),
        ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10.0)),
        ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10.0)),
        ("Sun Nov  6 08:49:47 1994", Some(10.0)),
        ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0.0)),
        ("", None),
        ("1.5", None),
        ("-1", None),
        ("+1", None),
        ("1e3", None),
        ("0x10", None),
        ("12 seconds", None),
        ("99999999999999999999", Some(4_294_967_295.0)),
        ("soon", None),
        ("2026-11-21T00:00:00Z", None),
        ("Sun, 06 Nov 1994 08:49:47", None),
        ("Sun, 06 Nov 1994 08:49:47 CET", None),
        ("Sun, 06 Nov 1994 24:00:00 GMT", None),
        ("Sun, 32 Nov 1994 08:49:47 GMT", None),
        ("Sun, 06 Foo 1994 08:49:47 GMT", None),
        ("Sun, 06 Nov 194 08:49:47 GMT", None),
        ("Sun, 06 Nov 1994 08:49:47 GMT x", None),
        ("Sun, 06 Nov 1994 08:49:47:00 GMT", None),
    ];
    for (header, seconds) in table {
        assert_eq!(retry_after(header, now, http_date), seconds, "{header:?}");
    }
}

fn effect() -> impl Strategy<Value = Effect> {
    prop_oneof![
        Just(Effect::Read),
        Just(Effect::Repeatable),
        Just(Effect::Once)
    ]
}

fn outcome() -> impl Strategy<Value = AttemptResult> {
    prop_oneof![
        Just(AttemptResult::Network),
        (100_u16..600, proptest::option::of(0.0..1e6)).prop_map(|(status, retry_after)| {
            AttemptResult::Status {
                status,
                retry_after,
            }
        }),
    ]
}

proptest! {
    /// However the outcomes fall, a call ends, and has waited no longer than a minute for each retry.
    #[test]
    fn every_call_ends(effect in effect(), outcomes in prop::collection::vec(outcome(), 50), max_retries in 0_u32..6, chance in 0.0..1.0) {
        let mut attempts = FIRST;
        let mut waited = 0.0;
        let mut sent = 1;
        for outcome in outcomes {
            match next(effect, outcome, attempts, max_retries, chance) {
                Next::Settle => break,
                Next::Refresh => attempts.refreshed = true,
                Next::Wait(milliseconds) => {
                    prop_assert!(milliseconds >= 0.0);
                    attempts.retries += 1;
                    waited += milliseconds;
                }
            }
            sent += 1;
        }
        prop_assert!(sent <= max_retries + 2);
        prop_assert!(waited <= f64::from(max_retries) * 60_000.0);
    }

    /// What may have made a key is never sent again.
    #[test]
    fn create_is_never_repeated_after_it_may_have_acted(outcome in outcome(), max_retries in 0_u32..6, chance in 0.0..1.0) {
        let refused = matches!(outcome, AttemptResult::Status { status: 401 | 429, .. });
        if next(Effect::Once, outcome, FIRST, max_retries, chance) != Next::Settle {
            prop_assert!(refused);
        }
    }

    #[test]
    fn a_date_is_so_many_seconds_ahead(ahead in 0_u32..1_000_000, now in 0_u32..2_000_000_000) {
        let date = UNIX_EPOCH + Duration::from_secs(u64::from(now) + u64::from(ahead));
        let header = httpdate::fmt_http_date(date);
        prop_assert_eq!(retry_after(&header, f64::from(now) * 1_000.0, http_date), Some(f64::from(ahead)));
    }

    #[test]
    fn no_header_panics(header in nearly_retry_after(), now in -8.64e15..8.64e15, moment in -8.64e15..8.64e15) {
        for seconds in [retry_after(&header, now, http_date), retry_after(&header, now, |_| Some(moment))] {
            prop_assert!(seconds.is_none_or(|seconds| seconds.is_finite() && seconds >= 0.0));
        }
        // What begins as a number is whole seconds, or as if it were absent.
        if header.starts_with(|first: char| first.is_ascii_digit()) {
            let is_whole = header.bytes().all(|byte| byte.is_ascii_digit());
            let seconds = is_whole.then(|| header.parse::<f64>().unwrap().min(f64::from(u32::MAX)));
            prop_assert_eq!(retry_after(&header, now, http_date), seconds);
        }
    }
}

/// Any text, numbers, and dates with something wrong in them.
fn nearly_retry_after() -> impl Strategy<Value = String> {
    let date = (
        0_u64..4_000_000_000,
        any::<prop::sample::Index>(),
        any::<char>(),
    );
    let date = date.prop_map(|(seconds, place, letter)| {
        let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
        let (before, after) = date.split_at(place.index(date.len()));
        [before, &letter.to_string(), &after[1..]].concat()
    });
    prop_oneof![
        strategies::text(),
        "[ \\t]?[0-9]{1,25}[ .eE+-]?[0-9]{0,2}",
        date
    ]
}
