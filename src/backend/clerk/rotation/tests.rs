use std::cell::Cell;

use pollster::block_on;
use serde_json::{Value as Json, json};

use super::*;
use crate::{
    backend::clerk::Draft,
    call::{
        Call, Limits, Subject,
        scripted::{Reply, World, ok, status},
    },
};

#[test]
fn a_name_has_one_date() {
    for (name, dated_name) in [
        ("deploy", "deploy 2026-11-22"),
        ("deploy 2025-01-02", "deploy 2026-11-22"),
        ("deploy 2025-01-02 (3)", "deploy 2026-11-22"),
        ("deploy (3)", "deploy (3) 2026-11-22"),
        ("2025-01-02", "2025-01-02 2026-11-22"),
        ("deploy 2025-1-2", "deploy 2025-1-2 2026-11-22"),
        ("ключ", "ключ 2026-11-22"),
    ] {
        assert_eq!(*dated(name, Some("2026-11-22")), *dated_name);
    }
    assert_eq!(*dated("deploy 2025-01-02", None), *"deploy");
}

fn key(id: &str, revoked: bool) -> Json {
    json!({
        "id": id, "type": "api_key", "name": "deploy 2020-01-01", "subject": "org_1", "scopes": [], "revoked": revoked,
        "expired": false, "description": "d", "secret": "ak_secret", "created_at": 1, "updated_at": 1,
    })
}

fn rotation(params: &Json) -> Rotation {
    let text = |name: &str| params[name].as_str().map(str::to_owned);
    Rotation {
        id: PathSegment(text("apiKeyID").unwrap()),
        name: text("name").map(NonEmptyText),
        lifetime: match &params["secondsUntilExpiration"] {
            Json::Null if params.get("secondsUntilExpiration").is_some() => Some(Lifetime::Forever),
            seconds => seconds.as_u64().map(WholeNumber).map(Lifetime::Seconds),
        },
        reason: text("revocationReason"),
    }
}

/// A host page that takes the new key or not.
struct Page {
    takes: bool,
    handed_over: Cell<u32>,
}

impl Recipient<Json> for Page {
    async fn store(&self, key: &Key<Json>) -> Fallible<(), Json> {
        self.handed_over.set(self.handed_over.get() + 1);
        assert_eq!(key.text("secret").as_deref(), Some("ak_secret"));
        if self.takes {
            return Ok(());
        }
        Err(Failure::callback("onSecret", Some(json!("disk full"))))
    }

    async fn left(&self) -> Box<Failure<Json>> {
        std::future::pending().await
    }
}

/// Plays a rotation of `ak_old`, whose new key the page takes or not. What was sent, the key that
/// was handed over, and what came of it.
fn rotate(
    params: &Json,
    replies: impl IntoIterator<Item = Reply>,
    takes: bool,
) -> (Vec<String>, u32, Fallible<Key<Json>, Json>) {
    let world = World::new(replies);
    let rotation = rotation(params);
    let mut call = Call::begin(world.clone(), Limits::default(), Subject::Default).unwrap();
    let page = Page {
        takes,
        handed_over: Cell::new(0),
    };
    let result = block_on(async {
        let new = rotation.successor(&mut call).await?;
        let creation = Draft::creation(&mut call, new).await?;
        rotation.replace(&mut call, &creation, &page).await
    });
    let line = |line: String| line.replace("https://clerk.example.com", "");
    (
        world.requests().into_iter().map(line).collect(),
        page.handed_over.get(),
        result,
    )
}

fn old() -> Reply {
    listed(&key("ak_old", false))
}

fn listed(key: &Json) -> Reply {
    ok(json!({ "data": [key], "total_count": 1 }))
}

fn new() -> Reply {
    ok(key("ak_new", false))
}

fn revoked(id: &str) -> Reply {
    ok(key(id, true))
}

const READ: &str = "GET /api_keys?subject=user_1&query=&limit=100&offset=0&include_invalid=true";
const CREATE: &str = r#"POST /api_keys {"type":"api_key","name":"deploy 1994-11-06","subject":"org_1","description":"d"}"#;
const REVOKE_OLD: &str = "POST /api_keys/ak_old/revoke {}";
const REVOKE_NEW: &str = "POST /api_keys/ak_new/revoke {}";

fn params() -> Json {
    json!({ "apiKeyID": "ak_old" })
}

#[test]
fn the_old_key_goes_once_the_new_one_is_taken() {
    let (sent, handed_over, result) = rotate(&params(), [old(), new(), revoked("ak_old")], true);
    assert_eq!(sent, [READ, CREATE, REVOKE_OLD]);
    assert_eq!(
        (handed_over, result.unwrap().text("id").as_deref()),
        (1, Some("ak_new"))
    );
}

#[test]
fn the_params_name_the_new_key_and_its_end_and_the_reason() {
    let params = json!({ "apiKeyID": "ak_old", "name": "ci", "secondsUntilExpiration": 60, "revocationReason": "leaked" });
    let (sent, _, _) = rotate(&params, [old(), new(), revoked("ak_old")], true);
    assert_eq!(
        sent[1..],
        [
            r#"POST /api_keys {"type":"api_key","name":"ci","subject":"org_1","description":"d","seconds_until_expiration":60}"#,
            r#"POST /api_keys/ak_old/revoke {"revocation_reason":"leaked"}"#,
        ]
    );
}

#[test]
fn a_new_key_that_is_not_taken_is_revoked() {
    let (sent, handed_over, result) = rotate(&params(), [old(), new(), revoked("ak_new")], false);
    assert_eq!(sent, [READ, CREATE, REVOKE_NEW]);
    assert_eq!(handed_over, 1);
    assert!(matches!(
        *result.unwrap_err(),
        Failure::HostCallback {
            callback: "onSecret",
            ..
        }
    ));
}

#[test]
fn a_key_that_could_not_be_revoked_is_told() {
    for (takes, live) in [(true, LiveKey::Old), (false, LiveKey::New)] {
        let (_, _, result) = rotate(&params(), [old(), new(), status(403, json!({}))], takes);
        match *result.unwrap_err() {
            Failure::RotationHalfDone {
                live: found,
                key,
                cause,
            } => {
                assert_eq!(
                    (found, &key["id"], key["secret"].as_str()),
                    (live, &json!("ak_new"), Some("ak_secret"))
                );
                let code = if takes {
                    "api_response_error"
                } else {
                    "host_callback_failed"
                };
                assert_eq!(cause.code(), code);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn until_there_is_a_new_key_nothing_happens_to_the_old_one() {
    let refused = || status(403, json!({}));
    let table: [(Vec<Reply>, &[&str]); 4] = [
        (vec![refused()], &[READ]),
        (vec![listed(&key("ak_old", true))], &[READ]),
        (vec![old(), refused()], &[READ, CREATE]),
        (vec![old(), Reply::Lost("reset")], &[READ, CREATE]),
    ];
    for (replies, expected) in table {
        let (sent, handed_over, result) = rotate(&params(), replies, true);
        assert_eq!(
            (&sent[..], handed_over),
            (
                &expected.iter().map(ToString::to_string).collect::<Vec<_>>()[..],
                0
            )
        );
        assert!(result.is_err());
    }
}

#[test]
fn a_name_of_ours_is_numbered_and_one_of_the_pages_is_not() {
    let conflict = json!({ "errors": [{ "code": "token_creation_conflict", "message": "taken" }] });
    let taken = || status(409, conflict.clone());
    let (sent, _, result) = rotate(&params(), [old(), taken(), new(), revoked("ak_old")], true);
    assert!(sent[2].contains(r#""deploy 1994-11-06 (2)""#), "{sent:?}");
    assert!(result.is_ok());
    let named = json!({ "apiKeyID": "ak_old", "name": "ci" });
    let (_, _, result) = rotate(&named, [old(), taken()], true);
    assert_eq!(result.unwrap_err().code(), "api_response_error");
}
