use serde_json::{Value as Json, json};

use super::{
    super::{Place, known},
    BASE, KnownKey, key, refusal, reload,
};
use crate::{
    call::scripted::{World, ok, status, token},
    failure::Failure,
};

fn last() -> KnownKey {
    let place = Place {
        subject: "user_1".into(),
        name: "deploy".into(),
    };
    KnownKey {
        id: "ak_1".into(),
        place: Some(place),
    }
}

fn list(ids: &[&str]) -> crate::call::scripted::Reply {
    let keys: Vec<Json> = ids.iter().map(|id| key(id)).collect();
    ok(json!({ "data": keys, "total_count": keys.len() }))
}

fn url(subject: &str, text: &str, offset: u32) -> String {
    format!(
        "GET {BASE}/api_keys?subject={subject}&query={text}&limit=100&offset={offset}&include_invalid=true"
    )
}

#[test]
fn reload_finds_the_key_in_its_subjects_list_with_a_fresh_token() {
    let world = World::new([list(&["ak_0", "ak_1"])]);
    let reloaded = reload(&world, json!({ "rotatingTokenNonce": "n 1" }), Some(last())).unwrap();
    assert_eq!(reloaded.text("id").as_deref(), Some("ak_1"));
    let listed = url("user_1", "deploy", 0);
    assert_eq!(
        world.requests(),
        [format!("{listed}&rotating_token_nonce=n%201")]
    );
    assert_eq!(world.asked(), [true]);
}

#[test]
fn the_key_that_is_named_goes_before_the_last_one() {
    let world = World::new([list(&["ak_2"])]);
    assert!(reload(&world, json!({ "apiKeyID": "ak_2" }), Some(last())).is_ok());
    assert_eq!(world.requests(), [url("user_1", "", 0)]);
}

#[test]
fn reload_turns_the_pages_of_the_list() {
    let page = |ids: std::ops::Range<u32>| {
        let keys: Vec<Json> = ids.map(|n| key(&format!("ak_{n}"))).collect();
        ok(json!({ "data": keys, "total_count": 150 }))
    };
    let world = World::new([page(0..100), page(100..150)]);
    assert!(reload(&world, json!({ "apiKeyID": "ak_149" }), None).is_ok());
    assert_eq!(
        world.requests(),
        [url("user_1", "", 0), url("user_1", "", 100)]
    );
    assert_eq!(world.asked(), [true, false]);
}

#[test]
fn a_key_of_the_users_own_is_found_while_an_organization_is_active() {
    let claims = json!({ "sub": "user_1", "o": { "id": "org_1" } });
    let world = |replies: [_; 2]| {
        World::new(replies)
            .with_subject(Some("org_1"))
            .with_tokens((0..3).map(|_| token(&claims)))
    };
    let found = world([list(&["ak_0"]), list(&["ak_9"])]);
    assert!(reload(&found, json!({ "apiKeyID": "ak_9" }), None).is_ok());
    assert_eq!(
        found.requests(),
        [url("org_1", "", 0), url("user_1", "", 0)]
    );
    let missing = world([list(&[]), list(&["ak_0"])]);
    let refused = refusal(reload(&missing, json!({ "apiKeyID": "ak_9" }), None));
    assert_eq!(refused.status, 404);
}

#[test]
fn a_key_that_is_nowhere_is_not_found() {
    let table = [
        list(&[]),
        list(&["ak_2"]),
        // A list that says that it goes on, and does not.
        ok(json!({ "data": [], "total_count": 9 })),
    ];
    for reply in table {
        let world = World::new([reply, list(&[])]);
        let refused = refusal(reload(&world, json!(null), Some(last())));
        assert_eq!(
            (refused.status, &*refused.errors[0].code),
            (404, "resource_not_found")
        );
    }
}

#[test]
fn a_key_that_was_renamed_meanwhile_is_found() {
    let world = World::new([list(&[]), list(&["ak_0", "ak_1"])]);
    assert!(reload(&world, json!(null), Some(last())).is_ok());
    assert_eq!(
        world.requests(),
        [url("user_1", "deploy", 0), url("user_1", "", 0)]
    );
    assert_eq!(world.asked(), [true, false]);
}

#[test]
fn reload_without_a_key_has_nothing_to_do() {
    let failure = reload(&World::new([]), json!(null), None).unwrap_err();
    assert_eq!(*failure, Failure::NoResource);
}

#[test]
fn a_reload_that_is_refused_is_none() {
    let refused = refusal(reload(
        &World::new([status(403, json!({}))]),
        json!(null),
        Some(last()),
    ));
    assert_eq!(refused.status, 403);
}

#[test]
fn what_is_known_of_a_key() {
    assert_eq!(known(&key("ak_1")), Some(last()));
    assert_eq!(known(&json!({ "id": "ak_1" })), None);
}
