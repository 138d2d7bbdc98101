//! The faults, by name.

mod body;
mod wire;

use std::net::SocketAddr;

use crate::answer::{Answer, HTML, JSON, Step};

/// What a fault makes of a good answer; `None` where there is no fault of that name. A redirect leads to `landing`, on
/// this origin or the other.
pub fn steps(name: &str, good: Answer, elsewhere: SocketAddr, landing: &str) -> Option<Vec<Step>> {
    if let Some(status) = name.strip_prefix("status-") {
        return with_status(status);
    }
    if let Some(redirect) = name.strip_prefix("redirect-") {
        return to(redirect, elsewhere, landing);
    }
    wire::steps(name, &good).or_else(|| body::steps(name, good))
}

/// `<status>-<body>`.
fn with_status(name: &str) -> Option<Vec<Step>> {
    let (status, body) = name.split_once('-')?;
    let status = status.parse().ok()?;
    let answer = match body {
        "json" => Answer::new(status, Some(JSON), body::REFUSAL),
        "html" => Answer::new(status, Some(HTML), body::PAGE),
        "empty" => Answer::new(status, None, ""),
        // Longer than the package waits.
        "later" => Answer::new(status, Some(JSON), body::REFUSAL).with("Retry-After", "61"),
        _ => return None,
    };
    Some(answer.steps())
}

/// `<status>-away` or `<status>-home`.
fn to(name: &str, elsewhere: SocketAddr, landing: &str) -> Option<Vec<Step>> {
    let (status, where_to) = name.split_once('-')?;
    let location = match where_to {
        "home" => landing.to_owned(),
        "away" => format!("http://{elsewhere}{landing}"),
        _ => return None,
    };
    let answer = Answer::new(status.parse().ok()?, Some(HTML), body::PAGE);
    Some(answer.with("Location", location).steps())
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::steps;
    use crate::answer::{Answer, Step};

    fn sent(name: &str) -> Option<String> {
        let elsewhere = SocketAddr::from(([127, 0, 0, 1], 81));
        let good = Answer::new(200, None, "{}");
        match steps(name, good, elsewhere, "/landed/k/api_keys")?.first()? {
            Step::Send(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            _ => None,
        }
    }

    #[test]
    fn a_status_comes_with_each_kind_of_body() {
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
            home.contains("\r\nLocation: /landed/k/api_keys\r\n"),
            "{home}"
        );
        let away = sent("redirect-301-away").unwrap_or_default();
        assert!(away.contains("\r\nLocation: http://127.0.0.1:81/landed/k/api_keys\r\n"));
    }

    #[test]
    fn there_is_no_other_fault() {
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
