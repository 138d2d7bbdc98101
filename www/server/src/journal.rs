//! A journal of the requests about API keys, so that end-to-end tests can check what was sent.
//!
//! It contains no credentials: only the claims of a session token, and only whether the browser's secret was present.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Json, Router,
    body::{Body, Bytes, to_bytes},
    extract::{OriginalUri, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::Response,
    routing::get,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{clock, common_errors::CommonErrors, fields::Pairs, standin_cookie::browser_id, token};

/// The query parameter with the browser's secret, which gives access to the browser's sessions.
const BROWSER_SECRET: &str = "__clerk_db_jwt";

/// The headers that are recorded with their values.
const HEADERS: [header::HeaderName; 7] = [
    header::ACCEPT,
    header::ACCESS_CONTROL_REQUEST_HEADERS,
    header::ACCESS_CONTROL_REQUEST_METHOD,
    header::CACHE_CONTROL,
    header::CONTENT_TYPE,
    header::ORIGIN,
    header::PRAGMA,
];

/// The number of its own requests that a browser can read.
const OWN_REQUESTS: usize = 20;

/// Longer than any valid request about keys. A longer request is rejected and not recorded.
const BODY_LIMIT: usize = 1024 * 1024;

/// The fault that the stand-in injected into a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InjectedFault {
    /// The response was delayed.
    Late,
    /// The connection was closed before the request was processed.
    Offline,
    /// The response was 429.
    TooMany,
    /// The response was 503.
    Unavailable,
    /// The response was 401, as for an expired session token.
    ExpiredSession,
    /// The request was processed, but the connection was closed instead of a response.
    Lost,
}

impl InjectedFault {
    /// Whether the client gets no response.
    pub fn loses_response(self) -> bool {
        matches!(self, Self::Offline | Self::Lost)
    }
}

/// The last requests about API keys. Cheap to clone: all clones share one log.
#[derive(Clone, Debug)]
pub struct Journal {
    capacity: usize,
    log: Arc<Mutex<Log>>,
}

#[derive(Debug, Default)]
struct Log {
    last_number: u64,
    entries: VecDeque<Entry>,
}

/// One request.
#[derive(Clone, Debug, Serialize)]
struct Entry {
    /// Counts up from 1 in the order of arrival.
    number: u64,
    at: i64,
    method: String,
    /// The full path, including `/__clerk` or `/api/v1`.
    path: String,
    /// Names and values, in the order of the URL.
    query: Vec<(String, String)>,
    headers: Value,
    /// The JSON value, the text if it is not JSON, or null if there is no body.
    body: Value,
    /// The status of the response. Null if there is none yet, if the client disconnected before, or if a fault closed the
    /// connection.
    status: Option<u16>,
    /// The injected fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<InjectedFault>,
    /// The ID of the browser, if it has the stand-in's cookie. It selects the browser's own requests.
    #[serde(skip)]
    browser_id: Option<String>,
}

/// A handle to the entry of a request, to update it later.
#[derive(Clone, Debug)]
pub struct EntryHandle {
    journal: Journal,
    number: u64,
}

impl EntryHandle {
    /// Records the fault that was injected into the request.
    pub fn record_fault(&self, fault: InjectedFault) {
        self.change(|entry| entry.fault = Some(fault));
    }

    fn record_status(&self, status: StatusCode) {
        self.change(|entry| {
            let loses_response = entry.fault.is_some_and(InjectedFault::loses_response);
            entry.status = (!loses_response).then_some(status.as_u16());
        });
    }

    fn change(&self, change: impl FnOnce(&mut Entry)) {
        let mut log = self.journal.log();
        // The journal may have dropped the entry in the meantime.
        let found = log
            .entries
            .iter_mut()
            .find(|entry| entry.number == self.number);
        if let Some(entry) = found {
            change(entry);
        }
    }
}

impl Journal {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            log: Arc::default(),
        }
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, entry: Entry) -> EntryHandle {
        let mut log = self.log();
        log.last_number += 1;
        let number = log.last_number;
        log.entries.push_back(Entry { number, ..entry });
        if log.entries.len() > self.capacity {
            log.entries.pop_front();
        }
        EntryHandle {
            journal: self.clone(),
            number,
        }
    }

    /// The last requests of a browser, newest first.
    fn last_requests_of(&self, browser_id: &str) -> Vec<Entry> {
        let log = self.log();
        let all = log.entries.iter().rev();
        all.filter(|entry| entry.browser_id.as_deref() == Some(browser_id))
            .take(OWN_REQUESTS)
            .cloned()
            .collect()
    }
}

/// The routes under `/__standin/journal`.
pub fn routes(journal: Journal) -> Router {
    async fn show(State(journal): State<Journal>) -> Json<Vec<Entry>> {
        Json(journal.log().entries.iter().cloned().collect())
    }
    async fn show_own(State(journal): State<Journal>, headers: HeaderMap) -> Json<Vec<Entry>> {
        let own = browser_id(&headers).map(|id| journal.last_requests_of(id));
        Json(own.unwrap_or_default())
    }
    async fn clear(State(journal): State<Journal>) -> StatusCode {
        journal.log().entries.clear();
        StatusCode::NO_CONTENT
    }
    Router::new()
        .route("/", get(show).delete(clear))
        .route("/own", get(show_own))
        .with_state(journal)
}

/// Records a request, and passes it on. `E` is the error type of the API.
pub async fn record<E: CommonErrors>(
    State(journal): State<Option<Journal>>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let Some(journal) = journal.filter(|_| is_about_api_keys(uri.path())) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return E::BODY_TOO_LARGE.into_response();
    };
    let entry = journal.push(Entry {
        number: 0,
        at: clock::now_ms(),
        method: parts.method.to_string(),
        path: uri.path().to_owned(),
        query: redact_query(&Pairs::parse(uri.query().unwrap_or_default().as_bytes())),
        headers: selected_headers(&parts.headers),
        body: body_value(&body),
        status: None,
        fault: None,
        browser_id: browser_id(&parts.headers).map(str::to_owned),
    });
    parts.extensions.insert(entry.clone());
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    entry.record_status(response.status());
    response
}

/// Whether a path of either API is about keys.
pub fn is_about_api_keys(path: &str) -> bool {
    path.split('/').skip(1).any(is_keys_segment)
}

/// Whether a path segment is the keys collection of either API.
pub fn is_keys_segment(segment: &str) -> bool {
    ["api_keys", "keys"].contains(&segment)
}

fn redact_query(query: &Pairs) -> Vec<(String, String)> {
    let shown = |name: &str, value: &str| {
        if name == BROWSER_SECRET {
            "[present]".into()
        } else {
            value.to_owned()
        }
    };
    query
        .iter()
        .map(|(name, value)| (name.to_owned(), shown(name, value)))
        .collect()
}

fn selected_headers(headers: &HeaderMap) -> Value {
    let mut selected = HEADERS
        .iter()
        .filter_map(|name| {
            Some((
                name.to_string(),
                Value::from(headers.get(name)?.to_str().ok()?),
            ))
        })
        .collect::<serde_json::Map<_, _>>();
    if headers.contains_key(header::AUTHORIZATION) {
        let token = token::bearer(headers);
        let claims = token.and_then(token::unverified_claims);
        selected.insert(
            "authorization".into(),
            json!({ "bearer": token.is_some(), "claims": claims }),
        );
    }
    selected.insert("cookie".into(), headers.contains_key(header::COOKIE).into());
    selected.into()
}

fn body_value(body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body).unwrap_or_else(|_| String::from_utf8_lossy(body).into())
}
