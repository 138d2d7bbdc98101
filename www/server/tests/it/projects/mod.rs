//! The API of the projects' keys. Beside these tests schemathesis holds its answers against its document.

mod keys;
mod refusals;

use apikeys_standin::{
    Options,
    demo::{COMPILER, ENGINE, NOTES},
    people::{ADA, DIFFERENCE_WORKS, GRACE},
};
use serde_json::{Value, json};

use crate::support::{Folder, Process, Standin};

#[test]
fn the_document_is_published() {
    let answer = Standin::default().server.get("/api/v1/openapi.json");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let document = answer.json();
    assert_eq!(document["servers"], json!([{ "url": "/api/v1" }]));
    // Where the answers' `$schema` points to.
    let revoked = "/paths/~1projects~1{projectId}~1keys~1{keyId}/delete/responses/200/content/application~1json/schema";
    for place in [
        "/components/schemas/Problem",
        "/components/schemas/CreatedAPIKey",
        revoked,
    ] {
        assert_eq!(document.pointer(place).expect(place)["type"], "object");
    }
}

#[test]
fn a_page_learns_of_the_projects_of_its_user() {
    let standin = Standin::default();
    let of = |token: &str| {
        let authorization = format!("Bearer {token}");
        let headers = [("Authorization", authorization.as_str())];
        standin
            .server
            .request("GET", "/__standin/projects", &headers, "")
    };
    assert_eq!(
        of(&standin.token(&ADA, None)).json(),
        json!([{ "id": ENGINE.id, "name": "Engine" }, { "id": NOTES.id, "name": "Notes" }])
    );
    assert_eq!(
        of(&standin.token(&GRACE, None)).json(),
        json!([{ "id": ENGINE.id, "name": "Engine" }, { "id": COMPILER.id, "name": "Compiler" }])
    );
    assert_eq!(of("nonsense").problem(), (401, Vec::new()));
}

#[test]
fn only_members_see_and_change_a_projects_keys() {
    let standin = Standin::default();
    let ada = standin.token(&ADA, None);
    // Which organization is active makes no difference.
    let ada_at_works = standin.token(&ADA, Some(&DIFFERENCE_WORKS));
    let grace = standin.token(&GRACE, None);
    let unknown = "00000000-0000-4000-8000-000000000000";
    let callers = [
        (&ada, [200, 200, 403, 404]),
        (&ada_at_works, [200, 200, 403, 404]),
        (&grace, [200, 403, 200, 404]),
    ];
    for (token, expected) in callers {
        for (project, status) in [ENGINE.id, NOTES.id, COMPILER.id, unknown]
            .into_iter()
            .zip(expected)
        {
            let call = |method: &str, path: &str, body: &Value| {
                let path = format!("{project}/keys{path}");
                let answer = standin.server.projects(token, method, &path, body);
                if answer.status != 200 {
                    assert_eq!(answer.problem(), (answer.status, Vec::new()));
                }
                answer.status
            };
            let no_key = format!("/{unknown}");
            assert_eq!(call("GET", "", &Value::Null), status, "{project}");
            assert_eq!(call("POST", "", &json!({})), status, "{project}");
            assert_eq!(
                call("DELETE", &no_key, &Value::Null),
                if status == 200 { 404 } else { status },
                "{project}"
            );
        }
    }
}

#[test]
fn the_journal_has_these_requests_too() {
    let standin = Standin::start(Options {
        journal: Some(10),
        ..Options::default()
    });
    let token = standin.token(&ADA, None);
    let made = standin
        .server
        .create_project_key(&token, NOTES.id, &json!({ "name": "note G" }));
    standin.server.get("/api/v1/projects/1/keys");
    let journal = standin.server.get("/__standin/journal");
    let secret = made["key"].as_str().expect("a secret");
    assert!(!journal.text.contains(&token) && !journal.text.contains(secret));
    let entries = journal.json();
    let path = format!("/api/v1/projects/{}/keys", NOTES.id);
    assert_eq!(
        json!([
            entries[0]["method"],
            entries[0]["path"],
            entries[0]["body"],
            entries[0]["status"]
        ]),
        json!(["POST", path, { "name": "note G" }, 200])
    );
    assert_eq!(entries[1]["status"], 401);
}

#[test]
fn a_kill_loses_no_projects_key_and_no_secret_is_kept() {
    let folder = Folder::new("projects");
    let data = folder.path("data.sqlite3");
    let mut ids = vec![];
    let mut secret = String::new();
    for round in 0..3 {
        let mut process = Process::start(&["--data", &data]);
        let token = process.server.sign_in();
        let body = json!({ "name": format!("round {round}"), "scopes": ["read"] });
        let made = process.server.create_project_key(&token, NOTES.id, &body);
        ids.insert(0, made["key_id"].clone());
        made["key"]
            .as_str()
            .expect("a secret")
            .clone_into(&mut secret);
        // SIGKILL, right after the answer.
        process.child.kill().expect("it can be killed");
        process.child.wait().expect("it ends");
    }
    let process = Process::start(&["--data", &data]);
    let keys = process
        .server
        .project_keys(&process.server.sign_in(), NOTES.id);
    let keys = keys.as_array().expect("a list");
    assert_eq!(keys.len(), 5, "those from the beginning are made once");
    for (key, id) in keys.iter().zip(&ids) {
        assert_eq!(&key["key_id"], id);
    }

    let connection = rusqlite::Connection::open(&data).expect("the file");
    let row: (Vec<u8>, String) = connection
        .query_row(
            "SELECT secret_sha256, prefix FROM project_key ORDER BY sequence DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .expect("a row");
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, secret.as_bytes());
    assert_eq!(row, (hash.as_ref().to_vec(), secret[..12].to_owned()));
    for entry in std::fs::read_dir(&folder.0).expect("the folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        let rest = &secret.as_bytes()[12..];
        assert!(!bytes.windows(rest.len()).any(|window| window == rest));
    }
}

#[test]
fn a_file_from_before_the_projects_gets_them() {
    let folder = Folder::new("before");
    let data = folder.path("data.sqlite3");
    let token = {
        let process = Process::start(&["--data", &data]);
        let token = process.server.sign_in();
        process.server.create(&token, ADA.id, "a key");
        token
    };
    rusqlite::Connection::open(&data)
        .and_then(|connection| {
            connection.execute_batch("DROP TABLE project_key; PRAGMA user_version = 1;")
        })
        .expect("a file as it was");
    let process = Process::start(&["--data", &data]);
    let names = process
        .server
        .names(&token, &format!("?subject={}", ADA.id));
    assert_eq!(names, (vec!["a key".into()], 1));
    let keys = process.server.project_keys(&token, NOTES.id);
    assert_eq!(keys.as_array().map(Vec::len), Some(2));
}
