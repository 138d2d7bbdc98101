use super::{Delivery, Failure, InvalidResponse, Problem, Refusal, Role};
use crate::status::status_in_words;

fn invalid(role: Role, problem: Problem) -> Failure<()> {
    Failure::Invalid {
        role,
        name: "it",
        problem,
    }
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn every_failure() -> Vec<(
    Failure<()>,
    &'static str,
    Option<&'static str>,
    &'static str,
)> {
    let refusal = Refusal::new(409, "That name is taken.".into());
    vec![
        (
            invalid(Role::Options, Problem::must_be("a function")),
            "invalid_options",
            Some("it"),
            "it must be a function",
        ),
        (
            invalid(Role::Params, Problem::Missing),
            "invalid_params",
            Some("it"),
            "it is missing",
        ),
        (
            invalid(Role::CallOptions, Problem::other("is too large")),
            "invalid_params",
            Some("it"),
            "it is too large",
        ),
        (
            invalid(Role::Params, Problem::Misspelt { meant: "that" }),
            "invalid_params",
            Some("it"),
            "it is not a parameter: did you mean that?",
        ),
        (
            Failure::Unreadable {
                role: Role::Params,
                name: "it",
                cause: (),
            },
            "invalid_params",
            Some("it"),
            "threw",
        ),
        (
            Failure::InsecureUrl { option: "it" },
            "insecure_url",
            Some("it"),
            "it must be an https: URL",
        ),
        (Failure::InvalidToken, "invalid_token", None, "getToken"),
        (
            Failure::NoSessionToken,
            "no_session_token",
            None,
            "no user is signed in",
        ),
        (
            Failure::StaleSessionToken,
            "stale_session_token",
            None,
            "another user or organization",
        ),
        (
            Failure::HostCallback {
                callback: "getQuery",
                cause: Some(()),
            },
            "host_callback_failed",
            None,
            "getQuery failed",
        ),
        (
            Failure::HostCallback {
                callback: "getQuery",
                cause: None,
            },
            "host_callback_failed",
            None,
            "getQuery must return an object",
        ),
        (Failure::NoResource, "no_resource", None, "apiKeyID"),
        (
            Failure::Refused(refusal),
            "api_response_error",
            None,
            "That name is taken.",
        ),
        (
            InvalidResponse::Redirect.into_failure(),
            "invalid_response",
            None,
            "redirect",
        ),
        (
            InvalidResponse::NotJson { status: 502 }.into_failure(),
            "invalid_response",
            None,
            "502",
        ),
        (
            InvalidResponse::Field("data[3].created_at".into()).into_failure(),
            "invalid_response",
            None,
            "data[3].created_at",
        ),
        (
            InvalidResponse::OtherKey.into_failure(),
            "invalid_response",
            None,
            "another key",
        ),
        (
            InvalidResponse::Gone.into_failure(),
            "invalid_response",
            None,
            "the key is revoked, but",
        ),
        (
            InvalidResponse::StillActive.into_failure(),
            "invalid_response",
            None,
            "still shows the key as active",
        ),
        (
            InvalidResponse::NotRevoked.into_failure(),
            "invalid_response",
            None,
            "revoked",
        ),
        (
            Failure::Network {
                delivery: Delivery::Unknown,
                cause: None,
            },
            "network_error",
            None,
            "could not be reached",
        ),
        (
            Failure::Network {
                delivery: Delivery::Offline,
                cause: None,
            },
            "network_error",
            None,
            "offline, so nothing was sent",
        ),
        (
            Failure::Network {
                delivery: Delivery::Refused,
                cause: None,
            },
            "network_error",
            None,
            "refuses the request, so nothing was sent",
        ),
        (
            Failure::Timeout {
                milliseconds: 250,
                sent: true,
            },
            "timeout",
            None,
            "250 ms",
        ),
    ]
}

impl InvalidResponse {
    fn into_failure(self) -> Failure<()> {
        *Box::from(self)
    }
}

#[test]
fn every_failure_has_its_code_its_parameter_and_its_words() {
    for (failure, code, param, words) in every_failure() {
        assert_eq!(
            (failure.code(), failure.param()),
            (code, param),
            "{failure:?}"
        );
        assert!(
            failure.message().contains(words),
            "{:?} lacks {words:?}",
            failure.message()
        );
    }
}

#[test]
fn a_status_without_words_of_its_own_is_told_by_its_number() {
    let with_words = [
        400, 401, 403, 404, 405, 408, 409, 413, 422, 429, 500, 502, 503, 504,
    ];
    for status in 300..600 {
        let words = status_in_words(status);
        assert!(words.contains(&status.to_string()), "{words}");
        let bare = *words == *format!("the server answered with status {status}");
        assert_eq!(bare, !with_words.contains(&status), "{words}");
    }
    assert_eq!(&*status_in_words(404), "the server answered 404 Not Found");
}
