//! The second origin: the Frontend API at the root of the hosts `clerk.…`, for host pages of other origins.

use std::process::Stdio;

use apikeys_standin::people::ADA;
use serde_json::{Value, json};

use crate::support::{Answer, Process, Server, Standin, command};

const API: &str = "clerk.standin.localhost:4443";
const SATELLITE_API: &str = "clerk.satellite.localhost:4443";
const PAGE: &str = "http://127.0.0.1:4173";

/// Sends a request to a host at the server's address.
fn ask(server: Server, host: &str, request: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut head = vec![format!("{request} HTTP/1.1"), format!("Host: {host}")];
    let lines = headers.iter();
    head.extend(lines.map(|(name, value)| format!("{name}: {value}")));
    server.send(&head.join("\r\n"), body)
}

#[test]
fn a_page_of_another_origin_is_allowed() {
    let Standin { server, app: _ } = Standin::https();
    for host in [API, SATELLITE_API] {
        let preflight = [
            ("Origin", PAGE),
            ("Access-Control-Request-Method", "PATCH"),
            (
                "Access-Control-Request-Headers",
                "authorization,content-type",
            ),
        ];
        let allowed = ask(server, host, "OPTIONS /api_keys/ak_1", &preflight, "");
        assert_eq!(allowed.status, 200, "{allowed:?}");
        let header = |name: &str| {
            allowed
                .header(name)
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        assert_eq!(header("access-control-allow-origin"), PAGE);
        assert_eq!(header("access-control-allow-credentials"), "true");
        assert_eq!(
            header("access-control-allow-headers"),
            "authorization,content-type"
        );
        for method in ["get", "post", "patch"] {
            assert!(header("access-control-allow-methods").contains(method));
        }

        // Also where the request fails.
        for path in ["/v1/environment", "/api_keys", "/nowhere"] {
            let answer = ask(
                server,
                host,
                &format!("GET {path}"),
                &[("Origin", PAGE)],
                "",
            );
            assert_eq!(
                answer.header("access-control-allow-origin"),
                Some(PAGE),
                "{path}"
            );
            let exposed = answer.header("access-control-expose-headers");
            assert_eq!(exposed, Some("authorization,clerk-db-jwt"), "{path}");
            assert!(answer.header("date").is_some());
        }
    }
}

#[test]
fn the_routes_are_at_the_root() {
    let standin = Standin::https();
    let server = standin.server;
    let authorization = format!("Bearer {}", standin.token(&ADA, None));
    let headers = [
        ("Origin", PAGE),
        ("Authorization", authorization.as_str()),
        ("Content-Type", "application/json"),
    ];
    let new = json!({ "name": "a key", "subject": ADA.id }).to_string();
    assert_eq!(
        ask(server, API, "POST /api_keys", &headers, &new).status,
        201
    );
    let list = format!("GET /api_keys?subject={}", ADA.id);
    let listed = ask(server, SATELLITE_API, &list, &headers, "").json();
    assert_eq!(listed["total_count"], 1);
    let conflict = ask(server, API, "GET /v1/client", &headers, "");
    assert_eq!(conflict.error().1, "origin_authorization_headers_conflict");
    assert_eq!(conflict.header("access-control-allow-origin"), Some(PAGE));
    assert_eq!(
        ask(server, API, "GET /__clerk/v1/client", &[], "").status,
        404
    );

    let document = ask(server, API, "GET /openapi.json", &[], "").json();
    assert_eq!(document["servers"], json!([{ "url": "/" }]));
    // The host page's own origin has all that the origin over http has, without CORS.
    let page = "standin.localhost:4443";
    let own = ask(
        server,
        page,
        "GET /__clerk/v1/environment",
        &[("Origin", PAGE)],
        "",
    );
    assert_eq!(own.status, 200);
    assert_eq!(own.header("access-control-allow-origin"), None);
    assert_eq!(
        ask(server, page, "GET /api/v1/openapi.json", &[], "").status,
        200
    );
}

#[test]
fn a_browser_and_its_tokens_belong_to_the_origin() {
    let Standin { server, app: _ } = Standin::https();
    let client = ask(server, API, "GET /v1/client", &[("Origin", PAGE)], "");
    let cookie = client.header("set-cookie").expect("a cookie");
    assert!(
        cookie.ends_with("HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
    let token = &client.json()["response"]["sessions"][0]["last_active_token"]["jwt"];
    let claims = crate::support::unverified(token);
    assert_eq!(claims["iss"], format!("https://{API}"));
    assert_eq!(claims["azp"], PAGE);

    let faults = |origin: &str| {
        let headers = [("Origin", origin)];
        ask(
            server,
            "standin.localhost:4443",
            "GET /__standin/faults",
            &headers,
            "",
        )
        .status
    };
    assert_eq!(faults("https://standin.localhost:4443"), 200);
    assert_eq!(faults("http://standin.localhost:4443"), 403);
}

#[test]
fn only_loopback_hosts_are_answered() {
    let Standin { server, app: _ } = Standin::https();
    for host in [
        "clerk.example.com",
        "example.com",
        "clerk.localhost.example.com",
    ] {
        for request in ["GET /v1/environment", "OPTIONS /api_keys"] {
            let answer = ask(server, host, request, &[("Origin", PAGE)], "");
            assert_eq!(answer.status, 421, "{host}");
            assert_eq!(answer.header("access-control-allow-origin"), None, "{host}");
        }
    }
}

#[test]
fn the_command_names_the_second_origin_after_the_first() {
    let process = Process::start(&["--https-port", "0"]);
    assert_eq!(process.server.get("/__clerk/v1/environment").status, 200);
    let output = command(&["--https-port", &process.server.0.port().to_string()])
        .stdout(Stdio::null())
        .output()
        .expect("the command starts");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        text.contains("in use; name another with --https-port"),
        "{text}"
    );
    assert_eq!(Value::from(output.status.code()), json!(1));
}
