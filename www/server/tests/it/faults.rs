//! Faults to order: each as it is seen on the wire, and by whom.

use std::time::{Duration, Instant};

use apikeys_standin::{demo::NOTES, people::ADA};
use serde_json::{Value, json};

use crate::support::{Browser, Standin, Visitor};

fn visitor() -> Visitor {
    Visitor::new(Standin::default().server)
}

#[test]
fn too_many_requests_are_refused_and_not_done() {
    let visitor = visitor();
    visitor.order(&json!({ "tooMany": 3, "retryAfter": 7 }));
    let refused = visitor.create("a key");
    assert_eq!(
        refused.error(),
        (429, "too_many_requests".into(), String::new())
    );
    assert_eq!(refused.header("retry-after"), Some("7"));
    assert_eq!(refused.header("cache-control"), Some("no-store"));
    assert_eq!(visitor.list().status, 429);
    assert_eq!(visitor.left(), json!({ "tooMany": 1, "retryAfter": 7 }));

    let of_project = visitor.of_project(NOTES.id, &json!({ "name": "note G" }));
    assert_eq!(of_project.problem(), (429, vec![]));
    assert_eq!(of_project.header("retry-after"), Some("7"));

    assert_eq!(visitor.list().status, 200);
    assert_eq!(visitor.names(), [""; 0], "nothing was done");
    let names: Vec<_> = names_of(&visitor.of_project(NOTES.id, &Value::Null).json());
    assert!(!names.contains(&"note G".to_owned()), "{names:?}");
    visitor.order(&json!({ "tooMany": 1 }));
    assert_eq!(
        visitor.list().header("retry-after"),
        Some("1"),
        "where no other is given"
    );
}

#[test]
fn an_unavailable_service_does_nothing() {
    let visitor = visitor();
    visitor.order(&json!({ "unavailable": 2 }));
    let refused = visitor.create("a key");
    assert_eq!(
        refused.error(),
        (503, "service_unavailable".into(), String::new())
    );
    assert_eq!(refused.header("retry-after"), None);
    assert_eq!(visitor.left(), json!({ "unavailable": 1 }));
    assert_eq!(
        visitor.of_project(NOTES.id, &Value::Null).problem(),
        (503, vec![])
    );
    assert_eq!(visitor.left(), json!({}));
    assert_eq!((visitor.list().status, visitor.names().len()), (200, 0));
}

#[test]
fn a_session_expires_in_each_api_s_own_words() {
    let visitor = visitor();
    let really = visitor.server.keys("not a token", "GET", "", &Value::Null);
    visitor.order(&json!({ "expiredSessions": 2 }));
    assert_eq!(visitor.create("a key").error(), really.error());
    assert_eq!(visitor.left(), json!({ "expiredSessions": 1 }));

    let really = visitor.server.projects(
        "not a token",
        "GET",
        &format!("{}/keys", NOTES.id),
        &Value::Null,
    );
    let of_project = visitor.of_project(NOTES.id, &Value::Null);
    assert_eq!(of_project.problem(), really.problem());
    assert_eq!(of_project.json(), really.json());
    assert_eq!(of_project.header("www-authenticate"), Some("Bearer"));
    assert_eq!((visitor.list().status, visitor.names().len()), (200, 0));
}

#[test]
fn offline_every_connection_is_cut_and_nothing_done() {
    let visitor = visitor();
    visitor.order(&json!({ "offline": true, "tooMany": 1, "loseCreates": 1 }));
    for _ in 0..2 {
        assert!(visitor.list().is_cut());
        assert!(visitor.create("a key").is_cut());
        assert!(visitor.of_project(NOTES.id, &Value::Null).is_cut());
    }
    let left = json!({ "offline": true, "tooMany": 1, "loseCreates": 1 });
    assert_eq!(visitor.left(), left, "nothing else is met meanwhile");
    visitor.clear();
    assert_eq!((visitor.list().status, visitor.names().len()), (200, 0));
}

#[test]
fn a_lost_create_is_done() {
    let visitor = visitor();
    visitor.order(&json!({ "loseCreates": 2 }));
    assert_eq!(visitor.list().status, 200, "only a create is lost");
    assert_eq!(visitor.create("").status, 400, "and only one that is done");
    assert_eq!(visitor.left(), json!({ "loseCreates": 2 }));

    let lost = visitor.create("a key");
    assert!(lost.is_cut(), "{lost:?}");
    assert_eq!(visitor.names(), ["a key"]);
    assert_eq!(visitor.left(), json!({ "loseCreates": 1 }));

    let id = visitor.list().json()["data"][0]["id"].clone();
    let path = format!("/__clerk/api_keys/{}/revoke", id.as_str().expect("an ID"));
    assert_eq!(visitor.request("POST", &path, &json!({})).status, 200);

    assert!(
        visitor
            .of_project(NOTES.id, &json!({ "name": "note G" }))
            .is_cut()
    );
    let names = names_of(&visitor.of_project(NOTES.id, &Value::Null).json());
    assert_eq!(names.first().map(String::as_str), Some("note G"));
    assert_eq!(visitor.left(), json!({}));
    assert_eq!(visitor.create("another key").status, 201);
}

#[test]
fn latency_holds_each_answer_back() {
    let visitor = visitor();
    visitor.order(&json!({ "latencyMs": 400, "unavailable": 1 }));
    let took = |status: u16| {
        let begun = Instant::now();
        assert_eq!(visitor.list().status, status);
        begun.elapsed()
    };
    assert!(took(503) >= Duration::from_millis(400));
    assert!(took(200) >= Duration::from_millis(400));
    assert_eq!(visitor.left(), json!({ "latencyMs": 400 }));

    let begun = Instant::now();
    Browser::new(visitor.server).client();
    visitor.clear();
    assert!(took(200) < Duration::from_millis(400));
    assert!(
        begun.elapsed() < Duration::from_millis(400),
        "nothing else is late"
    );
}

#[test]
fn what_is_nearest_to_the_client_is_met_first() {
    let visitor = visitor();
    visitor
        .order(&json!({ "loseCreates": 1, "expiredSessions": 1, "unavailable": 1, "tooMany": 1 }));
    for status in [429, 503, 401] {
        assert_eq!(visitor.create("a key").status, status);
    }
    assert!(visitor.create("a key").is_cut());
    assert_eq!(visitor.create("another key").status, 201);
}

#[test]
fn faults_meet_their_own_browser_alone() {
    let ada = visitor();
    let other = Visitor::new(ada.server);
    assert_ne!(ada.cookie, other.cookie);
    ada.order(&json!({ "offline": true }));
    other.order(&json!({ "unavailable": 5 }));
    assert!(ada.list().is_cut());
    assert_eq!(other.list().status, 503);
    assert_eq!(
        ada.server
            .keys(
                &ada.token,
                "GET",
                &format!("?subject={}", ADA.id),
                &Value::Null
            )
            .status,
        200
    );

    other.clear();
    assert_eq!((other.list().status, other.left()), (200, json!({})));
    assert!(ada.list().is_cut());
    // What is ordered anew takes the place of all that was ordered before.
    ada.order(&json!({ "tooMany": 1 }));
    assert_eq!(ada.left(), json!({ "tooMany": 1 }));
}

#[test]
fn only_requests_about_keys_meet_them() {
    let visitor = visitor();
    visitor.order(&json!({ "offline": true }));
    for path in [
        "/__clerk/v1/client",
        "/__clerk/v1/environment",
        "/__clerk/.well-known/jwks.json",
        "/__standin/projects",
        "/__standin/faults",
        "/api/v1/openapi.json",
    ] {
        let answer = visitor.request("GET", path, &Value::Null);
        assert!(
            answer.status == 200 && !answer.is_cut(),
            "{path}: {answer:?}"
        );
    }
    for path in [
        "/__clerk/v1/api_keys/ak_1",
        "/__clerk//api_keys",
        "/api/v1/projects/1/keys/2",
    ] {
        assert!(
            visitor.request("GET", path, &Value::Null).is_cut(),
            "{path}"
        );
    }
}

fn names_of(keys: &Value) -> Vec<String> {
    let keys = keys.as_array().into_iter().flatten();
    keys.map(|key| key["name"].as_str().expect("a name").to_owned())
        .collect()
}
