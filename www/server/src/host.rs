//! Rejects requests that do not come from this machine.
//!
//! Listening on 127.0.0.1 excludes other machines, but not other websites: a website whose domain resolves to 127.0.0.1
//! (DNS rebinding) would be same-origin. Its requests have its own domain in `Host`, so they are rejected.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::{
    extract::Request,
    http::{Extensions, HeaderMap, Uri, header, uri::Authority},
    middleware::Next,
    response::Response,
};

use crate::{common_errors::CommonErrors, error::ApiError};

/// Marks the requests that came over TLS.
#[derive(Clone, Copy, Debug)]
pub struct Https;

/// The origin that a request was sent to. A request has no scheme, so the router marks those over TLS.
pub fn own_origin(uri: &Uri, headers: &HeaderMap, extensions: &Extensions) -> Option<String> {
    let scheme = if is_https(extensions) {
        "https"
    } else {
        "http"
    };
    authority(uri, headers).map(|authority| format!("{scheme}://{authority}"))
}

/// Whether a request came over TLS.
pub fn is_https(extensions: &Extensions) -> bool {
    extensions.get::<Https>().is_some()
}

/// Whether the host of a request is that of a Frontend API, not that of a host page.
pub fn is_frontend_api(uri: &Uri, headers: &HeaderMap) -> bool {
    authority(uri, headers)
        .is_some_and(|authority| authority.host().to_ascii_lowercase().starts_with("clerk."))
}

/// Rejects requests to a host that is not a loopback host. `E` is the error type of the API.
pub async fn loopback_only<E: CommonErrors>(request: Request, next: Next) -> Response {
    match authority(request.uri(), request.headers()) {
        Some(authority) if is_loopback(authority.host()) => next.run(request).await,
        _ => E::NOT_LOOPBACK.into_response(),
    }
}

/// The host and port of a request.
pub fn authority(uri: &Uri, headers: &HeaderMap) -> Option<Authority> {
    // An absolute URL in the request line takes precedence over Host (RFC 9112, 3.2.2).
    uri.authority()
        .cloned()
        .or_else(|| headers.get(header::HOST)?.to_str().ok()?.parse().ok())
}

/// Rejects requests from websites of another origin.
pub async fn same_origin_only(request: Request, next: Next) -> Result<Response, ApiError> {
    let own_origin = own_origin(request.uri(), request.headers(), request.extensions());
    if is_same_origin(own_origin.as_deref(), request.headers()) {
        Ok(next.run(request).await)
    } else {
        Err(ApiError::CrossOrigin)
    }
}

/// Whether the origin of the request is this server. A client that is no browser sends neither header and is allowed.
fn is_same_origin(own_origin: Option<&str>, headers: &HeaderMap) -> bool {
    // Every current browser sends Sec-Fetch-Site, and no website can forge it. It is also correct behind Vite's proxy,
    // where Origin has another port.
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    own_origin.is_some_and(|own| *origin == own)
}

fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let name = host.strip_suffix('.').unwrap_or(&host);
    if name == "localhost" || name.ends_with(".localhost") {
        return true;
    }
    if let Some(v6) = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        return v6
            .parse::<Ipv6Addr>()
            .is_ok_and(|address| address.is_loopback());
    }
    name.parse::<Ipv4Addr>()
        .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_origin_requests() {
        let is_own = |lines: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.insert(*name, value.parse().expect("a value"));
            }
            is_same_origin(Some("http://127.0.0.1:4173"), &headers)
        };
        let (site, origin) = ("sec-fetch-site", "origin");
        assert!(is_own(&[]));
        assert!(is_own(&[(origin, "http://127.0.0.1:4173")]));
        assert!(is_own(&[(site, "none")]));
        assert!(is_own(&[
            (site, "same-origin"),
            (origin, "http://localhost:5173")
        ]));
        for foreign in [
            "http://127.0.0.1:4174",
            "https://127.0.0.1:4173",
            "http://localhost:4173",
            "null",
        ] {
            assert!(!is_own(&[(origin, foreign)]), "{foreign}");
        }
        for foreign in ["same-site", "cross-site", "", "anything"] {
            assert!(
                !is_own(&[(site, foreign), (origin, "http://127.0.0.1:4173")]),
                "{foreign}"
            );
        }
    }

    #[test]
    fn loopback_hosts() {
        for host in [
            "localhost",
            "LOCALHOST",
            "localhost.",
            "app.localhost",
            "127.0.0.1",
            "127.8.8.8",
            "[::1]",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "example.com",
            "127.0.0.1.example.com",
            "localhost.example.com",
            "notlocalhost",
            "0.0.0.0",
            "10.0.0.1",
            "[::]",
            "::1",
            "[::1",
            "127.1",
            "2130706433",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
