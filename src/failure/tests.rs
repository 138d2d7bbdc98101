use super::{Failure, Flaw, Refusal, status_in_words};
use crate::given::{Role, Why};

fn given(role: Role, why: Why) -> Failure<()> {
    Failure::Given {
        role,
        name: "it",
        why,
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
            given(Role::Options, Why::NotFunction),
            "invalid_options",
            Some("it"),
            "it must be a function",
        ),
        (
            given(Role::Params, Why::NoTexts),
            "invalid_params",
            Some("it"),
            "it must have at least one entry",
        ),
        (
            given(Role::Params, Why::NotTexts),
            "invalid_params",
            Some("it"),
            "it must be an array of strings",
        ),
        (
            given(Role::Options, Why::NotUrl),
            "invalid_options",
            Some("it"),
            "https://clerk.example.com",
        ),
        (
            given(Role::Options, Why::NotObject),
            "invalid_options",
            Some("it"),
            "it must be an object",
        ),
        (
            given(Role::Params, Why::Missing),
            "invalid_params",
            Some("it"),
            "it is missing",
        ),
        (
            given(Role::Params, Why::Empty),
            "invalid_params",
            Some("it"),
            "it must not be empty",
        ),
        (
            given(Role::Params, Why::NotText),
            "invalid_params",
            Some("it"),
            "it must be a string",
        ),
        (
            given(Role::Params, Why::NotBoolean),
            "invalid_params",
            Some("it"),
            "it must be true or false",
        ),
        (
            given(Role::Params, Why::NotWhole),
            "invalid_params",
            Some("it"),
            "it must be a whole number from 1",
        ),
        (
            given(Role::Params, Why::NotWholeOrZero),
            "invalid_params",
            Some("it"),
            "it must be a whole number from 0",
        ),
        (
            given(Role::Params, Why::NotDuration),
            "invalid_params",
            Some("it"),
            "milliseconds",
        ),
        (
            given(Role::Params, Why::NotSignal),
            "invalid_params",
            Some("it"),
            "it must be an AbortSignal",
        ),
        (
            given(Role::Params, Why::DotSegment),
            "invalid_params",
            Some("it"),
            "it must not be . or ..",
        ),
        (
            given(Role::Params, Why::TooLarge),
            "invalid_params",
            Some("it"),
            "it is too large",
        ),
        (
            given(Role::Params, Why::Unknown),
            "invalid_params",
            Some("it"),
            "names no user",
        ),
        (
            given(Role::Params, Why::Misspelt("that")),
            "invalid_params",
            Some("it"),
            "did you mean that?",
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
            "getQuery gave a value",
        ),
        (Failure::NoResource, "no_resource", None, "apiKeyID"),
        (
            Failure::Refused(refusal),
            "api_response_error",
            None,
            "That name is taken.",
        ),
        (
            Flaw::Redirect.into_failure(),
            "invalid_response",
            None,
            "redirect",
        ),
        (
            Flaw::NotJson { status: 502 }.into_failure(),
            "invalid_response",
            None,
            "502",
        ),
        (
            Flaw::Field("data[3].created_at".into()).into_failure(),
            "invalid_response",
            None,
            "data[3].created_at",
        ),
        (
            Flaw::OtherKey.into_failure(),
            "invalid_response",
            None,
            "another key",
        ),
        (
            Flaw::Gone.into_failure(),
            "invalid_response",
            None,
            "the key is revoked, but",
        ),
        (
            Flaw::NotRevoked.into_failure(),
            "invalid_response",
            None,
            "revoked",
        ),
        (
            Failure::Network {
                offline: false,
                cause: None,
            },
            "network_error",
            None,
            "could not be reached",
        ),
        (
            Failure::Network {
                offline: true,
                cause: None,
            },
            "network_error",
            None,
            "offline; nothing was sent",
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

impl Flaw {
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
