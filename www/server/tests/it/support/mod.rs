//! A stand-in to talk to, and the few lines of HTTP to do it with.

mod problem;
mod process;
mod standin;
mod visitor;

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use serde_json::{Value, json};

pub use self::{
    process::{Folder, Process, command},
    standin::{Browser, Standin, claims, unverified, verified},
    visitor::Visitor,
};

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The status, the code and the parameter of an error in Clerk's form.
    pub fn error(&self) -> (u16, String, String) {
        let body = self.json();
        let error = &body["errors"][0];
        for text in [
            &error["message"],
            &error["long_message"],
            &body["clerk_trace_id"],
        ] {
            assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{body}");
        }
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (
            self.status,
            text(&error["code"]),
            text(&error["meta"]["param_name"]),
        )
    }

    /// Checks that the routes of the API keys refused this parameter in these words.
    pub fn is_bad_request(&self, part: &str, param: &str, words: &str) {
        let expected = (400, "bad_request".to_owned(), param.to_owned());
        assert_eq!(self.error(), expected, "{self:?}");
        let message = self.json()["errors"][0]["long_message"].to_string();
        let place = format!("Invalid '{part}.{param}': ");
        assert!(message.contains(&place), "{message}");
        assert!(message.contains(words), "{message}");
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.lines().find_map(|line| {
            let (other, value) = line.split_once(':')?;
            other.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// A server at an address.
#[derive(Clone, Copy, Debug)]
pub struct Server(pub SocketAddr);

impl Server {
    /// Sends a request as it stands, and reads all of the answer.
    pub fn send(self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.0).expect("the server listens");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("a timeout can be set");
        write!(
            stream,
            "{head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("the request is sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the answer is read");
        let answer = String::from_utf8_lossy(&bytes);
        let (headers, text) = answer.split_once("\r\n\r\n").expect("an answer has a head");
        let status = headers
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .expect("a status");
        Answer {
            status,
            headers: headers.to_owned(),
            text: text.to_owned(),
        }
    }

    pub fn request(self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut head = vec![
            format!("{method} {path} HTTP/1.1"),
            format!("Host: {}", self.0),
        ];
        head.extend(
            headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}")),
        );
        self.send(&head.join("\r\n"), body)
    }

    pub fn get(self, path: &str) -> Answer {
        self.request("GET", path, &[], "")
    }

    /// A form, as clerk-js posts it.
    pub fn post_form(self, path: &str, body: &str) -> Answer {
        self.request(
            "POST",
            path,
            &[("Content-Type", "application/x-www-form-urlencoded")],
            body,
        )
    }

    /// A new browser's secret.
    pub fn dev_browser(self) -> String {
        let answer = self.request("POST", "/__clerk/v1/dev_browser", &[], "");
        answer.json()["id"]
            .as_str()
            .expect("a dev browser has an ID")
            .to_owned()
    }

    /// The session of a new browser: its address in the API, and a token of it.
    pub fn sign_in(self) -> String {
        let browser = self.dev_browser();
        let client = self
            .get(&format!("/__clerk/v1/client?__clerk_db_jwt={browser}"))
            .json();
        client["response"]["sessions"][0]["last_active_token"]["jwt"]
            .as_str()
            .expect("a token")
            .to_owned()
    }

    /// Calls a route of the API keys.
    pub fn keys(self, token: &str, method: &str, path: &str, body: &Value) -> Answer {
        let authorization = format!("Bearer {token}");
        let headers = [
            ("Authorization", authorization.as_str()),
            ("Content-Type", "application/json"),
        ];
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.request(method, &format!("/__clerk/api_keys{path}"), &headers, &body)
    }

    pub fn create(self, token: &str, subject: &str, name: &str) -> Value {
        let answer = self.keys(
            token,
            "POST",
            "",
            &json!({ "type": "api_key", "name": name, "subject": subject }),
        );
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.json()
    }

    /// The names a list has, and how many it says there are.
    pub fn names(self, token: &str, query: &str) -> (Vec<String>, i64) {
        let answer = self.keys(token, "GET", query, &Value::Null);
        assert_eq!(answer.status, 200, "{answer:?}");
        let page = answer.json();
        let names = page["data"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|key| key["name"].as_str().expect("a name"));
        (
            names.map(str::to_owned).collect(),
            page["total_count"].as_i64().expect("a count"),
        )
    }
}
