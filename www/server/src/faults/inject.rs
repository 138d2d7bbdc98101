//! The middleware that injects the faults of the request's browser.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{OriginalUri, Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use futures_util::stream;

use super::settings::{FaultSettings, Faults};
use crate::{
    common_errors::CommonErrors,
    journal::{EntryHandle, InjectedFault, is_about_api_keys, is_keys_segment},
    standin_cookie::browser_id,
};

/// The limit for reading a body that is not processed.
const BODY_LIMIT: usize = 1024 * 1024;

/// Injects the next fault of the browser, if any, or passes the request on. `E` is the error type of the API.
pub async fn inject<E: CommonErrors>(
    State(faults): State<Faults>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let known = browser_id(request.headers()).map(str::to_owned);
    let Some(browser_id) = known.filter(|_| is_about_api_keys(uri.path())) else {
        return next.run(request).await;
    };
    let entry = request.extensions().get::<EntryHandle>().cloned();
    let record = |fault| {
        if let Some(entry) = &entry {
            entry.record_fault(fault);
        }
    };
    let is_create = request.method() == Method::POST && is_keys_collection(uri.path());

    let (settings, fault) = faults.change(&browser_id, |settings| (*settings, settings.take()));
    fault.inspect(|fault| record(*fault));
    let response = match fault {
        None | Some(InjectedFault::Late) => {
            let response = next.run(request).await;
            let is_created = is_create && response.status().is_success();
            if is_created && faults.change(&browser_id, FaultSettings::take_lost_create) {
                record(InjectedFault::Lost);
                broken_response()
            } else {
                response
            }
        }
        Some(fault) => {
            // Closing a connection with an unread body resets it, which may lose the response.
            let _ = to_bytes(request.into_body(), BODY_LIMIT).await;
            fault_response::<E>(fault, settings)
        }
    };
    tokio::time::sleep(Duration::from_millis(settings.latency_ms.into())).await;
    response
}

/// Whether a path is a collection of keys, not a single key.
fn is_keys_collection(path: &str) -> bool {
    let last = path.split('/').rfind(|segment| !segment.is_empty());
    last.is_some_and(is_keys_segment)
}

/// The response to a request that is not processed.
fn fault_response<E: CommonErrors>(fault: InjectedFault, settings: FaultSettings) -> Response {
    match fault {
        InjectedFault::TooMany => {
            let mut response = E::TOO_MANY.into_response();
            let seconds = HeaderValue::from(settings.retry_after);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
            response
        }
        InjectedFault::Unavailable => E::UNAVAILABLE.into_response(),
        InjectedFault::ExpiredSession => E::UNAUTHENTICATED.into_response(),
        InjectedFault::Late | InjectedFault::Offline | InjectedFault::Lost => broken_response(),
    }
}

/// A response that breaks off after its headers. If a connection closes without any response, browsers send the request
/// again by themselves, so nothing would be lost.
fn broken_response() -> Response {
    let body = stream::once(async {
        // Sends the headers before the body fails.
        tokio::task::yield_now().await;
        Err::<Bytes, _>(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    let mut response = Response::new(Body::from_stream(body));
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("1024"));
    response
}
