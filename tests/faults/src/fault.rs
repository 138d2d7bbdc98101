//! Selects a fault by its name.

mod body;
mod wire;

use std::net::SocketAddr;

use crate::response::{HTML, JSON, Response, Step};

/// Applies a fault to a valid response. `None` for an unknown fault. A redirect leads to the path `target`, on this
/// origin or the other one.
pub fn steps(
    name: &str,
    valid: Response,
    other_origin: SocketAddr,
    target: &str,
) -> Option<Vec<Step>> {
    if let Some(status) = name.strip_prefix("status-") {
        return status_response(status);
    }
    if let Some(redirect) = name.strip_prefix("redirect-") {
        return redirect_response(redirect, other_origin, target);
    }
    wire::steps(name, &valid).or_else(|| body::steps(name, valid))
}

/// Parses `<status>-<body>`.
fn status_response(name: &str) -> Option<Vec<Step>> {
    let (status, body) = name.split_once('-')?;
    let status = status.parse().ok()?;
    let response = match body {
        "json" => Response::new(status, Some(JSON), body::ERROR_BODY),
        "html" => Response::new(status, Some(HTML), body::PROXY_PAGE),
        "empty" => Response::new(status, None, ""),
        // One second more than the package waits.
        "later" => {
            Response::new(status, Some(JSON), body::ERROR_BODY).with_header("Retry-After", "61")
        }
        _ => return None,
    };
    Some(response.steps())
}

/// Parses `<status>-away` or `<status>-home`.
fn redirect_response(name: &str, other_origin: SocketAddr, target: &str) -> Option<Vec<Step>> {
    let (status, destination) = name.split_once('-')?;
    let location = match destination {
        "home" => target.to_owned(),
        "away" => format!("http://{other_origin}{target}"),
        _ => return None,
    };
    let response = Response::new(status.parse().ok()?, Some(HTML), body::PROXY_PAGE);
    Some(response.with_header("Location", location).steps())
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::steps;
    use crate::response::{Response, Step};

    fn sent(name: &str) -> Option<String> {
        let other_origin = SocketAddr::from(([127, 0, 0, 1], 81));
        let valid = Response::new(200, None, "{}");
        match steps(name, valid, other_origin, "/redirected/r/api_keys")?.first()? {
            Step::Send(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            _ => None,
        }
    }

    #[test]
    fn each_kind_of_body_works_with_a_status() {
        for (body, part) in [
            ("json", "\r\n\r\n{\"errors\":"),
            ("html", "\r\n\r\n<!doctype html>"),
            ("empty", "Content-Length: 0\r\n\r\n"),
            ("later", "Retry-After: 61\r\n"),
        ] {
            let sent = sent(&format!("status-503-{body}")).unwrap_or_default();
            assert!(sent.starts_with("HTTP/1.1 503 \r\n"), "{sent}");
            assert!(sent.contains(part), "{sent}");
        }
    }

    #[test]
    fn a_redirect_leads_to_either_origin() {
        let home = sent("redirect-307-home").unwrap_or_default();
        assert!(
            home.contains("\r\nLocation: /redirected/r/api_keys\r\n"),
            "{home}"
        );
        let away = sent("redirect-301-away").unwrap_or_default();
        assert!(away.contains("\r\nLocation: http://127.0.0.1:81/redirected/r/api_keys\r\n"));
    }

    #[test]
    fn an_unknown_fault_is_none() {
        for name in [
            "",
            "status-503",
            "status-x-json",
            "redirect-301-up",
            "wrong",
            "boom",
        ] {
            assert_eq!(sent(name), None, "{name}");
        }
    }
}
