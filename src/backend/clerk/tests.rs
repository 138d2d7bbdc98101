use serde_json::{Value as Json, json};

use super::{
    ClerkPage, Known, Memory, NewKey, Place, Rereading, Revocation, Selection, answer::FIELDS,
    known,
};
use crate::{
    backend::Checked,
    call::scripted::{Reply, World, ok, status},
    failure::{Failure, Fallible, Flaw, Refusal},
    given::Given,
    value::{self, Kind},
};

const BASE: &str = "https://clerk.example.com";

fn survey(keys: &Json) -> Vec<u8> {
    value::json::survey(FIELDS, keys)
}

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

fn create(world: &World, params: Json) -> Fallible<Checked<Json>, Json> {
    let key = NewKey::read(&Given::params(params))?;
    world.play(async |call| super::create(call, key, survey).await)
}

fn get_all(world: &World, params: Json) -> Fallible<super::Page<Json>, Json> {
    let selection = Selection::read(&Given::params(params))?;
    world.play(async |call| super::get_all(call, selection, survey).await)
}

fn revoke(world: &World, params: Json) -> Fallible<Checked<Json>, Json> {
    let revocation = Revocation::read(&Given::params(params))?;
    world.play(async |call| super::revoke(call, revocation, survey).await)
}

fn reload(world: &World, params: Json, memory: &mut Memory) -> Fallible<Checked<Json>, Json> {
    let rereading = Rereading::read(&Given::params(params))?;
    world.play(async |call| super::reload(call, rereading, memory, survey).await)
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
        assert_eq!(page.keys.into_array(), json!([key("ak_1"), key("ak_2")]));
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
            r#"{"type":"api_key","name":"\"\u000a","subject":"org_1","description":"","seconds_until_expiration":3600}"#,
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
fn a_created_key_without_its_secret_is_none() {
    for secret in [json!(null), json!("")] {
        let world = World::new([status(201, with(key("ak_1"), "secret", secret))]);
        assert_eq!(
            *create(&world, json!({ "name": "deploy" })).unwrap_err(),
            Failure::InvalidResponse(Flaw::Field("secret".to_owned()))
        );
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
        (key("ak_1"), Flaw::NotRevoked),
        (with(key("ak_2"), "revoked", json!(true)), Flaw::OtherKey),
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
    let reload: Call = |world, params| {
        reload(world, params, &mut Memory::default())
            .unwrap_err()
            .param()
    };
    let table: [(Call, Json, &str); 22] = [
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
        (
            get_all,
            json!({ "initialPage": 9_007_199_254_740_991_u64, "pageSize": 9_007_199_254_740_991_u64 }),
            "initialPage",
        ),
        (get_all, json!({ "pageSize": -1 }), "pageSize"),
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
                    assert_eq!(*failure, Failure::InvalidResponse(Flaw::Field(path)));
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
            Failure::InvalidResponse(Flaw::Field(path.to_owned()))
        );
    }
    let not_json = Reply::Answer {
        status: 200,
        body: None,
        retry_after: None,
    };
    let failure = get_all(&World::new([not_json]), json!(null)).unwrap_err();
    assert_eq!(
        *failure,
        Failure::InvalidResponse(Flaw::NotJson { status: 200 })
    );
    for bare in [json!(null), json!([]), json!("key")] {
        let failure = revoke(&World::new([ok(bare)]), json!({ "apiKeyID": "ak_1" })).unwrap_err();
        assert_eq!(
            *failure,
            Failure::InvalidResponse(Flaw::Field("key".to_owned()))
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
        (refused.status, refused.message.as_str()),
        (409, "That name is taken.")
    );
    assert_eq!(refused.clerk_trace_id.as_deref(), Some("trace_1"));
    let [first, second] = refused.errors.as_slice() else {
        panic!("two entries: {:?}", refused.errors)
    };
    assert_eq!(
        (first.code.as_str(), first.message.as_str()),
        ("token_creation_conflict", "taken")
    );
    assert_eq!(first.long_message.as_deref(), Some("That name is taken."));
    assert_eq!(
        (first.param_name.as_deref(), &first.meta),
        (Some("name"), &Some(json!({ "param_name": "name" })))
    );
    assert_eq!(
        (second.code.as_str(), second.message.as_str(), &second.meta),
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
            refusal(get_all(&World::new([status(422, body)]), json!(null))).message,
            message
        );
    }
    let html = Reply::Answer {
        status: 404,
        body: None,
        retry_after: Some("5"),
    };
    let refused = refusal(get_all(&World::new([html]), json!(null)));
    assert_eq!((refused.retry_after, refused.errors.len()), (Some(5.0), 0));
}

fn memory() -> Memory {
    let place = Place {
        subject: "user_1".to_owned(),
        name: "deploy".to_owned(),
    };
    Memory {
        last: Some(Known {
            id: "ak_1".to_owned(),
            place: Some(place),
        }),
        route_missing: false,
    }
}

#[test]
fn reload_asks_for_the_one_key_with_a_fresh_token() {
    let world = World::new([ok(json!({ "response": key("ak_1") }))]);
    let reloaded = reload(
        &world,
        json!({ "rotatingTokenNonce": "n 1" }),
        &mut memory(),
    )
    .unwrap();
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
fn reload_finds_the_key_in_the_list_where_the_route_is_missing_and_remembers_it() {
    for missing in [404, 405] {
        let mut memory = memory();
        let list = || ok(json!({ "data": [key("ak_0"), key("ak_1")], "total_count": 2 }));
        let world = World::new([status(missing, json!({ "errors": [] })), list(), list()]);
        assert_eq!(
            reload(&world, json!(null), &mut memory)
                .unwrap()
                .text("id")
                .as_deref(),
            Some("ak_1")
        );
        assert!(memory.route_missing);
        assert!(reload(&world, json!({ "apiKeyID": "ak_1" }), &mut memory).is_ok());
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
    let mut memory = Memory {
        last: None,
        route_missing: true,
    };
    assert!(reload(&world, json!({ "apiKeyID": "ak_149" }), &mut memory).is_ok());
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
        let mut memory = memory();
        let refused = refusal(reload(&World::new(replies), json!(null), &mut memory));
        assert_eq!(
            (refused.status, refused.errors[0].code.as_str()),
            (404, "resource_not_found")
        );
        assert!(
            !memory.route_missing,
            "a key that is not there says nothing of the route"
        );
    }
}

#[test]
fn reload_without_a_key_has_nothing_to_do() {
    let failure = reload(&World::new([]), json!(null), &mut Memory::default()).unwrap_err();
    assert_eq!(*failure, Failure::NoResource);
}

#[test]
fn a_reload_about_another_key_or_refused_is_none() {
    let world = World::new([ok(key("ak_2"))]);
    assert_eq!(
        *reload(&world, json!(null), &mut memory()).unwrap_err(),
        Failure::InvalidResponse(Flaw::OtherKey)
    );
    assert_eq!(
        refusal(reload(
            &World::new([status(403, json!({}))]),
            json!(null),
            &mut memory()
        ))
        .status,
        403
    );
    // A 404 whose body is the key all the same.
    assert!(
        reload(
            &World::new([status(404, key("ak_1"))]),
            json!(null),
            &mut memory()
        )
        .is_ok()
    );
}

#[test]
fn what_is_known_of_a_key() {
    assert_eq!(known(&key("ak_1")), memory().last);
    assert_eq!(known(&json!({ "id": "ak_1" })), None);
}

#[test]
fn the_frontend_api_is_the_proxys_address_or_clerks_own_host() {
    let text = |text: &str| Some(text.to_owned());
    let page = |proxy: Option<&str>, api: Option<&str>| ClerkPage {
        proxy_url: proxy.map(str::to_owned),
        frontend_api: api.map(str::to_owned),
        origin: text("https://app.example.com"),
        ..ClerkPage::default()
    };
    let table = [
        (
            page(None, Some("clerk.example.com")),
            text("https://clerk.example.com"),
        ),
        (
            page(
                Some("https://p.example.com/__clerk"),
                Some("clerk.example.com"),
            ),
            text("https://p.example.com/__clerk"),
        ),
        (
            page(Some("/__clerk"), Some("clerk.example.com")),
            text("https://app.example.com/__clerk"),
        ),
        (page(None, None), None),
    ];
    for (page, address) in table {
        assert_eq!(page.frontend_api(), address);
    }
}

#[test]
fn a_request_says_what_clerk_js_says() {
    let page = ClerkPage {
        version: Some("6.40.0".to_owned()),
        session_id: Some("sess_1".to_owned()),
        cookies: "a=b; __clerk_db_jwt_x=no; __clerk_db_jwt=dvb_1; c=".to_owned(),
        ..ClerkPage::default()
    };
    let pairs = [
        ("__clerk_api_version", "2026-08-20"),
        ("_clerk_js_version", "6.40.0"),
        ("_clerk_session_id", "sess_1"),
        ("__clerk_db_jwt", "dvb_1"),
    ];
    assert_eq!(
        page.query(),
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    for cookies in ["", "__clerk_db_jwt=", "x__clerk_db_jwt=1", "__clerk_db_jwt"] {
        let page = ClerkPage {
            cookies: cookies.to_owned(),
            ..ClerkPage::default()
        };
        assert_eq!(page.query().len(), 1, "{cookies}");
    }
}
