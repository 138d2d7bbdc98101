mod names;

use pollster::block_on;
use serde_json::{Value as Json, json};

use super::{Creation, Naming};
use crate::{
    backend::{Key, clerk},
    call::{
        Call, Limits, Subject,
        scripted::{Reply, Token, World, ok, status, token},
    },
    failure::{Delivery, Failure, Fallible},
    params::of_json,
};

/// When the scripted world's calls begin.
const NOW: f64 = 784_111_777_000.0;

fn key(id: &str, changes: &Json) -> Json {
    let mut key = json!({
        "id": id, "type": "api_key", "name": "deploy", "subject": "user_1", "scopes": [], "revoked": false,
        "expired": false, "created_by": "user_1", "created_at": NOW, "updated_at": NOW,
    });
    for (name, value) in changes.as_object().into_iter().flatten() {
        key[name] = value.clone();
    }
    key
}

fn page(keys: &[Json]) -> Reply {
    ok(json!({ "data": keys, "total_count": keys.len() }))
}

fn created(id: &str) -> Reply {
    ok(key(id, &json!({ "secret": "ak_secret" })))
}

fn revoked(id: &str) -> Reply {
    ok(key(id, &json!({ "revoked": true })))
}

fn taken() -> Reply {
    let conflict = json!({ "code": "token_creation_conflict", "message": "taken" });
    status(409, json!({ "errors": [conflict] }))
}

fn world(replies: impl IntoIterator<Item = Reply>) -> World {
    let claims = json!({ "sub": "user_1" });
    World::new(replies)
        .with_tokens((0..20).map(|_| token(&claims)))
        .with_date(NOW)
}

struct Played {
    world: World,
    call: Call<World>,
    creation: Creation<Json>,
}

/// Begins to make the key `deploy`.
fn begin(world: World) -> Played {
    let key = of_json(json!({ "name": "deploy" })).unwrap();
    let page = world.clone().with_class("APIKey");
    let mut call = Call::begin(page, Limits::default(), Subject::Default).unwrap();
    let creation = block_on(clerk::Draft::creation(&mut call, key)).unwrap();
    Played {
        world,
        call,
        creation,
    }
}

impl Played {
    fn create(&mut self) -> Fallible<Key<Json>, Json> {
        block_on(self.creation.create(&mut self.call, Naming::AsGiven))
    }

    fn candidates(&mut self) -> Fallible<Vec<String>, Json> {
        let found = block_on(self.creation.candidates(&mut self.call))?;
        let ids = found.iter().filter_map(|key| key.text("id"));
        Ok(ids.collect())
    }

    fn recreate(&mut self) -> Fallible<Key<Json>, Json> {
        block_on(self.creation.create(&mut self.call, Naming::Numbered))
    }

    fn sent(&self) -> Vec<String> {
        let word = |line: String| {
            if line.starts_with("GET") {
                "list".into()
            } else if line.contains("/revoke") {
                format!("revoke {}", line.split('/').nth(4).unwrap_or_default())
            } else {
                let body: Json = serde_json::from_str(&line[line.find('{').unwrap()..]).unwrap();
                format!("create {}", body["name"].as_str().unwrap())
            }
        };
        self.world.requests().into_iter().map(word).collect()
    }
}

/// A key that was lost: what happened to the response to create, and what was said of it.
fn lost(replies: impl IntoIterator<Item = Reply>) -> Played {
    let replies = [Reply::Lost("reset")].into_iter().chain(replies);
    let mut played = begin(world(replies));
    let failure = *played.create().unwrap_err();
    assert!(
        matches!(failure, Failure::OutcomeUnknown { .. }),
        "{failure:?}"
    );
    played
}

#[test]
fn an_outcome_is_unknown_where_a_key_may_have_been_made() {
    let no_secret = ok(key("ak_1", &json!({})));
    let not_json = Reply::Response {
        status: 201,
        body: None,
        retry_after: None,
    };
    let refused = |code| status(code, json!({}));
    let table = [
        (Reply::Lost("reset"), true),
        (Reply::Silence, true),
        (refused(500), true),
        (refused(503), true),
        (refused(599), true),
        (no_secret, true),
        (not_json, true),
        (ok(json!({})), true),
        (refused(302), false),
        (refused(400), false),
        (refused(408), false),
        (refused(409), false),
        (refused(422), false),
        (created("ak_1"), false),
    ];
    for (reply, unknown) in table {
        let mut played = begin(world([reply.clone()]));
        let made = played.create();
        let is_unknown = matches!(
            made.as_ref().map_err(|failure| &**failure),
            Err(Failure::OutcomeUnknown { .. })
        );
        assert_eq!(is_unknown, unknown, "{reply:?}");
        assert_eq!(played.sent(), ["create deploy"], "{reply:?}");
    }
}

#[test]
fn offline_and_without_a_token_nothing_was_sent() {
    let mut offline = begin(world([Reply::Lost("offline")]).offline());
    assert!(matches!(
        *offline.create().unwrap_err(),
        Failure::Network {
            delivery: Delivery::Offline,
            ..
        }
    ));

    // The first attempt is refused for good; the token for the second never comes.
    let claims = json!({ "sub": "user_1" });
    let world = World::new([status(401, json!({}))]).with_tokens([token(&claims), Token::Silence]);
    let mut silent = begin(world);
    let failure = *silent.create().unwrap_err();
    assert_eq!(
        failure,
        Failure::Timeout {
            milliseconds: 30_000,
            sent: false
        }
    );
}

#[test]
fn a_candidate_is_this_calls_key_and_no_other() {
    let keys = [
        key("ak_mine", &json!({})),
        key("ak_later", &json!({ "created_at": NOW + 5_000.0 })),
        key("ak_whole_seconds", &json!({ "created_at": NOW - 999.0 })),
        key("ak_older", &json!({ "created_at": NOW - 1_001.0 })),
        key("ak_named_otherwise", &json!({ "name": "deploy (2)" })),
        key("ak_of_another_subject", &json!({ "subject": "org_1" })),
        key("ak_by_another", &json!({ "created_by": "user_2" })),
        key("ak_by_nobody", &json!({ "created_by": null })),
        key("ak_revoked", &json!({ "revoked": true })),
    ];
    let mut played = lost([page(&keys)]);
    assert_eq!(
        played.candidates().unwrap(),
        ["ak_mine", "ak_later", "ak_whole_seconds"]
    );
}

#[test]
fn the_servers_clock_counts() {
    let skew = 3_600_000.0;
    for (created_at, found) in [(NOW + skew, 1), (NOW + skew - 1_001.0, 0), (NOW, 0)] {
        let keys = [key("ak_1", &json!({ "created_at": created_at }))];
        let mut played = begin(world([Reply::Lost("reset"), page(&keys)]).with_date(NOW + skew));
        played.create().unwrap_err();
        assert_eq!(played.candidates().unwrap().len(), found, "{created_at}");
    }
}

#[test]
fn candidates_are_looked_for_on_every_page() {
    let part = |id: &str| ok(json!({ "data": [key(id, &json!({}))], "total_count": 2 }));
    let mut played = lost([part("ak_1"), part("ak_2")]);
    assert_eq!(played.candidates().unwrap(), ["ak_1", "ak_2"]);
}

#[test]
fn without_a_user_no_key_can_be_told_to_be_this_calls() {
    let mut played = begin(World::new([Reply::Lost("reset")]));
    played.create().unwrap_err();
    assert_eq!(*played.candidates().unwrap_err(), Failure::UnknownCreator);
    assert_eq!(*played.recreate().unwrap_err(), Failure::UnknownCreator);
    assert_eq!(played.sent(), ["create deploy"]);
}

#[test]
fn recreate_revokes_and_makes_the_key_again() {
    let mut played = lost([
        page(&[key("ak_1", &json!({})), key("ak_2", &json!({}))]),
        revoked("ak_1"),
        page(&[key("ak_2", &json!({}))]),
        revoked("ak_2"),
        created("ak_3"),
    ]);
    assert_eq!(
        played.recreate().unwrap().text("id").as_deref(),
        Some("ak_3")
    );
    assert_eq!(
        played.sent(),
        [
            "create deploy",
            "list",
            "revoke ak_1",
            "list",
            "revoke ak_2",
            "create deploy"
        ]
    );
}

#[test]
fn nothing_is_made_while_a_lost_key_may_live() {
    let found = || page(&[key("ak_1", &json!({}))]);
    let still_live = ok(key("ak_1", &json!({})));
    let table: [(Vec<Reply>, &[&str]); 4] = [
        (vec![status(403, json!({}))], &["list"]),
        (
            vec![found(), status(403, json!({})), found()],
            &["list", "revoke ak_1", "list"],
        ),
        (
            vec![found(), still_live, found()],
            &["list", "revoke ak_1", "list"],
        ),
        // Nothing was found, and yet the name is taken: by a key that the list does not have, perhaps the lost one.
        (
            vec![page(&[]), taken(), page(&[]), page(&[])],
            &["list", "create deploy", "list", "list"],
        ),
    ];
    for (replies, sent) in table {
        let mut played = lost(replies);
        let failure = *played.recreate().unwrap_err();
        assert!(
            !matches!(failure, Failure::OutcomeUnknown { .. }),
            "{failure:?}"
        );
        assert_eq!(played.sent()[1..], *sent);
    }
}

#[test]
fn a_key_that_is_lost_again_is_looked_for_under_each_name() {
    let second = key("ak_2", &json!({ "name": "deploy (2)" }));
    let mut played = lost([
        page(&[key("ak_1", &json!({}))]),
        revoked("ak_1"),
        taken(),
        page(&[]),
        Reply::Lost("reset"),
        page(&[]),
        page(&[second]),
        revoked("ak_2"),
        created("ak_3"),
    ]);
    assert!(matches!(
        *played.recreate().unwrap_err(),
        Failure::OutcomeUnknown { .. }
    ));
    assert_eq!(
        played.recreate().unwrap().text("id").as_deref(),
        Some("ak_3")
    );
    assert_eq!(
        played.sent()[6..],
        ["list", "list", "revoke ak_2", "create deploy"]
    );
}

#[test]
fn another_users_token_sends_nothing() {
    let of = |user: &str| json!({ "sub": user, "o": { "id": "org_1" } });
    let (ada, grace) = (of("user_1"), of("user_2"));
    let world = World::new([Reply::Lost("reset")])
        .with_subject(Some("org_1"))
        .with_tokens([&ada, &grace, &grace].map(token));
    let mut played = begin(world);
    played.create().unwrap_err();
    assert_eq!(*played.recreate().unwrap_err(), Failure::StaleSessionToken);
    assert_eq!(played.sent(), ["create deploy"]);
}

#[test]
fn the_same_key_has_the_same_identity() {
    let identity = |claims: &Json, params: Json| {
        let world = World::new([]).with_tokens([token(claims)]);
        let key = of_json(params).unwrap();
        let mut call = Call::begin(world, Limits::default(), Subject::Default).unwrap();
        block_on(clerk::Draft::creation(&mut call, key))
            .unwrap()
            .identity()
            .unwrap()
    };
    let ada = json!({ "sub": "user_1" });
    let one = identity(&ada, json!({ "name": "a" }));
    assert_eq!(
        one,
        identity(
            &ada,
            json!({ "name": "a", "description": null, "subject": "" })
        )
    );
    for other in [
        identity(&ada, json!({ "name": "b" })),
        identity(&ada, json!({ "name": "a", "description": "" })),
        identity(&ada, json!({ "name": "a", "subject": "org_1" })),
        identity(&ada, json!({ "name": "a", "secondsUntilExpiration": 1 })),
    ] {
        assert_ne!(one, other);
    }
}

#[test]
fn a_list_that_repeats_itself_ends() {
    let again = || {
        ok(json!({ "data": [key("ak_2", &json!({ "name": "other" }))], "total_count": u32::MAX }))
    };
    let mut played = lost([again(), again(), created("ak_3")]);
    assert!(played.recreate().is_ok());
    assert_eq!(played.sent()[1..], ["list", "list", "create deploy"]);
}
