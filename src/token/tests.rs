use base64ct::{Base64UrlUnpadded, Encoding};
use proptest::{option, prelude::*};
use serde_json::{Value as Json, json};

use super::{Claims, SessionToken};
use crate::strategies;

fn token_of(claims: &Json) -> SessionToken {
    let payload = Base64UrlUnpadded::encode_string(claims.to_string().as_bytes());
    SessionToken::check(format!("eyJ9.{payload}.c2ln")).expect("a b64token")
}

fn claims_of(claims: &Json) -> Option<Claims> {
    token_of(claims).claims::<Json>()
}

#[test]
fn only_a_b64token_becomes_a_header() {
    for right in ["a", "eyJ.eyJ.sig", "-._~+/", "a==", "A0"] {
        let token = SessionToken::check(right.into()).expect(right);
        assert_eq!(*token.bearer(), *format!("Bearer {right}"));
    }
    for wrong in [
        "",
        "=",
        "a b",
        "a\nb",
        "a\r\nX-Evil: 1",
        "a\tb",
        "a=b",
        "ä",
        "a\u{0}",
        " a",
        "a ",
        "a,b",
        "Bearer a",
    ] {
        assert!(SessionToken::check(wrong.into()).is_none(), "{wrong:?}");
    }
}

#[test]
fn claims_are_read_in_both_versions() {
    let table = [
        (json!({ "sub": "user_1" }), Some("user_1"), None),
        (
            json!({ "sub": "user_1", "org_id": "org_1" }),
            Some("user_1"),
            Some("org_1"),
        ),
        (
            json!({ "sub": "user_1", "v": 2, "o": { "id": "org_2" } }),
            Some("user_1"),
            Some("org_2"),
        ),
        (
            json!({ "sub": "user_1", "org_id": "org_1", "o": { "id": "org_2" } }),
            Some("user_1"),
            Some("org_2"),
        ),
        (
            json!({ "sub": "user_1", "org_id": null, "o": {} }),
            Some("user_1"),
            None,
        ),
        (
            json!({ "sub": "user_1", "org_id": "" }),
            Some("user_1"),
            None,
        ),
        (
            json!({ "sub": 7, "o": "org_1", "org_id": ["org_1"] }),
            None,
            None,
        ),
        (json!({ "__proto__": { "sub": "user_1" } }), None, None),
        (json!([]), None, None),
    ];
    for (claims, user, organization) in table {
        let read = claims_of(&claims).expect("readable claims");
        assert_eq!(
            (read.user.as_deref(), read.organization.as_deref()),
            (user, organization),
            "{claims}"
        );
        assert_eq!(read.owner(), organization.or(user), "{claims}");
    }
}

#[test]
fn an_opaque_token_has_no_claims() {
    for opaque in [
        "abc",
        "a.b",
        "a.b.c",
        "a..c",
        "eyJ9.bm90IGpzb24.c2ln",
        "eyJ9._w.c2ln",
        "eyJ9.e30=.c2ln",
    ] {
        let token = SessionToken::check(opaque.into());
        assert_eq!(
            token.and_then(|token| token.claims::<Json>()),
            None,
            "{opaque}"
        );
    }
}

proptest! {
    #[test]
    fn what_is_checked_is_a_b64token_and_nothing_else(text in nearly_a_b64token()) {
        let body = text.trim_end_matches('=');
        let is_one = !body.is_empty() && body.chars().all(|letter| ALPHABET.contains(letter));
        match SessionToken::check(text.as_str().into()) {
            Some(token) => {
                prop_assert!(is_one);
                prop_assert_eq!(&*token.bearer(), ["Bearer ", &text].concat());
                let _ = token.claims::<Json>();
            }
            None => prop_assert!(!is_one),
        }
    }

    #[test]
    fn no_payload_panics(payload: Vec<u8>, claims in strategies::json()) {
        for bytes in [&payload, claims.to_string().as_bytes()] {
            let payload = Base64UrlUnpadded::encode_string(bytes);
            let token = SessionToken::check(format!("e30.{payload}")).expect("a b64token");
            let read = token.claims::<Json>();
            prop_assert_eq!(read.is_some(), serde_json::from_slice::<Json>(bytes).is_ok());
        }
    }

    #[test]
    fn claims_are_read_back(user in strategies::text(), organization in option::of(strategies::text()), version_1: bool) {
        let mut claims = json!({ "sub": user });
        match &organization {
            Some(id) if version_1 => claims["org_id"] = json!(id),
            Some(id) => claims["o"] = json!({ "id": id }),
            None => {}
        }
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        let expected = Claims { user: filled(Some(user)), organization: filled(organization), issued: None };
        prop_assert_eq!(claims_of(&claims), Some(expected));
    }
}

/// RFC 6750's, without the `=` at the end.
const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";

fn nearly_a_b64token() -> impl Strategy<Value = String> {
    // Another header, another parameter, another token; else any letter.
    let odd = prop_oneof![
        "[ ,;:=\"\\r\\n\\t\\x00]",
        any::<char>().prop_map(String::from)
    ];
    prop_oneof![
        strategies::text(),
        "[A-Za-z0-9._~+/-]{0,24}={0,3}",
        ("[A-Za-z0-9.-]{0,8}", odd, "[A-Za-z0-9.=-]{0,8}")
            .prop_map(|(before, letter, after)| format!("{before}{letter}{after}")),
    ]
}
