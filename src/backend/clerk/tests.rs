mod host;
mod properties;
mod reload;
mod responses;

use serde_json::{Value as Json, json};

use super::{Draft, GetAPIKeysParams, KnownKey, ReloadAPIKeyParams, response::FIELDS};
use crate::{
    backend::{Key, creation::Naming},
    call::scripted::{Reply, World, ok, status},
    failure::{Failure, Fallible, InvalidResponse, Refusal},
    params::of_json,
};

const BASE: &str = "https://clerk.example.com";

fn key(id: &str) -> Json {
    json!({
        "id": id, "type": "api_key", "name": "deploy", "subject": "user_1", "scopes": ["a"], "claims": { "a": 1 },
        "revoked": false, "revocation_reason": null, "expired": false, "expiration": 1.0, "created_by": "user_1",
        "description": "d", "last_used_at": "2026-01-01T00:00:00Z", "created_at": 1_700_000_000_000_u64,
        "updated_at": "2026-01-01T00:00:00Z",
    })
}

fn with(mut object: Json, name: &str, value: Json) -> Json {
    object[name] = value;
    object
}

fn create(world: &World, params: Json) -> Fallible<Key<Json>, Json> {
    let key = of_json(params)?;
    world.play(async |call| {
        let creation = Draft::creation(call, key).await?;
        creation.create(call, Naming::AsGiven).await
    })
}

fn get_all(world: &World, params: Json) -> Fallible<super::Page<Json>, Json> {
    let selection = of_json(params).and_then(GetAPIKeysParams::selection)?;
    world.play(async |call| super::get_all(call, &selection).await)
}

fn revoke(world: &World, params: Json) -> Fallible<Key<Json>, Json> {
    let revocation = of_json(params)?;
    world.play(async |call| super::revoke(call, &revocation).await)
}

fn reload(world: &World, params: Json, last: Option<KnownKey>) -> Fallible<Key<Json>, Json> {
    let params: ReloadAPIKeyParams = of_json(params)?;
    let target = params.target(last)?;
    world.play(async |call| super::reload(call, &target).await)
}

fn refusal<T: std::fmt::Debug>(result: Fallible<T, Json>) -> Refusal<Json> {
    match *result.expect_err("a refusal") {
        Failure::Refused(refusal) => refusal,
        other => panic!("no refusal: {other:?}"),
    }
}

#[test]
fn a_list_always_names_subject_query_limit_and_offset() {
    let table = [
        (json!(null), "subject=user_1&query=&limit=10&offset=0"),
        (
            json!({ "query": null, "subject": "", "includeInvalid": false }),
            "subject=user_1&query=&limit=10&offset=0",
        ),
        (
            json!({ "initialPage": 3, "pageSize": 25 }),
            "subject=user_1&query=&limit=25&offset=50",
        ),
        (
            json!({ "subject": "org_1", "query": "a b", "includeInvalid": true }),
            "subject=org_1&query=a%20b&limit=10&offset=0&include_invalid=true",
        ),
    ];
    for (params, query) in table {
        let world = World::new([ok(
            json!({ "data": [key("ak_1"), key("ak_2")], "total_count": 2 }),
        )]);
        let page = get_all(&world, params).unwrap();
        assert_eq!(page.total_count, 2);
        assert_eq!(page.keys.into_value(), json!([key("ak_1"), key("ak_2")]));
        assert_eq!(world.requests(), [format!("GET {BASE}/api_keys?{query}")]);
    }
}

#[test]
fn create_sends_what_was_given_and_nothing_else() {
    let table = [
        (
            json!({ "name": "deploy" }),
            r#"{"type":"api_key","name":"deploy","subject":"user_1"}"#,
        ),
        (
            json!({ "name": "deploy", "subject": null, "description": null, "secondsUntilExpiration": null }),
            r#"{"type":"api_key","name":"deploy","subject":"user_1"}"#,
        ),
        (
            json!({ "name": "\"\n", "subject": "org_1", "description": "", "secondsUntilExpiration": 3600 }),
            r#"{"type":"api_key","name":"\"\n","subject":"org_1","description":"","seconds_until_expiration":3600}"#,
        ),
    ];
    for (params, body) in table {
        for answered in [
            with(key("ak_1"), "secret", json!("ak_s")),
            json!({ "response": with(key("ak_1"), "secret", json!("ak_s")) }),
        ] {
            let world = World::new([status(201, answered)]);
            let created = create(&world, params.clone()).unwrap();
            assert_eq!(created.text("secret").as_deref(), Some("ak_s"));
            assert_eq!(world.requests(), [format!("POST {BASE}/api_keys {body}")]);
        }
    }
}

#[test]
fn update_sends_the_description_or_takes_it_away_and_is_repeated() {
    for (description, body) in [
        (json!("of the build"), r#"{"description":"of the build"}"#),
        (json!(null), r#"{"description":null}"#),
    ] {
        let world = World::new([status(503, json!({})), ok(key("ak_1"))]);
        let params = of_json(json!({ "apiKeyID": "ak_1", "description": description })).unwrap();
        let updated = world.play(async |call| super::update(call, &params).await);
        assert_eq!(updated.unwrap().text("id").as_deref(), Some("ak_1"));
        let request = format!("PATCH {BASE}/api_keys/ak_1 {body}");
        assert_eq!(world.requests(), [request.clone(), request]);
    }
}

#[test]
fn a_revoke_that_is_refused_after_its_response_was_lost_looks_at_the_list() {
    let listed = |revoked: bool| {
        let key = with(key("ak_1"), "revoked", json!(revoked));
        ok(json!({ "data": [key], "total_count": 1 }))
    };
    let table = [
        (Reply::Lost("reset"), listed(true), true),
        (status(503, json!({})), listed(true), true),
        (Reply::Lost("reset"), listed(false), false),
        (Reply::Lost("reset"), status(403, json!({})), false),
        // It did not act.
        (status(429, json!({})), listed(true), false),
    ];
    for (first, list, is_revoked) in table {
        let world = World::new([first.clone(), status(404, json!({})), list]);
        let revoked = revoke(&world, json!({ "apiKeyID": "ak_1" }));
        assert_eq!(revoked.is_ok(), is_revoked, "{first:?}");
        if let Err(failure) = revoked {
            let refused = matches!(&*failure, Failure::Refused(it) if it.status == 404);
            assert!(refused, "{failure:?}");
        }
    }
}

#[test]
fn revoke_counts_only_where_the_answer_says_so() {
    let revoked = with(key("ak_1"), "revoked", json!(true));
    let world = World::new([ok(revoked.clone()), ok(json!({ "response": revoked }))]);
    assert!(
        revoke(
            &world,
            json!({ "apiKeyID": "ak_1", "revocationReason": "left" })
        )
        .is_ok()
    );
    assert!(revoke(&world, json!({ "apiKeyID": "ak_1" })).is_ok());
    let path = format!("POST {BASE}/api_keys/ak_1/revoke");
    assert_eq!(
        world.requests(),
        [
            format!(r#"{path} {{"revocation_reason":"left"}}"#),
            format!("{path} {{}}")
        ]
    );

    let table = [
        (key("ak_1"), InvalidResponse::NotRevoked),
        (
            with(key("ak_2"), "revoked", json!(true)),
            InvalidResponse::OtherKey,
        ),
    ];
    for (answered, flaw) in table {
        let world = World::new([ok(answered)]);
        assert_eq!(
            *revoke(&world, json!({ "apiKeyID": "ak_1" })).unwrap_err(),
            Failure::InvalidResponse(flaw)
        );
    }
}

#[test]
fn an_id_is_one_segment() {
    let world = World::new([ok(with(key("a/../b?c#d"), "revoked", json!(true)))]);
    revoke(&world, json!({ "apiKeyID": "a/../b?c#d" })).unwrap();
    assert_eq!(
        world.requests(),
        [format!(
            "POST {BASE}/api_keys/a%2F..%2Fb%3Fc%23d/revoke {{}}"
        )]
    );
}

#[test]
fn params_that_are_wrong_are_named_and_nothing_is_sent() {
    type Call = fn(&World, Json) -> Option<&'static str>;
    let create: Call = |world, params| create(world, params).unwrap_err().param();
    let get_all: Call = |world, params| get_all(world, params).unwrap_err().param();
    let revoke: Call = |world, params| revoke(world, params).unwrap_err().param();
    let reload: Call = |world, params| reload(world, params, None).unwrap_err().param();
    let table: [(Call, Json, &str); 24] = [
        (create, json!(null), "name"),
        (create, json!("deploy"), "params"),
        (create, json!({ "name": "" }), "name"),
        (create, json!({ "name": 7 }), "name"),
        (create, json!({ "name": "n", "subject": 7 }), "subject"),
        (
            create,
            json!({ "name": "n", "description": {} }),
            "description",
        ),
        (
            create,
            json!({ "name": "n", "secondsUntilExpiration": 0 }),
            "secondsUntilExpiration",
        ),
        (
            create,
            json!({ "name": "n", "secondsUntilExpiration": 1.5 }),
            "secondsUntilExpiration",
        ),
        (
            create,
            json!({ "name": "n", "secondsUntilExpiration": "60" }),
            "secondsUntilExpiration",
        ),
        (get_all, json!({ "initialPage": 0 }), "initialPage"),
        (get_all, json!({ "pageSize": -1 }), "pageSize"),
        (get_all, json!({ "pageSize": 0 }), "pageSize"),
        (get_all, json!({ "pageSize": 1.5 }), "pageSize"),
        (get_all, json!({ "pageSize": 101 }), "pageSize"),
        (get_all, json!({ "query": 1 }), "query"),
        (
            get_all,
            json!({ "includeInvalid": "yes" }),
            "includeInvalid",
        ),
        (get_all, json!({ "subject": [] }), "subject"),
        (revoke, json!({}), "apiKeyID"),
        (revoke, json!({ "apiKeyID": ".." }), "apiKeyID"),
        (revoke, json!({ "apiKeyId": "ak_1" }), "apiKeyId"),
        (
            revoke,
            json!({ "apiKeyID": "ak_1", "revocationReason": 1 }),
            "revocationReason",
        ),
        (reload, json!({ "apiKeyID": "" }), "apiKeyID"),
        (reload, json!({ "apiKeyId": "ak_1" }), "apiKeyId"),
        (
            reload,
            json!({ "apiKeyID": "ak_1", "rotatingTokenNonce": 1 }),
            "rotatingTokenNonce",
        ),
    ];
    for (call, params, param) in table {
        let world = World::new([]);
        assert_eq!(call(&world, params.clone()), Some(param), "{params}");
        assert!(world.asked().is_empty());
    }
}
