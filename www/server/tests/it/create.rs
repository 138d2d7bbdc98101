//! Making a key: every limit and every code.

use apikeys_standin::{
    Options,
    people::{ADA, ANALYTICAL_ENGINES, DIFFERENCE_WORKS},
};
use serde_json::{Value, json};

use crate::support::Standin;

/// The body of a request that is right, with these members instead of its own. `null` takes one away.
fn new_key(changes: &Value) -> Value {
    let mut body = json!({ "type": "api_key", "name": "a key", "subject": ADA.id });
    for (name, value) in changes.as_object().expect("changes") {
        match value {
            Value::Null => drop(body.as_object_mut().expect("a body").remove(name)),
            value => body[name] = value.clone(),
        }
    }
    body
}

#[test]
fn create_refuses_what_is_wrong() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    // `null` stands for absent.
    let cases = [
        ("name", json!(null), "must be included"),
        ("name", json!(7), "must be a"),
        ("name", json!(""), "at least 3 characters"),
        ("name", json!("ab"), "at least 3 characters"),
        ("name", json!("éé"), "at least 3 characters"),
        ("name", json!(" abc"), "must be one line"),
        ("name", json!("abc "), "must be one line"),
        ("name", json!("abc\t"), "must be one line"),
        ("name", json!("a\nb"), "must be one line"),
        ("subject", json!(null), "must be included"),
        ("subject", json!(""), "must be the ID of a user"),
        ("subject", json!("user_short"), "must be the ID of a user"),
        (
            "subject",
            json!(format!("{}x", ADA.id)),
            "must be the ID of a user",
        ),
        (
            "subject",
            json!(ADA.id.replace("user", "team")),
            "must be the ID of a user",
        ),
        (
            "subject",
            json!(ADA.id.replace('a', "-")),
            "must be the ID of a user",
        ),
        ("description", json!("d".repeat(256)), "not exceed 255"),
        ("description", json!(["d"]), "must be a"),
        ("seconds_until_expiration", json!(0), "must be more than 0"),
        ("seconds_until_expiration", json!(-1), "must be more than 0"),
        (
            "seconds_until_expiration",
            json!(1e300),
            "that JavaScript can tell",
        ),
        ("seconds_until_expiration", json!("60"), "must be a"),
        ("type", json!("machine"), "must be api_key"),
        ("scopes", json!([]), "not a valid parameter"),
        ("nam", json!("typo"), "not a valid parameter"),
    ];
    for (param, value, words) in cases {
        let answer = standin
            .server
            .keys(&token, "POST", "", &new_key(&json!({ param: value })));
        answer.is_bad_request("body", param, words);
    }
    let list = format!("?subject={}", ADA.id);
    assert_eq!(standin.server.names(&token, &list).1, 0, "nothing was made");
}

#[test]
fn create_accepts_what_is_just_right() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let cases = [
        json!({ "name": "abc" }),
        json!({ "name": "äöü" }),
        json!({ "name": "a  b" }),
        json!({ "name": "no type", "type": null }),
        json!({ "name": "description", "description": "ä".repeat(255) }),
        json!({ "name": "one second", "seconds_until_expiration": 1 }),
        json!({ "name": "half a second", "seconds_until_expiration": 0.5 }),
    ];
    for changes in cases {
        let answer = standin.server.keys(&token, "POST", "", &new_key(&changes));
        assert_eq!(answer.status, 201, "{changes}: {answer:?}");
    }
    // Where the document allows it, null is as good as absent.
    let nulls = json!({ "name": "nulls", "subject": ADA.id, "description": null, "seconds_until_expiration": null });
    assert_eq!(standin.server.keys(&token, "POST", "", &nulls).status, 201);
    for name in ["type", "name", "subject"] {
        let mut body = new_key(&json!({}));
        body[name] = Value::Null;
        let refused = standin.server.keys(&token, "POST", "", &body);
        refused.is_bad_request("body", name, "must be a `string`");
    }
}

#[test]
fn a_body_is_a_json_object() {
    let Standin { server, app: _ } = &Standin::default();
    let token = server.sign_in();
    let authorization = format!("Bearer {token}");
    let send = |kind: &str, body: &str| {
        let headers = [
            ("Authorization", authorization.as_str()),
            ("Content-Type", kind),
        ];
        server.request("POST", "/__clerk/api_keys", &headers, body)
    };
    for body in ["", "{", "[]", "null", "\"text\"", "{\"name\":}"] {
        assert_eq!(
            send("application/json", body).error(),
            (400, "request_body_invalid".into(), String::new()),
            "{body}"
        );
    }
    let right = new_key(&json!({})).to_string();
    assert_eq!(
        send("text/plain", &right).error(),
        (415, "unsupported_content_type".into(), String::new())
    );
    assert_eq!(send("application/json; charset=utf-8", &right).status, 201);
    let huge = new_key(&json!({ "name": "n".repeat(70_000) })).to_string();
    assert_eq!(
        send("application/json", &huge).error(),
        (413, "request_body_too_large".into(), String::new())
    );
}

#[test]
fn the_key_that_create_answers_with() {
    let standin = Standin::default();
    let token = standin.token(&ADA, Some(&DIFFERENCE_WORKS));
    let body = json!({
        "type": "api_key", "name": "Bernoulli", "subject": DIFFERENCE_WORKS.id,
        "description": "note G", "seconds_until_expiration": 3600,
    });
    let made = standin.server.keys(&token, "POST", "", &body).json();
    let members: Vec<_> = made
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let mut expected = [
        "object",
        "id",
        "type",
        "name",
        "subject",
        "scopes",
        "claims",
        "revoked",
        "revocation_reason",
        "expired",
        "expiration",
        "created_by",
        "description",
        "last_used_at",
        "created_at",
        "updated_at",
        "secret",
    ];
    expected.sort_unstable();
    assert_eq!(members, expected);
    assert_eq!(made["subject"], DIFFERENCE_WORKS.id);
    assert_eq!(made["created_by"], ADA.id);
    assert_eq!(made["description"], "note G");
    assert_eq!(made["scopes"], json!([]));
    assert_eq!(made["expired"], false);
    let time = |name: &str| {
        made[name]
            .as_i64()
            .unwrap_or_else(|| panic!("{name} is a time"))
    };
    assert_eq!(time("expiration") - time("created_at"), 3_600_000);
    assert_eq!(time("created_at"), time("updated_at"));
    let id = made["id"]
        .as_str()
        .expect("an ID")
        .strip_prefix("ak_")
        .expect("a prefix");
    assert!(
        id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{id}"
    );
    let secret = made["secret"]
        .as_str()
        .expect("a secret")
        .strip_prefix("ak_")
        .expect("a prefix");
    assert!(
        secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{secret}"
    );

    let listed = standin
        .server
        .keys(
            &token,
            "GET",
            &format!("?subject={}", DIFFERENCE_WORKS.id),
            &Value::Null,
        )
        .json();
    let mut without_secret = made.clone();
    without_secret
        .as_object_mut()
        .expect("an object")
        .remove("secret");
    assert_eq!(
        listed["data"][0], without_secret,
        "the secret is never shown again"
    );
}

#[test]
fn a_name_is_taken_for_its_subject_even_by_a_revoked_key() {
    let standin = Standin::default();
    let token = standin.token(&ADA, Some(&ANALYTICAL_ENGINES));
    let made = standin.server.create(&token, ADA.id, "a key");
    let again = || {
        standin
            .server
            .keys(&token, "POST", "", &new_key(&json!({})))
            .error()
    };
    let conflict = (409, "token_creation_conflict".to_owned(), String::new());
    assert_eq!(again(), conflict);
    let path = format!("/{}/revoke", made["id"].as_str().expect("an ID"));
    assert_eq!(
        standin
            .server
            .keys(&token, "POST", &path, &json!({}))
            .status,
        200
    );
    assert_eq!(again(), conflict);
    standin
        .server
        .create(&token, ANALYTICAL_ENGINES.id, "a key");
    standin.server.create(&token, ADA.id, "A key");
}

#[test]
fn an_instance_may_have_no_keys_of_users_or_of_organizations() {
    let (ada, engines) = (ADA.id, ANALYTICAL_ENGINES.id);
    for (users, off, on) in [(true, engines, ada), (false, ada, engines)] {
        let standin = Standin::start(Options {
            user_api_keys: users,
            organization_api_keys: !users,
            ..Options::default()
        });
        let token = standin.token(&ADA, Some(&ANALYTICAL_ENGINES));
        let body = |subject: &str| json!({ "name": "a key", "subject": subject });
        let refusal = (422, "api_keys_not_enabled".to_owned(), String::new());
        let create = |subject: &str| standin.server.keys(&token, "POST", "", &body(subject));
        let list = |subject: &str| {
            let query = format!("?subject={subject}");
            standin.server.keys(&token, "GET", &query, &Value::Null)
        };
        assert_eq!(create(off).error(), refusal);
        assert_eq!(list(off).error(), refusal);
        assert_eq!((create(on).status, list(on).status), (201, 200));
        let environment = standin.server.get("/__clerk/v1/environment").json();
        let expected = json!({ "user_api_keys_enabled": users, "orgs_api_keys_enabled": !users });
        assert_eq!(environment["api_keys_settings"], expected);
    }
}

#[test]
fn a_quota_counts_the_keys_that_are_not_revoked() {
    let standin = Standin::start(Options {
        quota: 2,
        ..Options::default()
    });
    let token = standin.token(&ADA, Some(&ANALYTICAL_ENGINES));
    let first = standin.server.create(&token, ADA.id, "one");
    standin.server.create(&token, ADA.id, "two");
    let third = json!({ "name": "three", "subject": ADA.id });
    let refused = standin.server.keys(&token, "POST", "", &third);
    assert_eq!(
        refused.error(),
        (403, "token_quota_exceeded".into(), String::new())
    );
    standin
        .server
        .create(&token, ANALYTICAL_ENGINES.id, "another subject's");
    standin.server.keys(
        &token,
        "POST",
        &format!("/{}/revoke", first["id"].as_str().expect("an ID")),
        &json!({}),
    );
    assert_eq!(standin.server.keys(&token, "POST", "", &third).status, 201);
}
