//! The command itself: what it prints, how it fails and ends, what it survives.

use std::{
    fs,
    process::{Command, Stdio},
    thread,
};

use apikeys_standin::people::ADA;
use serde_json::json;

use crate::support::{Folder, Process, command};

fn fails(arguments: &[&str]) -> String {
    let output = command(arguments).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let text = String::from_utf8(output.stderr).expect("it prints text");
    assert!(
        text.starts_with("apikeys-standin: ") && !text.contains("panicked"),
        "{text}"
    );
    text
}

#[test]
fn it_says_what_it_is() {
    let process = Process::start(&[]);
    let all = process.output.join("\n");
    for words in [
        "stand-in",
        "Never use it in production",
        "ada@example.com",
        "grace@example.com",
        "Engine (5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01)",
        "in memory",
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
    let last = format!("listening on http://127.0.0.1:{}", process.server.0.port());
    assert_eq!(process.output.last(), Some(&last));
}

#[test]
fn it_fails_in_words() {
    let folder = Folder::new("fails");
    let process = Process::start(&[]);
    let port = process.server.0.port().to_string();
    assert!(fails(&["--port", &port]).contains(&format!("port {port} is in use")));
    assert!(fails(&["--data", &folder.path("none/data.sqlite3")]).contains("cannot open"));
    assert!(fails(&["--data", &folder.path("")]).contains("cannot open"));
    folder.write("text", &"this is no database ".repeat(100));
    rusqlite::Connection::open(folder.path("foreign"))
        .and_then(|connection| connection.execute_batch("CREATE TABLE other (x)"))
        .expect("a database of something else");
    for (name, words) in [
        ("text", "not a database"),
        ("foreign", "database of something else"),
    ] {
        let before = fs::read(folder.path(name)).expect("a file");
        assert!(fails(&["--data", &folder.path(name)]).contains(words));
        let after = fs::read(folder.path(name)).expect("it is still there");
        assert_eq!(after, before, "{name} stays as it was");
    }
    assert!(fails(&["--site", &folder.path("")]).contains("no index.html"));
}

#[test]
fn a_kill_loses_no_key_that_was_answered() {
    let folder = Folder::new("kill");
    let data = folder.path("data.sqlite3");
    let mut names = Vec::new();
    let mut secrets = Vec::new();
    for round in 0..5 {
        let mut process = Process::start(&["--data", &data]);
        let token = process.server.sign_in();
        for number in 0..=round {
            let name = format!("key {round}.{number}");
            let made = process.server.create(&token, ADA.id, &name);
            secrets.push(made["secret"].as_str().expect("a secret").to_owned());
            names.insert(0, name);
        }
        // SIGKILL, right after the answer.
        process.child.kill().expect("it can be killed");
        process.child.wait().expect("it ends");
    }
    let process = Process::start(&["--data", &data]);
    let token = process.server.sign_in();
    let all = format!("?subject={}&limit=100", ADA.id);
    assert_eq!(process.server.names(&token, &all), (names, 15));

    for entry in fs::read_dir(&folder.0)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
    {
        let bytes = fs::read(&entry).expect("a file");
        for secret in &secrets {
            let random = &secret.as_bytes()["ak_".len()..];
            assert!(
                !bytes.windows(random.len()).any(|window| window == random),
                "a secret in {}",
                entry.display()
            );
        }
    }
}

#[test]
fn the_secrets_hash_is_in_the_file() {
    let folder = Folder::new("hash");
    let data = folder.path("data.sqlite3");
    let process = Process::start(&["--data", &data]);
    let made = process
        .server
        .create(&process.server.sign_in(), ADA.id, "a key");
    let secret = made["secret"].as_str().expect("a secret");
    let connection = rusqlite::Connection::open(&data).expect("the file");
    let kept: Vec<u8> = connection
        .query_row("SELECT secret_sha256 FROM api_key", [], |row| row.get(0))
        .expect("a row");
    assert_eq!(
        kept,
        aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, secret.as_bytes()).as_ref()
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let permissions = fs::metadata(&data).expect("the file").permissions();
        assert_eq!(
            permissions.mode() & 0o077,
            0,
            "nobody else may read the signing key"
        );
    }
}

#[test]
fn two_processes_share_a_new_file() {
    for round in 0..3 {
        let folder = Folder::new(&format!("share-{round}"));
        let data = folder.path("data.sqlite3");
        let starts: Vec<_> = (0..3)
            .map(|_| {
                let data = data.clone();
                thread::spawn(move || Process::start(&["--data", &data]))
            })
            .collect();
        let processes: Vec<_> = starts
            .into_iter()
            .map(|start| start.join().expect("it starts"))
            .collect();
        let keys: Vec<_> = processes
            .iter()
            .map(|process| process.server.get("/__clerk/.well-known/jwks.json").json())
            .collect();
        assert!(
            keys.windows(2).all(|pair| pair[0] == pair[1]),
            "one signing key: {keys:?}"
        );

        // All of them write at once, with one process's token, and the same name is taken for all.
        let token = processes[0].server.sign_in();
        let made: usize = thread::scope(|scope| {
            let writers: Vec<_> = processes
                .iter()
                .map(|process| {
                    let token = &token;
                    scope.spawn(move || {
                        let create = |number: usize| {
                            let body =
                                json!({ "name": format!("key {number}"), "subject": ADA.id });
                            process.server.keys(token, "POST", "", &body).status
                        };
                        (0..20)
                            .map(create)
                            .inspect(|status| assert!([201, 409].contains(status), "{status}"))
                            .filter(|status| *status == 201)
                            .count()
                    })
                })
                .collect();
            writers
                .into_iter()
                .map(|writer| writer.join().expect("it writes"))
                .sum()
        });
        assert_eq!(made, 20, "each name was given once");
        let all = format!("?subject={}&limit=100", ADA.id);
        for process in &processes {
            assert_eq!(process.server.names(&token, &all).1, 20);
        }
    }
}

#[test]
fn a_session_outlives_a_restart() {
    let folder = Folder::new("restart");
    let data = folder.path("data.sqlite3");
    let process = Process::start(&["--data", &data]);
    let (browser, token) = (process.server.dev_browser(), process.server.sign_in());
    let path = format!("/__clerk/v1/client?__clerk_db_jwt={browser}");
    let before = process.server.get(&path).json();
    drop(process);
    let process = Process::start(&["--data", &data]);
    assert_eq!(
        process.server.get(&path).json()["response"]["sessions"][0]["id"],
        before["response"]["sessions"][0]["id"]
    );
    assert_eq!(
        process
            .server
            .names(&token, &format!("?subject={}", ADA.id))
            .1,
        0,
        "and so does a token"
    );
}

#[cfg(unix)]
#[test]
fn it_ends_politely() {
    for signal in ["-INT", "-TERM"] {
        let mut process = Process::start(&[]);
        let id = process.child.id().to_string();
        let sent = Command::new("kill")
            .args([signal, &id])
            .stdout(Stdio::null())
            .status();
        assert!(sent.expect("kill runs").success());
        assert!(process.child.wait().expect("it ends").success(), "{signal}");
    }
}
