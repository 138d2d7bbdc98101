//! Listing keys and revoking them.

use std::{thread, time::Duration};

use apikeys_standin::people::{ADA, GRACE};
use serde_json::{Value, json};

use crate::support::Standin;

#[test]
fn list_refuses_what_is_wrong() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let cases = [
        ("", "subject", "must be included"),
        ("subject=", "subject", "must be the ID of a user"),
        ("subject=ada", "subject", "must be the ID of a user"),
        ("subject={ada}&subject={ada}", "subject", "multiple times"),
        ("subject={ada}&limit=0", "limit", "must be at least 1"),
        ("subject={ada}&limit=-1", "limit", "must be at least 1"),
        ("subject={ada}&limit=101", "limit", "greater than 100"),
        ("subject={ada}&limit=ten", "limit", "must be a `integer`"),
        ("subject={ada}&limit=1.5", "limit", "must be a `integer`"),
        ("subject={ada}&limit=", "limit", "must be a `integer`"),
        ("subject={ada}&offset=-1", "offset", "must be at least 0"),
        ("subject={ada}&offset=x", "offset", "must be a `integer`"),
        (
            "subject={ada}&include_invalid=yes",
            "include_invalid",
            "must be a `boolean`",
        ),
        ("subject={ada}&type=ab", "type", "at least 3 characters"),
        ("subject={ada}&page=2", "page", "not a valid parameter"),
    ];
    for (query, param, words) in cases {
        let query = query.replace("{ada}", ADA.id);
        let answer = standin
            .server
            .keys(&token, "GET", &format!("?{query}"), &Value::Null);
        answer.is_bad_request("query_parameter", param, words);
    }
    let clerks_own = "__clerk_api_version=1&_clerk_js_version=6&_clerk_session_id=s&rotating_token_nonce=n&__clerk_db_jwt=x";
    let answer = standin.server.keys(
        &token,
        "GET",
        &format!("?subject={}&{clerks_own}", ADA.id),
        &Value::Null,
    );
    assert_eq!(answer.status, 200, "{answer:?}");
}

#[test]
fn list_searches_and_turns_pages_newest_first() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    for number in 1..=12 {
        standin
            .server
            .create(&token, ADA.id, &format!("key {number:02}"));
    }
    for name in ["Größe 100%", "under_score"] {
        standin.server.create(&token, ADA.id, name);
    }
    let list = |query: &str| {
        standin
            .server
            .names(&token, &format!("?subject={}&{query}", ADA.id))
    };
    let names = |names: &[&str]| {
        names
            .iter()
            .map(|&name| name.to_owned())
            .collect::<Vec<_>>()
    };

    let (first, total) = list("");
    assert_eq!((first.len(), total), (10, 14));
    assert_eq!(first[..3], names(&["under_score", "Größe 100%", "key 12"]));
    assert_eq!(list("limit=100").0.len(), 14);
    assert_eq!(
        list("limit=3&offset=10"),
        (names(&["key 04", "key 03", "key 02"]), 14)
    );
    assert_eq!(list("offset=14"), (vec![], 14));
    assert_eq!(list("query=KEY&limit=1"), (names(&["key 12"]), 12));
    assert_eq!(list("query=gr%C3%96%C3%9Fe"), (names(&["Größe 100%"]), 1));
    assert_eq!(list("query=%25"), (names(&["Größe 100%"]), 1));
    assert_eq!(list("query=_"), (names(&["under_score"]), 1));
    assert_eq!(list("query=nothing"), (vec![], 0));
    assert_eq!(list("type=api_key").1, 14);
    assert_eq!(list("type=machine_key"), (vec![], 0));
}

#[test]
fn revoked_and_expired_keys_are_listed_on_demand_only() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    standin.server.create(&token, ADA.id, "good");
    let bad = standin.server.create(&token, ADA.id, "revoked");
    standin.server.keys(
        &token,
        "POST",
        &format!("/{}/revoke", bad["id"].as_str().expect("an ID")),
        &json!({}),
    );
    let short = json!({ "name": "expired", "subject": ADA.id, "seconds_until_expiration": 0.001 });
    standin.server.keys(&token, "POST", "", &short);
    thread::sleep(Duration::from_millis(20));

    let valid = format!("?subject={}", ADA.id);
    assert_eq!(
        standin.server.names(&token, &valid),
        (vec!["good".into()], 1)
    );
    assert_eq!(
        standin
            .server
            .names(&token, &format!("{valid}&include_invalid=false"))
            .1,
        1
    );
    let all = standin
        .server
        .keys(
            &token,
            "GET",
            &format!("{valid}&include_invalid=true"),
            &Value::Null,
        )
        .json();
    let states: Vec<_> = all["data"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|key| {
            (
                key["name"].clone(),
                key["revoked"].clone(),
                key["expired"].clone(),
            )
        })
        .collect();
    let state =
        |name: &str, revoked: bool, expired: bool| (json!(name), json!(revoked), json!(expired));
    assert_eq!(
        states,
        [
            state("expired", false, true),
            state("revoked", true, false),
            state("good", false, false)
        ]
    );
}

#[test]
fn update_changes_the_description_alone() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let made = standin.server.create(&token, ADA.id, "a key");
    let path = format!("/{}", made["id"].as_str().expect("an ID"));
    let update = |body: &Value| standin.server.keys(&token, "PATCH", &path, body);

    let changed = update(&json!({ "description": "of the build" })).json();
    assert_eq!(changed["description"], "of the build");
    assert_eq!(changed["name"], made["name"]);
    assert!(changed.get("secret").is_none());
    assert_eq!(
        update(&json!({ "description": null })).json()["description"],
        Value::Null
    );
    update(&json!({ "name": "another" })).is_bad_request("body", "name", "not a valid parameter");
    let long = json!({ "description": "x".repeat(256) });
    update(&long).is_bad_request("body", "description", "not exceed 255");
    update(&json!({ "description": "stays" }));
    assert_eq!(update(&json!({})).json()["description"], "stays");
    let others = standin.token(&GRACE, None);
    let refused = standin.server.keys(&others, "PATCH", &path, &json!({}));
    assert_eq!(refused.error().0, 404);
}

#[test]
fn revoke_says_what_it_did_and_can_be_repeated() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let made = standin.server.create(&token, ADA.id, "a key");
    let path = format!("/{}/revoke", made["id"].as_str().expect("an ID"));
    let revoke = |body: &Value| standin.server.keys(&token, "POST", &path, body);

    let first = revoke(&json!({ "revocation_reason": "leaked" })).json();
    assert_eq!(
        (&first["revoked"], &first["revocation_reason"]),
        (&json!(true), &json!("leaked"))
    );
    assert!(first.get("secret").is_none());
    assert_eq!(
        revoke(&json!({ "revocation_reason": "again" })).json(),
        first,
        "the first revocation stands"
    );
    assert_eq!(
        revoke(&Value::Null).error(),
        (400, "request_body_invalid".into(), String::new())
    );
    revoke(&json!({ "reason": "x" })).is_bad_request("body", "reason", "not a valid parameter");
    let number = json!({ "revocation_reason": 1 });
    revoke(&number).is_bad_request("body", "revocation_reason", "must be a `string`");

    let unknown = |id: &str| {
        standin
            .server
            .keys(&token, "POST", &format!("/{id}/revoke"), &json!({}))
    };
    let digits = "0".repeat(32);
    for id in [format!("ak_{digits}"), format!("api_key_{digits}")] {
        assert_eq!(unknown(&id).status, 404);
    }
    for id in [
        "ak_0",
        "00000000000000000000000000000000",
        "ak_0000000000000000000000000000000g",
        "ak_%2e%2e",
    ] {
        unknown(id).is_bad_request("url_parameter", "apiKeyID", "must be ak_ and 32");
    }
}
