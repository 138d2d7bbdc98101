//! Whatever a server answers: what is taken is whole, and about the key that was asked for.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{key, reload, revoke, with};
use crate::{
    backend::{ListPage, Response, clerk::response},
    call::scripted::{Reply, World, ok},
    params::rules::WholeNumber,
    strategies,
};

/// Whether it is a key, in words of its own: the decoders' table is what is on trial.
fn is_key(key: &Json) -> bool {
    let all = |names: &[&str], is: &dyn Fn(&Json) -> bool| names.iter().all(|name| is(&key[name]));
    let or_none = |is: fn(&Json) -> bool| move |value: &Json| value.is_null() || is(value);
    all(&["id", "type", "name", "subject"], &Json::is_string)
        && all(&["scopes"], &strategies::is_texts)
        && all(&["revoked", "expired"], &Json::is_boolean)
        && all(&["created_at", "updated_at"], &strategies::is_moment)
        && all(&["claims"], &or_none(Json::is_object))
        && all(
            &["revocation_reason", "created_by", "description", "secret"],
            &or_none(Json::is_string),
        )
        && all(&["expiration", "last_used_at"], &|value| {
            value.is_null() || strategies::is_moment(value)
        })
}

/// The key of a body, bare or as `{response: key}`.
fn key_of(body: &Json) -> &Json {
    Some(&body["response"])
        .filter(|response| response.is_object())
        .unwrap_or(body)
}

fn new_key() -> Json {
    with(key("ak_1"), "secret", json!(strategies::CANARY))
}

/// Answers about one key: often `ak_1`, sometimes another, now and then what a refusal looks like.
fn about_a_key() -> impl Strategy<Value = Json> {
    let revoked = with(new_key(), "revoked", json!(true));
    prop_oneof![
        strategies::near(new_key()),
        strategies::near(json!({ "response": revoked })),
        strategies::near(revoked),
        strategies::near(with(key("ak_2"), "revoked", json!(true))),
        strategies::near(refusal()),
    ]
}

fn a_page() -> impl Strategy<Value = Json> {
    let keys = json!([key("ak_2"), key("ak_1"), key("AK_1")]);
    let parts = (strategies::near(keys.clone()), strategies::near(json!(3)));
    prop_oneof![
        strategies::near(json!({ "data": keys, "total_count": 3 })),
        parts.prop_map(|(keys, count)| json!({ "data": keys, "total_count": count })),
    ]
}

fn refusal() -> Json {
    json!({
        "errors": [{ "code": "c", "message": "m", "long_message": "l", "meta": { "param_name": "name" }, "value": strategies::CANARY }],
        "clerk_trace_id": "trace_1",
    })
}

/// A reply that is the last to its request, whatever the effect.
fn reply(body: impl Strategy<Value = Json>) -> impl Strategy<Value = Reply> {
    let status = prop::sample::select(vec![200, 200, 201, 204, 302, 400, 403, 404, 405, 409, 422]);
    let body = prop::option::weighted(0.95, body);
    (status, body).prop_map(|(status, body)| Reply::Response {
        status,
        body,
        retry_after: None,
    })
}

fn body_of(reply: &Reply) -> &Json {
    match reply {
        Reply::Response {
            body: Some(body), ..
        } => body,
        _ => &Json::Null,
    }
}

proptest! {
    #[test]
    fn a_page_is_taken_where_all_its_keys_are_whole_and_nowhere_else(response in strategies::response(a_page())) {
        let right = strategies::said(&response).and_then(|body| {
            let data = body["data"].as_array().filter(|keys| keys.iter().all(is_key))?;
            let count = body["total_count"].as_f64().filter(|count| count.fract() == 0.0)?;
            (0.0..=f64::from(u32::MAX)).contains(&count).then_some((data.clone(), count))
        });
        match (response::page(response.clone()), right) {
            (Ok(page), Some((data, count))) => {
                prop_assert_eq!(json!(f64::from(page.total_count)), json!(count));
                prop_assert_eq!(page.keys.into_value(), Json::Array(data));
            }
            (Err(failure), None) => strategies::fails_rightly(&response, &failure)?,
            (taken, _) => prop_assert!(false, "{:?}", taken),
        }
    }

    #[test]
    fn a_new_key_is_whole_and_has_its_secret(response in strategies::response(about_a_key())) {
        let has_secret = |key: &Json| key["secret"].as_str().is_some_and(|secret| !secret.is_empty());
        let right = strategies::said(&response).map(key_of).filter(|key| is_key(key) && has_secret(key));
        match response::created(response.clone()) {
            Ok(key) => prop_assert_eq!(Some(key.value()), right),
            Err(failure) => {
                prop_assert_eq!(right, None);
                strategies::keeps_the_secret(&failure)?;
            }
        }
    }

    #[test]
    fn a_key_is_the_one_that_was_asked_for(response in strategies::response(about_a_key()), id in "ak_[12]|AK_1") {
        let right = |key: &&Json| is_key(key) && key["id"] == id;
        let said = strategies::said(&response).map(key_of).filter(right);
        match response::key(response.clone(), &id) {
            Ok(key) => prop_assert_eq!(Some(key.value()), said),
            Err(failure) => {
                prop_assert_eq!(said, None);
                strategies::fails_rightly(&response, &failure)?;
            }
        }
    }

    #[test]
    fn a_refusal_keeps_to_what_is_read_from_it(body in strategies::near(refusal()), status in 400_u16..600) {
        let response = Response { status, body: Some(body), retry_after: None, is_repeated: false, class: strategies::class() };
        let failure = response::page(response.clone()).expect_err("a refusal");
        strategies::fails_rightly(&response, &failure)?;
    }

    #[test]
    fn a_key_is_revoked_where_the_answer_says_so_of_it(reply in reply(about_a_key())) {
        let key = key_of(body_of(&reply)).clone();
        let world = World::new([reply]);
        match revoke(&world, json!({ "apiKeyID": "ak_1" })) {
            Ok(taken) => {
                prop_assert!(is_key(&key));
                prop_assert_eq!((&key["id"], &key["revoked"]), (&json!("ak_1"), &json!(true)));
                prop_assert_eq!(taken.value(), &key);
            }
            Err(failure) => strategies::keeps_the_secret(&failure)?,
        }
    }

    #[test]
    fn a_reload_never_gives_another_key(listed in reply(a_page()), id in "ak_[12]|AK_1") {
        // The count may promise another page: the list ends there.
        let end = ok(json!({ "data": [], "total_count": 0 }));
        let world = World::new([listed, end.clone(), end]);
        match reload(&world, json!({ "apiKeyID": id }), None) {
            Ok(key) => {
                prop_assert!(is_key(key.value()));
                prop_assert_eq!(&key.value()["id"], &json!(id));
            }
            Err(failure) => strategies::keeps_the_secret(&failure)?,
        }
    }
}

/// Whole numbers of any length that JavaScript holds exactly.
fn whole() -> impl Strategy<Value = u64> {
    (0..1_u64 << 53, 0_u32..53).prop_map(|(number, shorter)| (number >> shorter).max(1))
}

proptest! {
    #[test]
    fn an_offset_is_exact_or_refused(page in whole(), size in whole()) {
        let exact = u128::from(page - 1) * u128::from(size);
        match ListPage::of::<Json>(Some(WholeNumber(page)), Some(size)) {
            Ok(list_page) => prop_assert_eq!(u128::from(list_page.offset), exact),
            Err(failure) => {
                prop_assert_eq!(failure.param(), Some("initialPage"));
                prop_assert!(exact > u128::from(u64::MAX) / 4, "{exact}");
            }
        }
    }
}
