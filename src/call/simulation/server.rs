//! A server of either API, and its books: which key was created by whom, and who has its secret.

use std::cell::{Cell, RefCell};

use serde_json::{Value as Json, json};
use url::Url;

use super::Simulation;
use crate::backend::{Method, Request};

/// What the server's clock shows when the simulation begins, in milliseconds since 1970.
pub const EPOCH: f64 = 1_800_000_000_500.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    /// Each name once for a subject, revoked keys counted.
    Clerk,
    /// Any name again.
    Projects,
}

/// Who has a key's secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// Nobody, or not yet.
    Nobodys,
    /// The host page of a tab.
    Tabs(usize),
    /// Another device.
    Others,
}

/// A key as the server has it.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: String,
    pub name: String,
    pub user: String,
    /// By the simulation's clock.
    pub created_at: f64,
    pub lifetime: Option<f64>,
    /// By the simulation's clock.
    pub used_at: Option<f64>,
    pub is_revoked: bool,
    pub secret: Secret,
    /// Whether nobody must ever revoke it, or somebody asked for that.
    pub may_be_revoked: bool,
}

/// A create as it arrived.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Of which tab.
    pub tab: usize,
    pub user: String,
    pub name: String,
    pub sent: f64,
}

/// A key that was revoked although somebody may use it.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// By which tab.
    pub tab: usize,
    pub at: f64,
    pub key: Record,
}

pub struct Server {
    simulation: Simulation,
    pub api: Api,
    pub keys: RefCell<Vec<Record>>,
    pub arrivals: RefCell<Vec<Arrival>>,
    /// Keys that were revoked although somebody may use them.
    pub mistakes: RefCell<Vec<Mistake>>,
    /// What happened, for the message of a failed check.
    pub journal: RefCell<Vec<String>>,
    /// Whether it trims names, and writes whole seconds.
    pub is_tidy: Cell<bool>,
}

impl Server {
    pub fn new(api: Api, simulation: &Simulation) -> Self {
        Self {
            simulation: simulation.clone(),
            api,
            keys: RefCell::default(),
            arrivals: RefCell::default(),
            mistakes: RefCell::default(),
            journal: RefCell::default(),
            is_tidy: Cell::new(false),
        }
    }

    /// Somebody creates a key: its ID, where the name is free.
    pub fn create(
        &self,
        name: &str,
        user: &str,
        lifetime: Option<f64>,
        secret: Secret,
    ) -> Option<String> {
        let mut keys = self.keys.borrow_mut();
        let name = if self.is_tidy.get() {
            name.trim()
        } else {
            name
        };
        if self.api == Api::Clerk && keys.iter().any(|key| key.name == name) {
            return None;
        }
        let id = format!("ak_{}", keys.len());
        keys.push(Record {
            id: id.clone(),
            name: name.into(),
            user: user.into(),
            created_at: self.simulation.now(),
            lifetime,
            used_at: None,
            is_revoked: false,
            secret,
            may_be_revoked: false,
        });
        Some(id)
    }

    pub fn with<T>(&self, id: &str, change: impl FnOnce(&mut Record) -> T) -> T {
        let mut keys = self.keys.borrow_mut();
        change(keys.iter_mut().find(|key| key.id == id).expect("a key"))
    }

    pub fn note(&self, what: impl std::fmt::Display) {
        let line = format!("{:9.0} {what}", self.simulation.now());
        self.journal.borrow_mut().push(line);
    }

    /// Acts on a request, and gives the status and the body of its response.
    pub fn act(&self, url: &Url, request: &Request, tab: usize, user: &str) -> (u16, Json) {
        self.note(format_args!(
            "tab {tab}, {user}: {:?} {}",
            request.method,
            &url[url::Position::BeforePath..]
        ));
        let segments: Vec<&str> = url.path_segments().expect("segments").collect();
        match (&request.method, &segments[..]) {
            (Method::Post(_), [.., id, "revoke"]) | (Method::Delete, [.., id]) => {
                self.revoke(id, tab)
            }
            (Method::Post(body), _) => {
                let body: Json = serde_json::from_str(body).expect("JSON");
                self.post(&body, user)
            }
            (Method::Get | Method::Patch(_) | Method::Delete, _) => (200, self.list(url)),
        }
    }

    fn post(&self, body: &Json, user: &str) -> (u16, Json) {
        let name = body["name"].as_str().expect("a name");
        let lifetime = body["seconds_until_expiration"].as_f64();
        let Some(id) = self.create(name, user, lifetime, Secret::Nobodys) else {
            let conflict = json!({ "code": "token_creation_conflict", "message": "taken" });
            return (409, json!({ "errors": [conflict] }));
        };
        let mut key = self.with(&id, |key| self.wire(key));
        let secret = match self.api {
            Api::Clerk => "secret",
            Api::Projects => "key",
        };
        key[secret] = json!(format!("secret of {id}"));
        (201, key)
    }

    fn revoke(&self, id: &str, tab: usize) -> (u16, Json) {
        let mut keys = self.keys.borrow_mut();
        let Some(key) = keys.iter_mut().find(|key| key.id == id) else {
            return (404, json!({}));
        };
        if key.is_revoked {
            return (404, json!({}));
        }
        key.is_revoked = true;
        if (key.secret != Secret::Nobodys || key.used_at.is_some()) && !key.may_be_revoked {
            self.mistakes.borrow_mut().push(Mistake {
                tab,
                at: self.simulation.now(),
                key: key.clone(),
            });
        }
        match self.api {
            Api::Clerk => (200, self.wire(key)),
            Api::Projects => (200, json!({ "success": true })),
        }
    }

    fn list(&self, url: &Url) -> Json {
        let keys = self.keys.borrow();
        if self.api == Api::Projects {
            return keys.iter().rev().map(|key| self.wire(key)).collect();
        }
        let parameter = |name| {
            url.query_pairs()
                .find(|(it, _)| it == name)
                .map(|(_, it)| it)
        };
        let text = parameter("query").unwrap_or_default();
        let number = |name| parameter(name).and_then(|it| it.parse().ok()).unwrap_or(0);
        let found: Vec<Json> = keys
            .iter()
            .rev()
            .filter(|key| key.name.contains(&*text))
            .map(|key| self.wire(key))
            .collect();
        let page: Vec<&Json> = found
            .iter()
            .skip(number("offset"))
            .take(number("limit"))
            .collect();
        json!({ "data": page, "total_count": found.len() })
    }

    fn wire(&self, key: &Record) -> Json {
        let mut created_at = EPOCH + key.created_at;
        if self.is_tidy.get() {
            created_at = (created_at / 1_000.0).floor() * 1_000.0;
        }
        let used = key.used_at.map(|moment| EPOCH + moment);
        let end = key.lifetime.map(|seconds| created_at + seconds * 1_000.0);
        match self.api {
            Api::Clerk => json!({
                "id": key.id, "type": "api_key", "name": key.name, "subject": "org_1", "scopes": [], "revoked": key.is_revoked,
                "expired": false, "expiration": end, "created_by": key.user, "last_used_at": used, "created_at": created_at,
                "updated_at": created_at,
            }),
            Api::Projects => json!({
                "key_id": key.id, "name": key.name, "key_prefix": "pk", "project_id": "p_1", "tenant_id": "t_1",
                "is_active": !key.is_revoked, "is_admin_managed": false, "created_by": key.user, "last_used_at": used,
                "expires_at": end, "created_at": created_at, "scopes": ["*"],
            }),
        }
    }
}
