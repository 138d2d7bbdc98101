//! How a request meets the faults that its browser has ordered.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{OriginalUri, Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use futures_util::stream;

use super::{Fault, Faults, Order, browser};
use crate::{
    error::Refusing,
    journal::{Line, is_about_api_keys, is_keys},
};

/// What is read of a request that is not done.
const BODY_LIMIT: usize = 1024 * 1024;

/// Lets a request pass, or what was ordered happen to it. `E` is the error of the API it goes to.
pub async fn meet<E: Refusing>(
    State(faults): State<Faults>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let named = browser(request.headers()).map(str::to_owned);
    let Some(browser) = named.filter(|_| is_about_api_keys(uri.path())) else {
        return next.run(request).await;
    };
    let line = request.extensions().get::<Line>().cloned();
    let note = |fault| {
        if let Some(line) = &line {
            line.note(fault);
        }
    };
    let creates = request.method() == Method::POST && is_of_all_keys(uri.path());

    let (order, fault) = faults.change(&browser, |order| (*order, order.take()));
    fault.inspect(|fault| note(*fault));
    let response = match fault {
        None | Some(Fault::Late) => {
            let response = next.run(request).await;
            let is_done = creates && response.status().is_success();
            if is_done && faults.change(&browser, Order::lose_create) {
                note(Fault::Lost);
                cut()
            } else {
                response
            }
        }
        Some(fault) => {
            // A connection that is closed over an unread body is reset, and an answer may be lost with it.
            let _ = to_bytes(request.into_body(), BODY_LIMIT).await;
            instead::<E>(fault, order)
        }
    };
    tokio::time::sleep(Duration::from_millis(order.latency_ms.into())).await;
    response
}

/// Whether a path is that of the keys of an owner, not of one of them.
fn is_of_all_keys(path: &str) -> bool {
    let last = path.split('/').rfind(|segment| !segment.is_empty());
    last.is_some_and(is_keys)
}

/// What comes of a request that is not done.
fn instead<E: Refusing>(fault: Fault, order: Order) -> Response {
    match fault {
        Fault::TooMany => {
            let mut response = E::TOO_MANY.into_response();
            let seconds = HeaderValue::from(order.retry_after);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
            response
        }
        Fault::Unavailable => E::UNAVAILABLE.into_response(),
        Fault::ExpiredSession => E::UNAUTHENTICATED.into_response(),
        Fault::Late | Fault::Offline | Fault::Lost => cut(),
    }
}

/// An answer that ends before its body begins. Where a connection ends without any answer, browsers send the request
/// again by themselves, and then nothing would be lost.
fn cut() -> Response {
    let body = stream::once(async {
        // The head goes out while the body waits.
        tokio::task::yield_now().await;
        Err::<Bytes, _>(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    let mut response = Response::new(Body::from_stream(body));
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("1024"));
    response
}
