//! A journal of the requests about API keys, for end-to-end tests to compare with what should have been sent.
//!
//! It holds no token: of a session token only its claims, of the browser's secret only that it was there.

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

use crate::{
    app::App,
    clock,
    error::Refusing,
    faults::{self, Fault},
    fields::Pairs,
    token,
};

/// The query parameter that is as good as a session: it names the browser.
const BROWSER_SECRET: &str = "__clerk_db_jwt";

/// The headers that are written down as they are.
const HEADERS: [header::HeaderName; 5] = [
    header::ACCEPT,
    header::CACHE_CONTROL,
    header::CONTENT_TYPE,
    header::ORIGIN,
    header::PRAGMA,
];

/// So many of its own requests a browser is told.
const OWN: usize = 20;

/// No request about keys is longer; what is longer is written down without its body.
const BODY_LIMIT: usize = 1024 * 1024;

/// The last requests about API keys. Cheap to clone; all clones are one journal.
#[derive(Clone, Debug)]
pub struct Journal {
    capacity: usize,
    book: Arc<Mutex<Book>>,
}

#[derive(Debug, Default)]
struct Book {
    written: u64,
    entries: VecDeque<Entry>,
}

/// One request.
#[derive(Clone, Debug, Serialize)]
struct Entry {
    /// Counts up from 1, in the order of arrival.
    number: u64,
    at: i64,
    method: String,
    /// The whole path, `/__clerk` or `/api/v1` with it.
    path: String,
    /// Name and value, in the order of the URL.
    query: Vec<(String, String)>,
    headers: Value,
    /// The JSON value, or the text where it is none, or null where there is no body.
    body: Value,
    /// What was answered; null while nothing is, or where the client left before, or was cut off on order.
    status: Option<u16>,
    /// What happened to it on order.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<Fault>,
    /// The browser that it came from, where that has ordered faults. Only it is told which requests are its own.
    #[serde(skip)]
    browser: Option<String>,
}

/// Where a request is written down, for what happens to it further on.
#[derive(Clone, Debug)]
pub struct Line {
    journal: Journal,
    number: u64,
}

impl Line {
    /// Notes what happens to the request on order.
    pub fn note(&self, fault: Fault) {
        self.change(|entry| entry.fault = Some(fault));
    }

    fn answered(&self, status: StatusCode) {
        self.change(|entry| {
            let is_cut = entry.fault.is_some_and(Fault::is_cut);
            entry.status = (!is_cut).then_some(status.as_u16());
        });
    }

    fn change(&self, change: impl FnOnce(&mut Entry)) {
        let mut book = self.journal.book();
        // It may have been dropped or cleared in the meantime.
        let found = book
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
            book: Arc::default(),
        }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, entry: Entry) -> Line {
        let mut book = self.book();
        book.written += 1;
        let number = book.written;
        book.entries.push_back(Entry { number, ..entry });
        if book.entries.len() > self.capacity {
            book.entries.pop_front();
        }
        Line {
            journal: self.clone(),
            number,
        }
    }

    /// The last requests of a browser, the last one first.
    fn last_of(&self, browser: &str) -> Vec<Entry> {
        let book = self.book();
        let all = book.entries.iter().rev();
        all.filter(|entry| entry.browser.as_deref() == Some(browser))
            .take(OWN)
            .cloned()
            .collect()
    }
}

/// The journal's own routes.
pub fn routes(journal: Journal) -> Router {
    async fn show(State(journal): State<Journal>) -> Json<Vec<Entry>> {
        Json(journal.book().entries.iter().cloned().collect())
    }
    async fn show_own(State(journal): State<Journal>, headers: HeaderMap) -> Json<Vec<Entry>> {
        let own = faults::browser(&headers).map(|browser| journal.last_of(browser));
        Json(own.unwrap_or_default())
    }
    async fn clear(State(journal): State<Journal>) -> StatusCode {
        journal.book().entries.clear();
        StatusCode::NO_CONTENT
    }
    Router::new()
        .route("/", get(show).delete(clear))
        .route("/own", get(show_own))
        .with_state(journal)
}

/// Writes a request down and lets it pass. `E` is the error of the API it goes to.
pub async fn record<E: Refusing>(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let Some(journal) = app.journal.filter(|_| is_about_api_keys(uri.path())) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return E::BODY_TOO_LARGE.into_response();
    };
    let line = journal.write(Entry {
        number: 0,
        at: clock::now_ms(),
        method: parts.method.to_string(),
        path: uri.path().to_owned(),
        query: without_secret(&Pairs::parse(uri.query().unwrap_or_default().as_bytes())),
        headers: select(&parts.headers),
        body: readable(&body),
        status: None,
        fault: None,
        browser: faults::browser(&parts.headers).map(str::to_owned),
    });
    parts.extensions.insert(line.clone());
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    line.answered(response.status());
    response
}

/// Whether a path has to do with keys, in either API.
pub fn is_about_api_keys(path: &str) -> bool {
    path.split('/').skip(1).any(is_keys)
}

/// Whether a segment of a path stands for the keys of an owner.
pub fn is_keys(segment: &str) -> bool {
    ["api_keys", "keys"].contains(&segment)
}

fn without_secret(query: &Pairs) -> Vec<(String, String)> {
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

fn select(headers: &HeaderMap) -> Value {
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

fn readable(body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body).unwrap_or_else(|_| String::from_utf8_lossy(body).into())
}
