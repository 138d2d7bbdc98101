//! Every way to be refused, which is a problem each time.

use apikeys_standin::{Claims, Options, demo::NOTES, people::ADA};
use serde_json::{Value, json};

use crate::support::{Answer, Server, Standin, claims};

/// Sends a body as it stands.
fn post(server: Server, token: &str, kind: &str, body: &str) -> Answer {
    let authorization = format!("Bearer {token}");
    let headers = [
        ("Authorization", authorization.as_str()),
        ("Content-Type", kind),
    ];
    let path = format!("/api/v1/projects/{}/keys", NOTES.id);
    server.request("POST", &path, &headers, body)
}

#[test]
fn only_a_good_token_is_taken() {
    let standin = Standin::default();
    let good = claims(&ADA, None);
    let expired = Claims {
        exp: good.iat - 1,
        ..good.clone()
    };
    let nobody = Claims {
        sub: "user_2nobodyAtAll0000000000000003".into(),
        ..good.clone()
    };
    let token = standin.sign(&good);
    let cut_off = token[..token.len() - 8].to_owned();
    for (name, token) in [
        ("expired", standin.sign(&expired)),
        ("of nobody", standin.sign(&nobody)),
        ("cut off", cut_off),
        ("none", String::new()),
    ] {
        for (method, path) in [("GET", "keys"), ("POST", "keys"), ("DELETE", "keys/1")] {
            // Whoever is not known learns nothing about the parameters either.
            let answer = standin
                .server
                .projects(&token, method, &format!("1/{path}"), &json!([]));
            assert_eq!(answer.problem(), (401, Vec::new()), "{name} {method}");
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        }
    }
    let path = format!("/api/v1/projects/{}/keys", NOTES.id);
    assert_eq!(standin.server.get(&path).problem().0, 401);
}

#[test]
fn all_faults_are_told_at_once() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let body = json!({ "name": 7, "scopes": ["a", 1], "expires_days": -1, "colour": "red" });
    let faults = |answer: Answer| {
        let (status, faults) = answer.problem();
        assert_eq!(status, 422, "{answer:?}");
        faults
            .into_iter()
            .map(|(place, value)| json!([place, value]))
            .collect::<Value>()
    };
    let all = standin.server.projects(&token, "POST", "7/keys", &body);
    assert_eq!(
        faults(all),
        json!([
            ["path.projectId", "7"],
            ["body.colour", "red"],
            ["body.name", 7],
            ["body.scopes[1]", 1],
            ["body.expires_days", -1]
        ])
    );
    let both = standin
        .server
        .projects(&token, "DELETE", "a%20b/keys/c", &Value::Null);
    assert_eq!(
        faults(both),
        json!([["path.projectId", "a b"], ["path.keyId", "c"]])
    );
    let bytes = standin
        .server
        .projects(&token, "GET", "%ff/keys", &Value::Null);
    assert_eq!(faults(bytes), json!([["path.projectId", null]]));

    for (body, place) in [
        (json!({ "name": null }), "body.name"),
        (json!({ "scopes": "*" }), "body.scopes"),
        (json!({ "scopes": [null] }), "body.scopes[0]"),
        (json!({ "expires_days": 0.5 }), "body.expires_days"),
        (json!({ "expires_days": "1" }), "body.expires_days"),
        (json!({ "expires_days": null }), "body.expires_days"),
        (json!({ "$schema": "x" }), "body.$schema"),
        (json!([]), "body"),
        (json!("text"), "body"),
    ] {
        let path = format!("{}/keys", NOTES.id);
        let answer = standin.server.projects(&token, "POST", &path, &body);
        assert_eq!(faults(answer)[0][0], place, "{body}");
    }
    let listed = standin.server.project_keys(&token, NOTES.id);
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "nothing was made");
}

#[test]
fn a_body_is_json() {
    let standin = Standin::default();
    let token = standin.token(&ADA, None);
    let send = |kind: &str, body: &str| post(standin.server, &token, kind, body).problem();
    for body in ["{", "{\"name\":}", "nonsense", "{\"name\":\"\\ud800\"}"] {
        let expected = vec![("body".to_owned(), json!(body))];
        assert_eq!(send("application/json", body), (400, expected));
    }
    assert_eq!(send("application/json", ""), (400, Vec::new()));
    assert_eq!(send("text/plain", "{}"), (415, Vec::new()));
    let long = |length| json!({ "name": "n".repeat(length) }).to_string();
    assert_eq!(send("application/json", &long(70_000)), (413, Vec::new()));
    let fine = post(
        standin.server,
        &token,
        "application/json; charset=utf-8",
        "{}",
    );
    assert_eq!(fine.status, 200);
}

#[test]
fn what_no_handler_sees_is_a_problem_too() {
    let standin = Standin::start(Options {
        journal: Some(10),
        ..Default::default()
    });
    let server = standin.server;
    for path in [
        "/api/v1",
        "/api/v1/",
        "/api/v1/nothing",
        "/api/v1/projects/1/keys/",
    ] {
        assert_eq!(server.get(path).problem(), (404, Vec::new()), "{path}");
    }
    for (method, path, allowed) in [
        ("PUT", "/projects/1/keys", ["GET", "POST"].as_slice()),
        ("GET", "/projects/1/keys/1", &["DELETE"]),
        ("OPTIONS", "/projects/1/keys/1", &["DELETE"]),
        ("POST", "/openapi.json", &["GET"]),
    ] {
        let answer = server.request(method, &format!("/api/v1{path}"), &[], "");
        assert_eq!(answer.problem(), (405, Vec::new()), "{method} {path}");
        let allow = answer.header("allow").expect("RFC 9110 asks for it");
        for method in allowed {
            assert!(allow.split(',').any(|other| other == *method), "{allow}");
        }
    }
    // This long, the journal itself refuses it.
    let huge = json!({ "name": "n".repeat(1_100_000) }).to_string();
    let answer = post(server, &server.sign_in(), "application/json", &huge);
    assert_eq!(answer.problem(), (413, Vec::new()));
    let elsewhere = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: example.com";
    assert_eq!(server.send(elsewhere, "").problem(), (421, Vec::new()));
}
