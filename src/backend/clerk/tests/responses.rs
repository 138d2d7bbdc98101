use serde_json::{Value as Json, json};

use super::{FIELDS, create, get_all, key, refusal, revoke, with};
use crate::{
    call::scripted::{Reply, World, ok, status},
    failure::{Failure, InvalidResponse},
    value::Kind,
};

#[test]
fn a_created_key_without_its_secret_is_none() {
    for secret in [json!(null), json!("")] {
        let world = World::new([status(201, with(key("ak_1"), "secret", secret))]);
        assert_eq!(
            *create(&world, json!({ "name": "deploy" })).unwrap_err(),
            unknown(Failure::InvalidResponse(InvalidResponse::Field(
                "secret".into()
            )))
        );
    }
}

fn unknown(cause: Failure<Json>) -> Failure<Json> {
    let cause = Box::new(cause);
    Failure::OutcomeUnknown { cause }
}

/// Every field of the table: missing, `null` and of every other type.
#[test]
fn a_key_is_held_against_the_table() {
    let samples = [
        json!(null),
        json!(true),
        json!(0),
        json!("text"),
        json!("2026-01-01T00:00:00Z"),
        json!(["a"]),
        json!([1]),
        json!({}),
    ];
    let fits = |kind: Kind, sample: &Json| match kind {
        Kind::Text => sample.is_string(),
        Kind::Boolean => sample.is_boolean(),
        Kind::Moment => sample.is_number() || sample == "2026-01-01T00:00:00Z",
        Kind::Texts => *sample == json!(["a"]),
        Kind::Object => *sample == json!({}),
        Kind::Nothing | Kind::NoItem => false,
    };
    for field in FIELDS {
        let mut missing = key("ak_1");
        missing.as_object_mut().unwrap().remove(field.name);
        let wrong_or_right = samples.iter().map(|sample| {
            (
                with(key("ak_1"), field.name, sample.clone()),
                sample.clone(),
            )
        });
        for (changed, sample) in wrong_or_right.chain([(missing, json!(null))]) {
            let world = World::new([ok(
                json!({ "data": [key("ak_0"), changed], "total_count": 2 }),
            )]);
            let right = fits(field.kind, &sample) || (sample.is_null() && !field.required);
            match get_all(&world, json!(null)) {
                Ok(_) => assert!(right, "{} may not be {sample}", field.name),
                Err(failure) => {
                    assert!(!right, "{} may be {sample}", field.name);
                    let path = format!("data[1].{}", field.name);
                    assert_eq!(
                        *failure,
                        Failure::InvalidResponse(InvalidResponse::Field(path))
                    );
                }
            }
        }
    }
}

#[test]
fn an_answer_that_is_none_says_where() {
    let table = [
        (ok(json!([])), "data"),
        (ok(json!({ "data": null, "total_count": 0 })), "data"),
        (ok(json!({ "data": {}, "total_count": 0 })), "data"),
        (ok(json!({ "data": [null], "total_count": 1 })), "data[0]"),
        (
            ok(json!({ "data": [key("a"), []], "total_count": 1 })),
            "data[1]",
        ),
        (ok(json!({ "data": [] })), "total_count"),
        (ok(json!({ "data": [], "total_count": "1" })), "total_count"),
        (ok(json!({ "data": [], "total_count": -1 })), "total_count"),
        (ok(json!({ "data": [], "total_count": 0.5 })), "total_count"),
    ];
    for (reply, path) in table {
        let failure = get_all(&World::new([reply]), json!(null)).unwrap_err();
        assert_eq!(
            *failure,
            Failure::InvalidResponse(InvalidResponse::Field(path.into()))
        );
    }
    let not_json = Reply::Response {
        status: 200,
        body: None,
        retry_after: None,
    };
    let failure = get_all(&World::new([not_json]), json!(null)).unwrap_err();
    assert_eq!(
        *failure,
        Failure::InvalidResponse(InvalidResponse::NotJson { status: 200 })
    );
    for bare in [json!(null), json!([]), json!("key")] {
        let failure = revoke(&World::new([ok(bare)]), json!({ "apiKeyID": "ak_1" })).unwrap_err();
        assert_eq!(
            *failure,
            Failure::InvalidResponse(InvalidResponse::Field("key".into()))
        );
    }
}

#[test]
fn a_refusal_is_told_in_the_servers_words() {
    let body = json!({
        "errors": [
            { "code": "token_creation_conflict", "message": "taken", "long_message": "That name is taken.", "meta": { "param_name": "name" } },
            null,
            { "code": 7, "message": null, "meta": [] },
        ],
        "clerk_trace_id": "trace_1",
    });
    let refused = refusal(create(
        &World::new([status(409, body)]),
        json!({ "name": "deploy" }),
    ));
    assert_eq!(
        (refused.status, &*refused.message),
        (409, "That name is taken.")
    );
    assert_eq!(refused.clerk_trace_id.as_deref(), Some("trace_1"));
    let [first, second] = refused.errors.as_slice() else {
        panic!("two entries: {:?}", refused.errors)
    };
    assert_eq!(
        (&*first.code, &*first.message),
        ("token_creation_conflict", "taken")
    );
    assert_eq!(first.long_message.as_deref(), Some("That name is taken."));
    assert_eq!(
        (first.param_name.as_deref(), &first.meta),
        (Some("name"), &Some(json!({ "param_name": "name" })))
    );
    assert_eq!(
        (&*second.code, &*second.message, &second.meta),
        ("", "", &None)
    );
}

#[test]
fn a_refusal_without_words_is_told_by_its_status() {
    let table = [
        (
            json!({ "errors": [{ "code": "c", "message": "short" }] }),
            "short",
        ),
        (
            json!({ "errors": [{ "code": "c", "message": "" }] }),
            "the server answered 422 Unprocessable Content",
        ),
        (
            json!({ "errors": [] }),
            "the server answered 422 Unprocessable Content",
        ),
        (
            json!({ "errors": null }),
            "the server answered 422 Unprocessable Content",
        ),
        (json!("no"), "the server answered 422 Unprocessable Content"),
        (json!(null), "the server answered 422 Unprocessable Content"),
    ];
    for (body, message) in table {
        assert_eq!(
            &*refusal(get_all(&World::new([status(422, body)]), json!(null))).message,
            message
        );
    }
    let html = Reply::Response {
        status: 404,
        body: None,
        retry_after: Some("5"),
    };
    let refused = refusal(get_all(&World::new([html]), json!(null)));
    assert_eq!((refused.retry_after, refused.errors.len()), (Some(5.0), 0));
}
