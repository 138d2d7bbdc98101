mod properties;
mod responses;

use serde_json::{Value as Json, json};

use super::{
    Draft, GetProjectAPIKeysParams, Page, ReloadProjectAPIKeyParams, RevokeProjectAPIKeyParams,
    response::FIELDS,
};
use crate::{
    backend::{
        Exchange as _, Key, Keys,
        creation::{Creation, Naming},
    },
    call::scripted::{World, ok, status, token},
    failure::{Failure, Fallible, InvalidResponse, Refusal},
    params::of_json,
};

const BASE: &str = "https://clerk.example.com/projects/p_1/keys";

fn key(id: &str) -> Json {
    json!({
        "key_id": id, "project_id": "p_1", "tenant_id": "t_1", "name": "deploy", "key_prefix": "pk_1", "created_by": "user_1",
        "created_at": "2026-01-01T00:00:00Z", "is_active": true, "is_admin_managed": false, "scopes": ["*"],
    })
}

fn with(mut object: Json, name: &str, value: Json) -> Json {
    object[name] = value;
    object
}

fn inactive(id: &str) -> Json {
    with(key(id), "is_active", json!(false))
}

fn of_a_project(world: &World) -> World {
    world.clone().with_class("ProjectAPIKey").without_subject()
}

fn create(world: &World, params: Json) -> Fallible<Key<Json>, Json> {
    let params = of_json(params)?;
    let draft = Draft {
        project: "p_1".into(),
        params,
    };
    of_a_project(world).play(async |call| {
        let user = call.user().await?;
        let creation = Creation::new(Box::new(draft), user);
        creation.create(call, Naming::AsGiven).await
    })
}

fn list(world: &World) -> Fallible<Keys<Json>, Json> {
    of_a_project(world).play(async |call| super::list(call, "p_1").await)
}

fn get_all(world: &World, params: Json) -> Fallible<Page<Json>, Json> {
    let selection = of_json(params).and_then(GetProjectAPIKeysParams::selection)?;
    Ok(selection.cut(&list(world)?))
}

fn revoke(world: &World, params: Json) -> Fallible<Key<Json>, Json> {
    let params: RevokeProjectAPIKeyParams = of_json(params)?;
    let id = params.api_key_id.0;
    of_a_project(world).play(async |call| super::revoke(call, "p_1", &id).await)
}

fn reload(world: &World, params: Json) -> Fallible<Key<Json>, Json> {
    let params: ReloadProjectAPIKeyParams = of_json(params)?;
    let id = params.api_key_id.map(|id| id.0).unwrap_or_default();
    super::reread(list(world)?, &id)
}

fn refusal<T: std::fmt::Debug>(result: Fallible<T, Json>) -> Refusal<Json> {
    match *result.expect_err("a refusal") {
        Failure::Refused(refusal) => refusal,
        other => panic!("no refusal: {other:?}"),
    }
}

#[test]
fn create_sends_name_scopes_and_days_and_nothing_else() {
    let table = [
        (
            json!({ "name": "deploy", "scopes": ["*"] }),
            r#"{"name":"deploy","scopes":["*"]}"#,
        ),
        (
            json!({ "name": "\"", "scopes": ["a", "b"], "daysUntilExpiration": 90, "colour": "red" }),
            r#"{"name":"\"","scopes":["a","b"],"expires_days":90}"#,
        ),
        (
            json!({ "name": "deploy", "scopes": ["a"], "daysUntilExpiration": null }),
            r#"{"name":"deploy","scopes":["a"]}"#,
        ),
    ];
    for (params, body) in table {
        let mut answered = with(key("k_1"), "key", json!("pk_1_secret"));
        answered.as_object_mut().unwrap().remove("is_admin_managed");
        let world = World::new([ok(with(answered, "$schema", json!("https://a.example")))]);
        let created = create(&world, params).unwrap();
        assert_eq!(created.text("secret").as_deref(), Some("pk_1_secret"));
        assert_eq!(world.requests(), [format!("POST {BASE} {body}")]);
        let accept = "application/json, application/problem+json";
        assert_eq!(world.accepts(), [Some(accept)]);
    }
}

#[test]
fn pages_and_searches_are_cut_from_the_whole_list() {
    let keys = json!([
        with(key("k_1"), "name", json!("Deploy")),
        inactive("k_2"),
        with(key("k_3"), "expires_at", json!(1_000)),
        with(key("k_4"), "name", json!("read only")),
        with(key("k_5"), "expires_at", json!(3_000)),
    ]);
    let table: [(Json, &[&str], u32); 9] = [
        (json!(null), &["k_1", "k_2", "k_3", "k_4", "k_5"], 5),
        (json!({ "pageSize": 2 }), &["k_1", "k_2"], 5),
        (json!({ "pageSize": 2, "initialPage": 3 }), &["k_5"], 5),
        (json!({ "pageSize": 2, "initialPage": 4 }), &[], 5),
        (
            json!({ "includeInvalid": false }),
            &["k_1", "k_4", "k_5"],
            3,
        ),
        (json!({ "query": "DEPLOY", "pageSize": 1 }), &["k_1"], 4),
        (json!({ "query": "ead o" }), &["k_4"], 1),
        (json!({ "query": "none" }), &[], 0),
        (
            json!({ "query": "", "includeInvalid": true, "pageSize": 9_007_199_254_740_991_u64 }),
            &["k_1", "k_2", "k_3", "k_4", "k_5"],
            5,
        ),
    ];
    for (params, ids, total_count) in table {
        let world = World::new([ok(keys.clone())]).with_date(2_000.0);
        let page = get_all(&world, params.clone()).unwrap();
        let items = page.keys.as_array().unwrap();
        let found: Vec<&str> = items
            .iter()
            .map(|key| key["id"].as_str().unwrap())
            .collect();
        assert_eq!(
            (&found[..], page.total_count),
            (ids, total_count),
            "{params}"
        );
        assert_eq!(world.requests(), [format!("GET {BASE}")]);
    }
}

#[test]
fn a_project_without_keys_has_an_empty_list() {
    for none in [json!(null), json!([])] {
        let page = get_all(&World::new([ok(none)]), json!(null)).unwrap();
        assert_eq!((page.keys, page.total_count), (json!([]), 0));
    }
}

#[test]
fn without_the_servers_date_the_pages_clock_counts() {
    let now = 784_111_777_000.0; // The scripted world's.
    for (expires_at, expired) in [(now, true), (now + 1.0, false)] {
        let keys = json!([with(key("k_1"), "expires_at", json!(expires_at))]);
        let page = get_all(&World::new([ok(keys)]), json!(null)).unwrap();
        assert_eq!(page.keys[0]["expired"], expired);
    }
}

#[test]
fn revoke_reads_the_key_again() {
    let world = World::new([
        ok(json!({ "success": true })),
        ok(json!([key("k_0"), inactive("k_1")])),
    ]);
    let revoked = revoke(&world, json!({ "apiKeyID": "k_1" })).unwrap();
    assert_eq!(revoked.text("id").as_deref(), Some("k_1"));
    assert_eq!(
        world.requests(),
        [format!("DELETE {BASE}/k_1"), format!("GET {BASE}")]
    );
}

#[test]
fn revoke_counts_only_where_both_answers_say_so() {
    for not_said in [
        json!({ "success": false }),
        json!({ "success": "true" }),
        json!({}),
        json!([]),
        json!(null),
    ] {
        let world = World::new([ok(not_said)]);
        assert_eq!(
            *revoke(&world, json!({ "apiKeyID": "k_1" })).unwrap_err(),
            Failure::InvalidResponse(InvalidResponse::NotRevoked)
        );
        assert_eq!(world.requests().len(), 1);
    }
    let still_active = World::new([ok(json!({ "success": true })), ok(json!([key("k_1")]))]);
    assert_eq!(
        *revoke(&still_active, json!({ "apiKeyID": "k_1" })).unwrap_err(),
        Failure::InvalidResponse(InvalidResponse::StillActive)
    );
    let gone = World::new([ok(json!({ "success": true })), ok(json!(null))]);
    assert_eq!(
        *revoke(&gone, json!({ "apiKeyID": "k_1" })).unwrap_err(),
        Failure::InvalidResponse(InvalidResponse::Gone)
    );
}

#[test]
fn an_id_is_the_same_in_capitals() {
    let world = World::new([ok(json!({ "success": true })), ok(json!([inactive("k_1")]))]);
    assert!(revoke(&world, json!({ "apiKeyID": "K_1" })).is_ok());
    assert_eq!(world.requests()[0], format!("DELETE {BASE}/K_1"));
}

#[test]
fn a_call_stays_the_users_that_it_began_with() {
    let ada = json!({ "sub": "user_1", "o": { "id": "org_1" } });
    let ada_elsewhere = json!({ "sub": "user_1", "o": { "id": "org_2" } });
    let grace = json!({ "sub": "user_2" });
    let played = |tokens: [&Json; 3]| {
        let world = World::new([status(503, json!({})), ok(json!(null))])
            .with_subject(None)
            .with_tokens(tokens.map(token));
        let result = get_all(&world, json!(null)).map(|page| page.total_count);
        (result.map_err(|failure| *failure), world.requests().len())
    };
    assert_eq!(
        played([&ada, &grace, &grace]),
        (Err(Failure::StaleSessionToken), 1)
    );
    assert_eq!(played([&ada, &grace, &ada]), (Ok(0), 2));
    assert_eq!(played([&ada, &ada_elsewhere, &grace]), (Ok(0), 2));
}

#[test]
fn reload_finds_the_key_in_the_list() {
    let world = World::new([ok(json!([key("k_0"), key("k_1")]))]);
    let key = reload(&world, json!({ "apiKeyID": "k_1" })).unwrap();
    assert_eq!(key.text("id").as_deref(), Some("k_1"));
    assert_eq!(
        (world.requests(), world.asked()),
        (vec![format!("GET {BASE}")], vec![false])
    );

    let missing = refusal(reload(
        &World::new([ok(json!([]))]),
        json!({ "apiKeyID": "k_1" }),
    ));
    assert_eq!(
        (missing.status, &missing.errors[0].code[..]),
        (404, "resource_not_found")
    );
}

#[test]
fn ids_are_one_segment_each() {
    for (id, encoded) in [
        ("a/../b", "a%2F..%2Fb"),
        ("x?y#z", "x%3Fy%23z"),
        ("ключ", "%D0%BA%D0%BB%D1%8E%D1%87"),
        ("%2e%2e", "%252e%252e"),
    ] {
        let world = World::new([ok(json!({ "success": true })), ok(json!([inactive(id)]))]);
        revoke(&world, json!({ "apiKeyID": id })).unwrap();
        assert_eq!(world.requests()[0], format!("DELETE {BASE}/{encoded}"));

        let world = World::new([ok(json!(null))]);
        let list = world.play(async |call| super::list(call, id).await);
        assert!(list.is_ok());
        assert_eq!(
            world.requests(),
            [format!(
                "GET https://clerk.example.com/projects/{encoded}/keys"
            )]
        );
    }
}

#[test]
fn params_that_are_wrong_are_named_and_nothing_is_sent() {
    type Call = fn(&World, Json) -> Option<&'static str>;
    let create: Call = |world, params| create(world, params).unwrap_err().param();
    let get_all: Call = |world, params| get_all(world, params).unwrap_err().param();
    let revoke: Call = |world, params| revoke(world, params).unwrap_err().param();
    let reload: Call = |world, params| reload(world, params).unwrap_err().param();
    let days = |days: Json| json!({ "name": "n", "scopes": ["*"], "daysUntilExpiration": days });
    let scopes = |scopes: Json| json!({ "name": "n", "scopes": scopes });
    let table: [(Call, Json, &str); 21] = [
        (create, json!(null), "name"),
        (create, json!([]), "params"),
        (create, json!({ "name": "" , "scopes": ["*"] }), "name"),
        (create, json!({ "name": "n" }), "scopes"),
        (create, scopes(json!(null)), "scopes"),
        (create, scopes(json!([])), "scopes"),
        (create, scopes(json!("*")), "scopes"),
        (create, scopes(json!([1])), "scopes"),
        (create, scopes(json!(["a", ""])), "scopes"),
        (create, scopes(json!({ "throws": 1 })), "scopes"),
        (create, days(json!(0)), "daysUntilExpiration"),
        (create, days(json!(0.4)), "daysUntilExpiration"),
        (create, days(json!(-1)), "daysUntilExpiration"),
        (create, days(json!("7")), "daysUntilExpiration"),
        (get_all, json!({ "initialPage": 0 }), "initialPage"),
        (get_all, json!({ "pageSize": 1.5 }), "pageSize"),
        (get_all, json!({ "query": 1 }), "query"),
        (get_all, json!({ "includeInvalid": 1 }), "includeInvalid"),
        (revoke, json!({ "apiKeyID": "." }), "apiKeyID"),
        (revoke, json!({ "apiKeyId": "k_1" }), "apiKeyId"),
        (reload, json!({ "apiKeyID": "" }), "apiKeyID"),
    ];
    for (call, params, param) in table {
        let world = World::new([]);
        assert_eq!(call(&world, params.clone()), Some(param), "{params}");
        assert!(world.asked().is_empty());
    }
}
