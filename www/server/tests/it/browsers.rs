//! Browsers, and what they are shown.

use apikeys_standin::{
    LIFETIME_SECONDS, Options,
    people::{ADA, ANALYTICAL_ENGINES, DIFFERENCE_WORKS},
};
use serde_json::Value;

use crate::support::{Browser, Standin, verified};

#[test]
fn a_new_browser_is_signed_in_as_ada() {
    let browser = Browser::new(Standin::default().server);
    let client = browser.client();
    let session = &client["sessions"][0];
    assert_eq!(client["last_active_session_id"], session["id"]);
    assert_eq!(session["status"], "active");
    assert_eq!(session["user"]["id"], ADA.id);
    assert_eq!(session["last_active_organization_id"], Value::Null);
    let memberships = session["user"]["organization_memberships"]
        .as_array()
        .expect("memberships");
    let organizations: Vec<_> = memberships
        .iter()
        .map(|membership| &membership["organization"]["name"])
        .collect();
    assert_eq!(
        organizations,
        [ANALYTICAL_ENGINES.name, DIFFERENCE_WORKS.name]
    );

    let origin = format!("http://{}", browser.server.0);
    let claims = verified(browser.server, &session["last_active_token"]["jwt"]);
    assert_eq!(claims.sub, ADA.id);
    assert_eq!(Some(claims.sid.as_str()), session["id"].as_str());
    assert_eq!(claims.iss, format!("{origin}/__clerk"));
    assert_eq!(claims.azp, Some(origin));
    assert_eq!(claims.exp - claims.iat, LIFETIME_SECONDS);
    assert!(claims.nbf <= claims.iat);
    assert_eq!((claims.v, claims.o), (2, None));
}

#[test]
fn a_browser_without_a_name_gets_one_in_a_cookie() {
    let server = Standin::default().server;
    let first = server.get("/__clerk/v1/client");
    let cookie = first.header("set-cookie").expect("a cookie");
    assert!(
        cookie.starts_with("__client=dvb_")
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax")
    );
    let pair = cookie.split(';').next().expect("a pair");
    let again = server.request(
        "GET",
        "/__clerk/v1/client",
        &[("Cookie", &format!("other=1; {pair}"))],
        "",
    );
    assert_eq!(again.header("set-cookie"), None);
    assert_eq!(
        again.json()["response"]["id"],
        first.json()["response"]["id"]
    );
    // One that is not known any more is replaced; clerk-js could not help itself.
    let stale = server.request(
        "GET",
        "/__clerk/v1/client",
        &[("Cookie", "__client=dvb_gone")],
        "",
    );
    assert!(stale.header("set-cookie").is_some());
    let stranger = server.post_form("/__clerk/v1/client/sessions?_method=DELETE", "");
    assert_eq!(stranger.error().1, "authentication_invalid");
}

#[test]
fn an_unknown_development_browser_is_told_so() {
    let server = Standin::default().server;
    for answer in [
        server.get("/__clerk/v1/client?__clerk_db_jwt=dvb_gone"),
        server.post_form(
            "/__clerk/v1/client/sessions/sess_1/tokens?__clerk_db_jwt=dvb_gone",
            "",
        ),
    ] {
        assert_eq!(
            answer.error(),
            (401, "dev_browser_unauthenticated".into(), String::new())
        );
    }
}

#[test]
fn organizations_of_the_user() {
    let browser = Browser::new(Standin::default().server);
    let page = browser
        .get("/me/organization_memberships?limit=1&offset=1&paginated=true")
        .json();
    assert_eq!(page["response"]["total_count"], 2);
    assert_eq!(
        page["response"]["data"][0]["organization"]["id"],
        DIFFERENCE_WORKS.id
    );
    assert_eq!(
        browser.get("/me/organization_invitations").json()["response"]["total_count"],
        0
    );
    let path = format!("/organizations/{}", ANALYTICAL_ENGINES.id);
    assert_eq!(browser.get(&path).json()["response"]["members_count"], 2);
    assert_eq!(
        browser.get(&format!("{path}/memberships")).json()["response"]["total_count"],
        2
    );
    assert_eq!(
        browser.get("/organizations/org_x").error().1,
        "organization_not_found_or_unauthorized"
    );
}

#[test]
fn the_environment_needs_no_browser() {
    let server = Standin::default().server;
    let shown = server.get("/__clerk/v1/environment").json();
    assert_eq!(
        shown["display_config"]["instance_environment_type"],
        "development"
    );
    assert_eq!(shown["api_keys_settings"]["user_api_keys_enabled"], true);
    let touched = server
        .post_form("/__clerk/v1/environment?_method=PATCH", "")
        .json();
    assert_eq!(touched, shown);
    assert_eq!(
        server.post_form("/__clerk/v1/environment", "").error().1,
        "method_not_allowed"
    );
}

#[test]
fn only_loopback_hosts_are_answered() {
    let standin = Standin::start(Options {
        journal: Some(10),
        ..Options::default()
    });
    let port = standin.server.0.port();
    let ask = |path: &str, host: &str| {
        standin
            .server
            .send(&format!("GET {path} HTTP/1.1\r\nHost: {host}"), "")
    };
    for path in [
        "/__clerk/v1/environment",
        "/__clerk/.well-known/jwks.json",
        "/__standin/journal",
    ] {
        for host in [
            format!("127.0.0.1:{port}"),
            "localhost".into(),
            "app.localhost:5173".into(),
            "[::1]:1".into(),
        ] {
            assert_eq!(ask(path, &host).status, 200, "{path} {host}");
        }
        for host in [
            "evil.example".into(),
            format!("evil.example:{port}"),
            format!("127.0.0.1.evil.example:{port}"),
            "127.0.0.1@evil.example".into(),
            String::new(),
        ] {
            assert_eq!(ask(path, &host).error().1, "host_invalid", "{path} {host}");
        }
    }
    let absolute = "GET http://evil.example/__clerk/v1/environment HTTP/1.1\r\nHost: localhost";
    assert_eq!(standin.server.send(absolute, "").status, 421);
    assert_eq!(
        standin
            .server
            .send("GET /__clerk/v1/environment HTTP/1.0", "")
            .status,
        421
    );
}
