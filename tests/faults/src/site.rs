//! Serves the host page and the package that it imports.

use std::{fs, path::Path};

use crate::response::{HTML, Response};

/// The file at a path, with the Content-Security-Policy from the query.
pub fn response(folder: &Path, path: &str, query: &str) -> Response {
    let Some((content_type, bytes)) = file(folder, path) else {
        return Response::new(404, Some("text/plain"), "file not found");
    };
    let file = Response::new(200, content_type, bytes).with_header("Cache-Control", "no-store");
    match policy(query) {
        Some(policy) => file.with_header("Content-Security-Policy", policy),
        None => file,
    }
}

fn file(folder: &Path, path: &str) -> Option<(Option<&'static str>, Vec<u8>)> {
    let path = path.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    if path.split('/').any(|segment| segment == "..") {
        return None;
    }
    Some((content_type(path), fs::read(folder.join(path)).ok()?))
}

fn content_type(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "html" => Some(HTML),
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "json" => Some("application/json"),
        _ => None,
    }
}

/// The decoded value of `csp`. Rejects control characters, which would end the header line.
fn policy(query: &str) -> Option<String> {
    let value = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("csp="))?;
    decode(value).filter(|policy| !policy.contains(char::is_control))
}

fn decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut decoded = parts.next()?.replace('+', " ");
    for part in parts {
        let code = u8::from_str_radix(part.get(..2)?, 16).ok()?;
        decoded.push(char::from(code));
        decoded.push_str(&part.get(2..)?.replace('+', " "));
    }
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use super::{content_type, file, policy};

    #[test]
    fn a_policy_is_decoded_without_control_characters() {
        let decoded = |query| policy(query).unwrap_or_default();
        assert_eq!(
            decoded("a=b&csp=script-src+%27self%27%3B"),
            "script-src 'self';"
        );
        for query in ["", "csp=a%0Ab", "csp=%zz", "csp=%2"] {
            assert_eq!(policy(query), None, "{query}");
        }
    }

    #[test]
    fn paths_outside_the_folder_are_refused() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(file(&folder, "/main.rs").is_some());
        assert!(file(&folder, "/../Cargo.toml").is_none());
        assert_eq!(content_type("a/b.wasm"), Some("application/wasm"));
    }
}
