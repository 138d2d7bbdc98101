//! Who may do what with keys, and how one proves who one is.

use apikeys_standin::{
    Claims, Location, Store,
    people::{ADA, ANALYTICAL_ENGINES, DIFFERENCE_WORKS, GRACE},
};
use serde_json::{Value, json};

use crate::support::{Answer, Standin, claims};

#[test]
fn one_sees_and_changes_ones_own_keys_and_those_of_the_active_organization() {
    let standin = Standin::default();
    let key_of = |subject: &str, token: &str| {
        standin
            .server
            .create(token, subject, &format!("of {subject}"))["id"]
            .as_str()
            .expect("an ID")
            .to_owned()
    };
    let ada = standin.token(&ADA, None);
    let ada_at_engines = standin.token(&ADA, Some(&ANALYTICAL_ENGINES));
    let ada_at_works = standin.token(&ADA, Some(&DIFFERENCE_WORKS));
    let grace = standin.token(&GRACE, None);
    let grace_at_engines = standin.token(&GRACE, Some(&ANALYTICAL_ENGINES));
    let subjects = [
        (ADA.id, key_of(ADA.id, &ada)),
        (GRACE.id, key_of(GRACE.id, &grace)),
        (
            ANALYTICAL_ENGINES.id,
            key_of(ANALYTICAL_ENGINES.id, &ada_at_engines),
        ),
        (
            DIFFERENCE_WORKS.id,
            key_of(DIFFERENCE_WORKS.id, &ada_at_works),
        ),
    ];
    let callers = [
        (&ada, [true, false, false, false]),
        (&ada_at_engines, [true, false, true, false]),
        (&ada_at_works, [true, false, false, true]),
        (&grace, [false, true, false, false]),
        (&grace_at_engines, [false, true, true, false]),
    ];
    let forbidden = (403, "authorization_invalid".to_owned(), String::new());
    for (caller, (token, allowed)) in callers.into_iter().enumerate() {
        for ((subject, id), allowed) in subjects.iter().zip(allowed) {
            let list =
                standin
                    .server
                    .keys(token, "GET", &format!("?subject={subject}"), &Value::Null);
            let body = json!({ "name": format!("by {caller}"), "subject": subject });
            let create = standin.server.keys(token, "POST", "", &body);
            let revoke = standin
                .server
                .keys(token, "POST", &format!("/{id}/revoke"), &json!({}));
            if allowed {
                assert_eq!(
                    (list.status, create.status, revoke.status),
                    (200, 201, 200),
                    "{caller} {subject}"
                );
            } else {
                assert_eq!(list.error(), forbidden, "{caller} {subject}");
                assert_eq!(create.error(), forbidden, "{caller} {subject}");
                // Whether somebody else's key exists is not told.
                assert_eq!(
                    revoke.error(),
                    (404, "resource_not_found".into(), String::new()),
                    "{caller} {subject}"
                );
            }
        }
    }
}

#[test]
fn only_a_good_token_is_taken() {
    let standin = Standin::default();
    let good = claims(&ADA, None);
    let now = good.iat;
    let token = standin.sign(&good);
    let (signed, signature) = token.rsplit_once('.').expect("three parts");
    let (_, payload) = signed.split_once('.').expect("three parts");
    let of_grace = standin.sign(&claims(&GRACE, None));
    let foreign_payload = of_grace.split('.').nth(1).expect("three parts");
    let header = signed.split('.').next().expect("a header");
    let (_, other_key) = Store::open(&Location::Memory).expect("another database");
    let base64 = |json: &str| base64_url(json.as_bytes());

    let bad = [
        (
            "expired",
            standin.sign(&Claims {
                exp: now - 1,
                ..good.clone()
            }),
        ),
        (
            "not valid yet",
            standin.sign(&Claims {
                nbf: now + 60,
                ..good.clone()
            }),
        ),
        (
            "another claim",
            format!("{header}.{foreign_payload}.{signature}"),
        ),
        ("no signature", format!("{signed}.")),
        (
            "half a signature",
            format!("{signed}.{}", &signature[..signature.len() / 2]),
        ),
        ("another key", other_key.sign(&good).expect("it signs")),
        (
            "alg none",
            format!("{}.{payload}.", base64(r#"{"alg":"none","typ":"JWT"}"#)),
        ),
        (
            "alg none, signed",
            format!(
                "{}.{payload}.{signature}",
                base64(r#"{"alg":"none","typ":"JWT"}"#)
            ),
        ),
        (
            "alg HS256",
            format!(
                "{}.{payload}.{signature}",
                base64(r#"{"alg":"HS256","typ":"JWT"}"#)
            ),
        ),
        ("two parts", signed.to_owned()),
        ("no token", String::new()),
        ("nonsense", "nonsense".to_owned()),
    ];
    let unauthenticated = (401, "authentication_invalid".to_owned(), String::new());
    let list = format!("?subject={}", ADA.id);
    for (name, token) in bad {
        assert_eq!(
            standin
                .server
                .keys(&token, "GET", &list, &Value::Null)
                .error(),
            unauthenticated,
            "{name}"
        );
    }
    let request = |headers: &[(&str, &str)]| {
        let path = format!(
            "/__clerk/api_keys{list}&__clerk_db_jwt={}",
            standin.server.dev_browser()
        );
        standin.server.request("GET", &path, headers, "")
    };
    let refused = |answer: Answer| assert_eq!(answer.error(), unauthenticated);
    refused(request(&[]));
    refused(request(&[("Authorization", &token)]));
    refused(request(&[("Authorization", &format!("Basic {token}"))]));
    refused(request(&[("Cookie", &format!("__session={token}"))]));
    assert_eq!(
        request(&[("authorization", &format!("bearer {token}"))]).status,
        200
    );

    // Whoever is not known learns nothing about the parameters either.
    for (method, path) in [("POST", ""), ("POST", "/ak_1/revoke"), ("GET", "")] {
        assert_eq!(
            standin
                .server
                .keys("nonsense", method, path, &json!({ "x": 1 }))
                .error(),
            unauthenticated
        );
    }
}

#[test]
fn only_the_published_routes_exist() {
    let Standin { server, app: _ } = &Standin::default();
    let token = server.sign_in();
    let id = server.create(&token, ADA.id, "a key")["id"]
        .as_str()
        .expect("an ID")
        .to_owned();
    let authorization = format!("Bearer {token}");
    let get = |path: &str| {
        server
            .request("GET", path, &[("Authorization", &authorization)], "")
            .error()
    };
    let nowhere = (404, "resource_not_found".to_owned(), String::new());
    assert_eq!(
        get(&format!("/__clerk/v1/api_keys/{id}?_clerk_js_version=6")),
        nowhere
    );
    assert_eq!(get("/__clerk/v1/api_keys"), nowhere);
    let not_allowed = (405, "method_not_allowed".to_owned(), String::new());
    for path in [id.clone(), format!("{id}/revoke")] {
        assert_eq!(get(&format!("/__clerk/api_keys/{path}")), not_allowed);
    }
    // What clerk-js itself writes under a proxyUrl.
    let path = format!("/__clerk//api_keys?subject={}", ADA.id);
    assert_eq!(
        server
            .request("GET", &path, &[("Authorization", &authorization)], "")
            .status,
        200
    );
}

#[test]
fn a_browser_sends_no_session_token_below_v1() {
    let Standin { server, app: _ } = &Standin::default();
    let authorization = format!("Bearer {}", server.sign_in());
    let authorization = ("Authorization", authorization.as_str());
    let origin = ("Origin", "http://localhost:4173");
    let secret = format!("__clerk_db_jwt={}", server.dev_browser());
    for (method, path) in [
        ("GET", format!("/__clerk/v1/client?{secret}")),
        ("POST", format!("/__clerk/v1/client?_method=PUT&{secret}")),
        ("GET", format!("/__clerk//v1/client?{secret}")),
        ("GET", "/__clerk/v1/environment".into()),
        ("GET", "/__clerk/v1/api_keys/ak_1".into()),
    ] {
        let request = |headers: &[(&str, &str)]| server.request(method, &path, headers, "");
        let refused = request(&[authorization, origin]);
        let conflict = "origin_authorization_headers_conflict".to_owned();
        assert_eq!(refused.error(), (400, conflict, String::new()), "{path}");
        assert_eq!(
            refused.json()["errors"][0]["message"],
            "Setting both the 'Origin' and 'Authorization' headers is forbidden"
        );
        // A native app sends the one, and clerk-js the other.
        let expected = if path.contains("api_keys") { 404 } else { 200 };
        for alone in [authorization, origin] {
            assert_eq!(request(&[alone]).status, expected, "{path} {alone:?}");
        }
    }
    for path in ["/__clerk/api_keys", "/__clerk//api_keys"] {
        let path = format!("{path}?subject={}", ADA.id);
        let answer = server.request("GET", &path, &[authorization, origin], "");
        assert_eq!(answer.status, 200, "{path}");
    }
}

fn base64_url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .chain([0, 0].iter())
            .take(3)
            .fold(0, |bits, &byte| bits << 8 | usize::from(byte));
        for sextet in 0..=chunk.len() {
            text.push(char::from(ALPHABET[bits >> (18 - 6 * sextet) & 63]));
        }
    }
    text
}
