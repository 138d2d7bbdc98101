use serde_json::{Value as Json, json};

use super::{FIELDS, create, get_all, inactive, key, refusal, revoke, with};
use crate::{
    call::scripted::{Reply, World, ok, status},
    failure::{ErrorItem, Failure, InvalidResponse, ProblemDetails},
    value::Kind,
};

fn field(path: &str) -> Failure<Json> {
    Failure::InvalidResponse(InvalidResponse::Field(path.into()))
}

/// A create that failed so may have made a key.
fn unknown(cause: Failure<Json>) -> Failure<Json> {
    let cause = Box::new(cause);
    Failure::OutcomeUnknown { cause }
}

fn not_json(status: u16) -> Reply {
    Reply::Response {
        status,
        body: None,
        retry_after: None,
    }
}

#[test]
fn a_created_key_without_its_secret_is_none() {
    let new_key = json!({ "name": "n", "scopes": ["*"] });
    for secret in [json!(null), json!("")] {
        let world = World::new([ok(with(key("k_1"), "key", secret))]);
        assert_eq!(
            *create(&world, new_key.clone()).unwrap_err(),
            unknown(field("key"))
        );
    }
    let world = World::new([ok(json!("key"))]);
    assert_eq!(*create(&world, new_key).unwrap_err(), unknown(field("key")));
}

/// Every field of the table: missing, `null` and of every other type.
#[test]
fn a_key_is_held_against_the_table() {
    let samples = [
        json!(null),
        json!(true),
        json!("text"),
        json!("2026-01-01T00:00:00Z"),
        json!(["a"]),
        json!([1]),
        json!({}),
    ];
    let fits = |kind: Kind, sample: &Json| match kind {
        Kind::Text => sample.is_string(),
        Kind::Boolean => sample.is_boolean(),
        Kind::Moment => sample == "2026-01-01T00:00:00Z",
        Kind::Texts => *sample == json!(["a"]),
        Kind::Object | Kind::Nothing | Kind::NoItem => false,
    };
    for field in FIELDS {
        let mut missing = key("k_1");
        missing.as_object_mut().unwrap().remove(field.name);
        let changed = samples.iter().map(|sample| {
            let changed = with(key("k_1"), field.name, sample.clone());
            (changed, sample.clone())
        });
        for (changed, sample) in changed.chain([(missing, json!(null))]) {
            let world = World::new([ok(json!([key("k_0"), changed]))]);
            let right = fits(field.kind, &sample) || (sample.is_null() && !field.required);
            match get_all(&world, json!(null)) {
                Ok(_) => assert!(right, "{} may not be {sample}", field.name),
                Err(failure) => {
                    assert!(!right, "{} may be {sample}", field.name);
                    assert_eq!(*failure, self::field(&format!("keys[1].{}", field.name)));
                }
            }
        }
    }
}

#[test]
fn an_answer_that_is_none_says_where() {
    let table = [
        (ok(json!({ "data": [] })), field("keys")),
        (ok(json!("null")), field("keys")),
        (ok(json!([key("k_1"), null])), field("keys[1]")),
        (
            not_json(200),
            Failure::InvalidResponse(InvalidResponse::NotJson { status: 200 }),
        ),
        (
            not_json(304),
            Failure::InvalidResponse(InvalidResponse::Redirect),
        ),
    ];
    for (reply, failure) in table {
        assert_eq!(
            *get_all(&World::new([reply]), json!(null)).unwrap_err(),
            failure
        );
    }
}

#[test]
fn a_problem_is_told_in_the_servers_words() {
    let body = json!({
        "$schema": "https://api.example.com/schemas/ProblemDetails.json",
        "type": "https://api.example.com/problems/validation",
        "title": "Unprocessable Entity",
        "status": 400,
        "detail": "validation failed",
        "instance": "/requests/1",
        "errors": [
            { "location": "body.scopes", "message": "expected array", "value": "the secret" },
            null,
            "text",
            { "location": 7, "message": [], "value": {} },
        ],
    });
    let refused = refusal(create(
        &World::new([status(422, body)]),
        json!({ "name": "n", "scopes": ["*"] }),
    ));
    assert_eq!(
        (refused.status, &refused.message[..]),
        (422, "validation failed")
    );
    let kind = "https://api.example.com/problems/validation";
    let errors: Vec<_> = refused
        .errors
        .iter()
        .map(|item| {
            (
                &item.code[..],
                &item.message[..],
                item.param_name.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        errors,
        [
            (kind, "expected array", Some("body.scopes")),
            (kind, "", None)
        ]
    );
    assert_eq!(
        refused.problem,
        Some(ProblemDetails {
            kind: kind.into(),
            title: Some("Unprocessable Entity".into()),
            status: Some(400),
            detail: Some("validation failed".into()),
            instance: Some("/requests/1".into()),
        })
    );
    assert!(!format!("{refused:?}").contains("the secret"));
}

#[test]
fn an_object_of_arrays_names_the_field_of_each_error() {
    let body = json!({
        "type": "https://api.example.com/problems/validation",
        "errors": {
            "name": ["is too short", "is taken"],
            "scopes": [null, 5, { "message": "x" }, "are unknown"],
            "expires_days": [],
            "other": "is no array",
            "nothing": null,
        },
    });
    let refused = refusal(get_all(&World::new([status(422, body)]), json!(null)));
    let error = |field: &str, message: &str| ErrorItem {
        code: "https://api.example.com/problems/validation".into(),
        message: message.into(),
        long_message: None,
        param_name: Some(field.into()),
        meta: None,
    };
    assert_eq!(
        refused.errors,
        [
            error("name", "is too short"),
            error("name", "is taken"),
            error("scopes", "are unknown"),
        ]
    );
}

#[test]
fn every_member_of_a_problem_may_be_absent_or_wrong() {
    let blank = |title: Option<&str>| ProblemDetails {
        kind: "about:blank".into(),
        title: title.map(Into::into),
        status: None,
        detail: None,
        instance: None,
    };
    let in_words = "the server answered 403 Forbidden";
    let table = [
        (json!({}), in_words, Some(blank(None))),
        (json!({ "errors": null }), in_words, Some(blank(None))),
        (json!({ "errors": {} }), in_words, Some(blank(None))),
        (json!({ "title": "No" }), "No", Some(blank(Some("No")))),
        (
            json!({ "type": 1, "title": "No", "status": "403", "detail": {}, "instance": null, "errors": [1] }),
            "No",
            Some(blank(Some("No"))),
        ),
        (json!(null), in_words, None),
        (json!([]), in_words, None),
        (json!("<html>"), in_words, None),
    ];
    for (body, message, problem) in table {
        let refused = refusal(get_all(
            &World::new([status(403, body.clone())]),
            json!(null),
        ));
        assert_eq!(&*refused.message, message, "{body}");
        assert_eq!(
            (refused.problem, refused.errors),
            (problem, vec![]),
            "{body}"
        );
    }
    let refused = refusal(get_all(&World::new([not_json(409)]), json!(null)));
    assert_eq!(
        (refused.status, &refused.message[..], refused.problem),
        (409, "the server answered 409 Conflict", None)
    );
}

#[test]
fn a_revocation_is_sent_again_and_a_creation_is_not() {
    let world = World::new([
        Reply::Lost("reset"),
        ok(json!({ "success": true })),
        ok(json!([inactive("k_1")])),
    ]);
    assert!(revoke(&world, json!({ "apiKeyID": "k_1" })).is_ok());
    assert_eq!(world.requests().len(), 3);

    let world = World::new([Reply::Lost("reset")]);
    let failure = create(&world, json!({ "name": "n", "scopes": ["*"] })).unwrap_err();
    assert!(matches!(*failure, Failure::OutcomeUnknown { .. }));
    assert_eq!(world.requests().len(), 1);
}
