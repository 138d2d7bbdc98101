//! A visitor of the demo page, who orders faults.

use apikeys_standin::people::ADA;
use serde_json::{Value, json};

use super::{Answer, Server};

const FAULTS: &str = "/__standin/faults";

/// A browser with a session token and the stand-in's own cookie.
pub struct Visitor {
    pub server: Server,
    pub cookie: String,
    pub token: String,
}

impl Visitor {
    pub fn new(server: Server) -> Self {
        let cookie = server.get(FAULTS).header("set-cookie").map(str::to_owned);
        let cookie = cookie.expect("a cookie");
        Self {
            server,
            cookie: cookie.split(';').next().expect("a pair").to_owned(),
            token: server.sign_in(),
        }
    }

    pub fn request(&self, method: &str, path: &str, body: &Value) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![
            ("Cookie", self.cookie.as_str()),
            ("Authorization", &authorization),
        ];
        if body.is_null() {
            return self.server.request(method, path, &headers, "");
        }
        headers.push(("Content-Type", "application/json"));
        self.server
            .request(method, path, &headers, &body.to_string())
    }

    pub fn try_order(&self, faults: &Value) -> Answer {
        self.request("PUT", FAULTS, faults)
    }

    pub fn order(&self, faults: &Value) -> Value {
        let answer = self.try_order(faults);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Takes all faults away.
    pub fn clear(&self) {
        assert_eq!(self.request("DELETE", FAULTS, &Value::Null).status, 204);
    }

    /// What is left of the order, as far as it is not as at first.
    pub fn left(&self) -> Value {
        let mut left = self.request("GET", FAULTS, &Value::Null).json();
        let at_first = self.server.get(FAULTS).json();
        if let Value::Object(members) = &mut left {
            members.retain(|name, value| at_first[name] != *value);
        }
        left
    }

    /// Asks for Ada's own keys.
    pub fn list(&self) -> Answer {
        let path = format!("/__clerk/api_keys?subject={}", ADA.id);
        self.request("GET", &path, &Value::Null)
    }

    pub fn create(&self, name: &str) -> Answer {
        let body = json!({ "name": name, "subject": ADA.id });
        self.request("POST", "/__clerk/api_keys", &body)
    }

    /// The names of Ada's own keys, as nobody's faults meddle with them.
    pub fn names(&self) -> Vec<String> {
        let query = format!("?subject={}", ADA.id);
        self.server.names(&self.token, &query).0
    }

    /// Asks for a project's keys, or makes one where a body is given.
    pub fn of_project(&self, project: &str, body: &Value) -> Answer {
        let method = if body.is_null() { "GET" } else { "POST" };
        self.request(method, &format!("/api/v1/projects/{project}/keys"), body)
    }

    /// Method, status and fault of the visitor's own requests about keys, the last one first.
    pub fn own_requests(&self) -> Value {
        let entries = self
            .request("GET", "/__standin/journal/own", &Value::Null)
            .json();
        let entries = entries.as_array().expect("a list").iter();
        entries
            .map(|entry| json!([entry["method"], entry["status"], entry["fault"]]))
            .collect()
    }
}

impl Answer {
    /// Whether the connection ended after the head, which promised a body.
    pub fn is_cut(&self) -> bool {
        let promised = self
            .header("content-length")
            .and_then(|length| length.parse().ok());
        self.header("connection") == Some("close")
            && self.text.is_empty()
            && promised.is_some_and(|promised: usize| promised > 0)
    }
}
