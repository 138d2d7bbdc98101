//! Only this machine may talk to the stand-in.
//!
//! Listening on 127.0.0.1 keeps other machines out, not other web pages: a page whose name is made to resolve to
//! 127.0.0.1 (DNS rebinding) would be of the same origin. Its requests carry its own name in `Host`, and are refused.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::{
    extract::Request,
    http::{HeaderMap, Uri, header, uri::Authority},
    middleware::Next,
    response::Response,
};

use crate::error::Refusing;

/// Refuses what is not addressed to a loopback host, in the form of the API that `E` is the error of.
pub async fn loopback_only<E: Refusing>(request: Request, next: Next) -> Response {
    match authority(request.uri(), request.headers()) {
        Some(authority) if is_loopback(authority.host()) => next.run(request).await,
        _ => E::NOT_LOOPBACK.into_response(),
    }
}

/// The host and port that a request is addressed to.
pub fn authority(uri: &Uri, headers: &HeaderMap) -> Option<Authority> {
    // A request line with an absolute address counts more than Host (RFC 9112, 3.2.2).
    uri.authority()
        .cloned()
        .or_else(|| headers.get(header::HOST)?.to_str().ok()?.parse().ok())
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
    use super::is_loopback;

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
