//! Fault settings: how the server accepts them, and what the journal records.

use apikeys_standin::Options;
use serde_json::{Value, json};

use crate::support::{Standin, Visitor};

fn visitor() -> Visitor {
    Visitor::new(Standin::default().server)
}

#[test]
fn an_order_is_read_with_care() {
    let visitor = visitor();
    let all = json!({
        "latencyMs": 60_000, "loseCreates": 1000, "tooMany": 1000, "retryAfter": 3600,
        "unavailable": 1000, "offline": true, "expiredSessions": 1000,
    });
    assert_eq!(visitor.order(&all), all);
    let cases = [
        (json!({ "latency": 1 }), "form_param_unknown", "latency"),
        (
            json!({ "latencyMs": 60_001 }),
            "form_param_value_too_large",
            "latencyMs",
        ),
        (
            json!({ "latencyMs": -1 }),
            "form_param_value_invalid",
            "latencyMs",
        ),
        (
            json!({ "latencyMs": 0.5 }),
            "form_param_value_invalid",
            "latencyMs",
        ),
        (
            json!({ "latencyMs": "1" }),
            "form_param_type_invalid",
            "latencyMs",
        ),
        (
            json!({ "loseCreates": 1001 }),
            "form_param_value_too_large",
            "loseCreates",
        ),
        (
            json!({ "tooMany": u64::MAX }),
            "form_param_value_too_large",
            "tooMany",
        ),
        (
            json!({ "retryAfter": 3601 }),
            "form_param_value_too_large",
            "retryAfter",
        ),
        (
            json!({ "unavailable": true }),
            "form_param_type_invalid",
            "unavailable",
        ),
        (
            json!({ "expiredSessions": [1] }),
            "form_param_type_invalid",
            "expiredSessions",
        ),
        (
            json!({ "offline": 1 }),
            "form_param_type_invalid",
            "offline",
        ),
    ];
    for (order, code, param) in cases {
        let refused = visitor.try_order(&order);
        assert_eq!(refused.error(), (422, code.into(), param.into()), "{order}");
    }
    assert_eq!(
        visitor.try_order(&json!([])).error().1,
        "request_body_invalid"
    );
    let form = visitor
        .server
        .post_form("/__standin/faults", "offline=true");
    assert_eq!(form.error().0, 405);
    assert_eq!(visitor.left(), all, "what is refused changes nothing");

    let none = json!({
        "latencyMs": 0, "loseCreates": 0, "tooMany": 0, "retryAfter": 1,
        "unavailable": 0, "offline": false, "expiredSessions": 0,
    });
    assert_eq!(visitor.order(&json!({ "tooMany": null })), none);
}

#[test]
fn only_pages_of_this_server_order() {
    let visitor = visitor();
    let own = format!("http://{}", visitor.server.0);
    let try_from = |header: (&str, &str)| {
        let json = ("Content-Type", "application/json");
        let headers = [("Cookie", visitor.cookie.as_str()), json, header];
        ["PUT", "DELETE"].map(|method| {
            let body = if method == "PUT" {
                r#"{"offline":true}"#
            } else {
                ""
            };
            visitor
                .server
                .request(method, "/__standin/faults", &headers, body)
                .status
        })
    };
    for foreign in [
        ("Origin", "http://evil.example"),
        ("Origin", "http://127.0.0.1:1"),
        ("Sec-Fetch-Site", "same-site"),
        ("Sec-Fetch-Site", "cross-site"),
    ] {
        assert_eq!(try_from(foreign), [403, 403], "{foreign:?}");
    }
    assert_eq!(visitor.left(), json!({}));
    for ours in [
        ("Origin", own.as_str()),
        ("Sec-Fetch-Site", "same-origin"),
        ("Accept", "*/*"),
    ] {
        assert_eq!(try_from(ours), [200, 204], "{ours:?}");
    }
    let elsewhere = visitor
        .server
        .send("PUT /__standin/faults HTTP/1.1\r\nHost: evil.example", "");
    assert_eq!(elsewhere.error().1, "host_invalid");
}

#[test]
fn a_browser_gets_its_name_once() {
    let server = Standin::default().server;
    let ask = |cookie: &str| {
        let headers = [("Cookie", cookie), ("Content-Type", "application/json")];
        server.request("PUT", "/__standin/faults", &headers, r#"{"offline":true}"#)
    };
    let named = ask("other=1");
    assert_eq!(named.header("cache-control"), Some("no-store"));
    let cookie = named.header("set-cookie").expect("a cookie");
    let (pair, attributes) = cookie.split_once(';').expect("attributes");
    assert_eq!(attributes, " Path=/; HttpOnly; SameSite=Strict");
    let again = ask(&format!("other=1; {pair}"));
    assert_eq!((again.status, again.header("set-cookie")), (200, None));
    for nonsense in [
        "__standin_faults=",
        "__standin_faults=1",
        &format!("{pair}0"),
    ] {
        assert!(ask(nonsense).header("set-cookie").is_some(), "{nonsense}");
    }
}

#[test]
fn the_journal_tells_which_fault_a_request_met_and_only_its_browser_whose_it_was() {
    let standin = Standin::start(Options {
        journal: Some(100),
        ..Options::default()
    });
    let (visitor, other) = (Visitor::new(standin.server), Visitor::new(standin.server));
    visitor.list();
    for order in [
        json!({ "latencyMs": 1 }),
        json!({ "offline": true }),
        json!({ "tooMany": 1 }),
        json!({ "unavailable": 1 }),
        json!({ "expiredSessions": 1 }),
        json!({ "loseCreates": 1, "latencyMs": 1 }),
    ] {
        visitor.order(&order);
        visitor.create("a key");
        visitor.clear();
        other.list();
    }
    let own = json!([
        ["POST", null, "lost"],
        ["POST", 401, "expired_session"],
        ["POST", 503, "unavailable"],
        ["POST", 429, "too_many"],
        ["POST", null, "offline"],
        ["POST", 201, "late"],
        ["GET", 200, null],
    ]);
    // The first of them made the key of that name, so the last one was refused.
    let mut refused = own.clone();
    refused[0] = json!(["POST", 409, "late"]);
    assert_eq!(visitor.own_requests(), refused);
    visitor.order(&json!({ "loseCreates": 1 }));
    visitor.create("another key");
    assert_eq!(visitor.own_requests()[0], own[0]);
    assert_eq!(
        other.own_requests(),
        Value::from(vec![json!(["GET", 200, null]); 6])
    );
    assert_eq!(
        standin.server.get("/__standin/journal/own").json(),
        json!([])
    );

    let all = standin.server.get("/__standin/journal");
    assert_eq!(all.json().as_array().map(Vec::len), Some(14));
    assert_eq!(
        all.json()[0].get("fault"),
        None,
        "absent where there was none"
    );
    for cookie in [&visitor.cookie, &other.cookie] {
        let (_, name) = cookie.split_once('=').expect("a pair");
        assert!(
            !all.text.contains(name),
            "nobody else learns a browser's name"
        );
    }
    for _ in 0..30 {
        other.list();
    }
    assert_eq!(other.own_requests().as_array().map(Vec::len), Some(20));
}
