//! The page the command serves, and the journal it keeps.

use std::fs;

use apikeys_standin::people::ADA;
use serde_json::{Value, json};

use crate::support::{Folder, Process};

#[test]
fn it_serves_a_page() {
    let folder = Folder::new("site");
    folder.write("index.html", "<title>the page</title>");
    folder.write("module.wasm", "\0asm");
    folder.write("module.js", "export {}");
    fs::write(
        folder.0.parent().expect("a parent").join("outside.txt"),
        "outside",
    )
    .expect("a file");
    let process = Process::start(&["--site", &folder.path("")]);
    let ask = |path: &str, accept: &str| {
        process
            .server
            .request("GET", path, &[("Accept", accept)], "")
    };
    for path in ["/", "/index.html", "/keys/of/ada"] {
        let answer = ask(path, "text/html,*/*;q=0.8");
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (200, "<title>the page</title>"),
            "{path}"
        );
        assert_eq!(answer.header("content-type"), Some("text/html"), "{path}");
    }
    assert_eq!(
        ask("/module.wasm", "*/*").header("content-type"),
        Some("application/wasm")
    );
    assert_eq!(
        ask("/module.js", "*/*").header("content-type"),
        Some("text/javascript")
    );
    assert_eq!(ask("/missing.js", "*/*").status, 404);
    assert_ne!(ask("/../outside.txt", "*/*").text, "outside");
    assert_ne!(ask("/%2e%2e/outside.txt", "*/*").text, "outside");
    assert_eq!(
        ask("/__clerk/v1/nothing", "text/html").error().1,
        "resource_not_found"
    );
    assert_eq!(Process::start(&[]).server.get("/").status, 404);
}

#[test]
fn the_journal_has_what_arrived_and_no_token() {
    let process = Process::start(&["--journal", "3"]);
    let server = process.server;
    let (token, browser) = (server.sign_in(), server.dev_browser());
    server.get("/__clerk/v1/environment");
    server.keys(
        &token,
        "GET",
        "?subject=a&query=&_clerk_js_version=6",
        &Value::Null,
    );
    server.request(
        "GET",
        &format!("/__clerk/v1/api_keys/ak_1?__clerk_db_jwt={browser}"),
        &[],
        "",
    );
    server.create(&token, ADA.id, "a key");
    let journal = server.get("/__standin/journal");
    assert!(!journal.text.contains(&token) && !journal.text.contains(&browser));
    let entries = journal.json();
    let heads: Vec<_> = entries
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| {
            json!([
                entry["number"],
                entry["method"],
                entry["path"],
                entry["status"]
            ])
        })
        .collect();
    assert_eq!(
        heads,
        [
            json!([1, "GET", "/__clerk/api_keys", 400]),
            json!([2, "GET", "/__clerk/v1/api_keys/ak_1", 404]),
            json!([3, "POST", "/__clerk/api_keys", 201]),
        ]
    );
    assert_eq!(
        entries[0]["query"],
        json!([["subject", "a"], ["query", ""], ["_clerk_js_version", "6"]])
    );
    assert_eq!(
        entries[1]["query"],
        json!([["__clerk_db_jwt", "[present]"]])
    );
    assert_eq!(entries[1]["headers"], json!({ "cookie": false }));
    assert_eq!(
        entries[2]["body"],
        json!({ "type": "api_key", "name": "a key", "subject": ADA.id })
    );
    assert_eq!(entries[2]["headers"]["content-type"], "application/json");
    assert_eq!(
        entries[2]["headers"]["authorization"]["claims"]["sub"],
        ADA.id
    );

    server.keys("not a token", "GET", "", &Value::Null);
    let entries = server.get("/__standin/journal").json();
    assert_eq!(
        (&entries[0]["number"], entries.as_array().map(Vec::len)),
        (&json!(2), Some(3)),
        "the last three"
    );
    assert_eq!(
        entries[2]["headers"]["authorization"],
        json!({ "bearer": true, "claims": null })
    );
    assert_eq!(
        server
            .request("DELETE", "/__standin/journal", &[], "")
            .status,
        204
    );
    assert_eq!(server.get("/__standin/journal").json(), json!([]));
    assert_eq!(
        Process::start(&[]).server.get("/__standin/journal").status,
        404
    );
}
