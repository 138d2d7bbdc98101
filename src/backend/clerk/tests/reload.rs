use std::cell::Cell;

use serde_json::{Value as Json, json};

use super::{
    super::{Place, known},
    BASE, KnownKey, Memory, key, refusal, reload,
};
use crate::{
    call::scripted::{World, ok, status},
    failure::{Failure, InvalidResponse},
};

fn memory() -> Memory {
    let place = Place {
        subject: "user_1".into(),
        name: "deploy".into(),
    };
    Memory {
        last: Some(KnownKey {
            id: "ak_1".into(),
            place: Some(place),
        }),
        route_missing: Cell::new(false),
    }
}

#[test]
fn reload_asks_for_the_one_key_with_a_fresh_token() {
    let world = World::new([ok(json!({ "response": key("ak_1") }))]);
    let reloaded = reload(&world, json!({ "rotatingTokenNonce": "n 1" }), &memory()).unwrap();
    assert_eq!(reloaded.text("id").as_deref(), Some("ak_1"));
    assert_eq!(
        world.requests(),
        [format!(
            "GET {BASE}/v1/api_keys/ak_1?rotating_token_nonce=n%201"
        )]
    );
    assert_eq!(world.asked(), [true]);
}

#[test]
fn the_key_that_is_named_goes_before_the_last_one() {
    let world = World::new([ok(key("ak_2"))]);
    assert!(reload(&world, json!({ "apiKeyID": "ak_2" }), &memory()).is_ok());
    assert_eq!(world.requests(), [format!("GET {BASE}/v1/api_keys/ak_2")]);
}

#[test]
fn reload_finds_the_key_in_the_list_where_the_route_is_missing_and_remembers_it() {
    for missing in [404, 405] {
        let memory = memory();
        let list = || ok(json!({ "data": [key("ak_0"), key("ak_1")], "total_count": 2 }));
        let world = World::new([status(missing, json!({ "errors": [] })), list(), list()]);
        assert_eq!(
            reload(&world, json!(null), &memory)
                .unwrap()
                .text("id")
                .as_deref(),
            Some("ak_1")
        );
        assert!(memory.route_missing.get());
        assert!(reload(&world, json!({ "apiKeyID": "ak_1" }), &memory).is_ok());
        let listed = format!(
            "GET {BASE}/api_keys?subject=user_1&query=deploy&limit=100&offset=0&include_invalid=true"
        );
        assert_eq!(
            world.requests(),
            [
                format!("GET {BASE}/v1/api_keys/ak_1"),
                listed.clone(),
                listed
            ]
        );
        // The list after the missing route uses the token that is fresh already; the later one asks for its own.
        assert_eq!(world.asked(), [true, false, true]);
    }
}

#[test]
fn reload_turns_the_pages_of_the_list() {
    let page = |ids: std::ops::Range<u32>| {
        let keys: Vec<Json> = ids.map(|n| key(&format!("ak_{n}"))).collect();
        ok(json!({ "data": keys, "total_count": 150 }))
    };
    let world = World::new([page(0..100), page(100..150)]);
    let memory = Memory {
        last: None,
        route_missing: Cell::new(true),
    };
    assert!(reload(&world, json!({ "apiKeyID": "ak_149" }), &memory).is_ok());
    let url = |offset| {
        format!(
            "GET {BASE}/api_keys?subject=user_1&query=&limit=100&offset={offset}&include_invalid=true"
        )
    };
    assert_eq!(world.requests(), [url(0), url(100)]);
}

#[test]
fn a_key_that_is_nowhere_is_not_found() {
    let table = [
        vec![
            status(404, json!({})),
            ok(json!({ "data": [], "total_count": 0 })),
        ],
        vec![
            status(405, json!({})),
            ok(json!({ "data": [key("ak_2")], "total_count": 1 })),
        ],
        // A list that says that it goes on, and does not.
        vec![
            status(404, json!({})),
            ok(json!({ "data": [], "total_count": 9 })),
        ],
    ];
    for replies in table {
        let memory = memory();
        let refused = refusal(reload(&World::new(replies), json!(null), &memory));
        assert_eq!(
            (refused.status, &*refused.errors[0].code),
            (404, "resource_not_found")
        );
        assert!(
            !memory.route_missing.get(),
            "a key that is not there says nothing of the route"
        );
    }
}

#[test]
fn reload_without_a_key_has_nothing_to_do() {
    let failure = reload(&World::new([]), json!(null), &Memory::default()).unwrap_err();
    assert_eq!(*failure, Failure::NoResource);
}

#[test]
fn a_reload_about_another_key_or_refused_is_none() {
    let world = World::new([ok(key("ak_2"))]);
    assert_eq!(
        *reload(&world, json!(null), &memory()).unwrap_err(),
        Failure::InvalidResponse(InvalidResponse::OtherKey)
    );
    assert_eq!(
        refusal(reload(
            &World::new([status(403, json!({}))]),
            json!(null),
            &memory()
        ))
        .status,
        403
    );
    // A 404 whose body is the key all the same.
    assert!(
        reload(
            &World::new([status(404, key("ak_1"))]),
            json!(null),
            &memory()
        )
        .is_ok()
    );
}

#[test]
fn what_is_known_of_a_key() {
    assert_eq!(known(&key("ak_1")), memory().last);
    assert_eq!(known(&json!({ "id": "ak_1" })), None);
}
