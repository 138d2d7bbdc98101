//! The projects' API, and its problems.

use serde_json::Value;

use super::{Answer, Server};

impl Answer {
    /// The status of a problem, and where it says that something is wrong, with what was given there.
    pub fn problem(&self) -> (u16, Vec<(String, Value)>) {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        let body = self.json();
        assert_eq!(body["status"], self.status, "{body}");
        assert_eq!(
            body["$schema"],
            "/api/v1/openapi.json#/components/schemas/Problem"
        );
        let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
        assert!(
            is_text(&body["title"]) && is_text(&body["detail"]),
            "{body}"
        );
        let faults = match &body["errors"] {
            Value::Null => &Vec::new(),
            errors => errors.as_array().expect("a list"),
        };
        let place = |fault: &Value| {
            assert!(is_text(&fault["message"]), "{fault}");
            let location = fault["location"].as_str().expect("a place");
            (location.to_owned(), fault["value"].clone())
        };
        (self.status, faults.iter().map(place).collect())
    }
}

impl Server {
    /// Calls the projects' API. `null` is no body.
    pub fn projects(self, token: &str, method: &str, path: &str, body: &Value) -> Answer {
        let authorization = format!("Bearer {token}");
        let authorization = ("Authorization", authorization.as_str());
        let path = format!("/api/v1/projects/{path}");
        if body.is_null() {
            return self.request(method, &path, &[authorization], "");
        }
        let headers = [authorization, ("Content-Type", "application/json")];
        self.request(method, &path, &headers, &body.to_string())
    }

    /// All keys of a project.
    pub fn project_keys(self, token: &str, project: &str) -> Value {
        let answer = self.projects(token, "GET", &format!("{project}/keys"), &Value::Null);
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
        answer.json()
    }

    /// A new key of a project, with its secret.
    pub fn create_project_key(self, token: &str, project: &str, body: &Value) -> Value {
        let answer = self.projects(token, "POST", &format!("{project}/keys"), body);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }
}
