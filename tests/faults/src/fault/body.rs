//! Faults of the body: a wrong content type, too large, invalid JSON, JSON with wrong members.

use serde_json::{Value, json};

use crate::{
    api::{SECRET, change_keys},
    response::{HTML, JSON, Response, Step},
};

/// An error response of Clerk's API.
pub const ERROR_BODY: &str = r#"{"errors":[{"code":"no_good","message":"No.","long_message":"No good.","meta":{"param_name":"name"}}],"clerk_trace_id":"trace_1"}"#;
/// An error page of a proxy.
pub const PROXY_PAGE: &str = "<!doctype html><title>A proxy</title><p>Something went wrong.</p>";

/// The size of a huge body in bytes.
const HUGE: usize = 50 * 1024 * 1024;
const DEPTH: usize = 10_000;
/// An invalid value for every field of both APIs: no field is an array of numbers.
const WRONG_VALUE: [u32; 1] = [7];

/// Applies the fault with this name to a valid response.
pub fn steps(name: &str, valid: Response) -> Option<Vec<Step>> {
    Some(match name {
        "ok" => valid.steps(),
        "json-as-html" => with_content_type(valid, Some(HTML)),
        "json-of-no-type" => with_content_type(valid, None),
        "html-as-json" => Response::new(200, Some(JSON), PROXY_PAGE).steps(),
        "html" => Response::new(200, Some(HTML), PROXY_PAGE).steps(),
        "invalid-utf-8" => with_body(valid, |body| {
            replace(body, b"\"ci\"", b"\"c\xff\xfe\xc3i\"")
        }),
        "utf-16" => with_body(valid, |body| {
            body.iter().flat_map(|byte| [*byte, 0]).collect()
        }),
        "byte-order-mark" => with_body(valid, |body| [b"\xef\xbb\xbf", body].concat()),
        "cut" => with_body(valid, |body| body[..cut_position(body)].to_vec()),
        "twice" => with_body(valid, |body| body.repeat(2)),
        "huge-json" => huge_json(&valid),
        "huge-junk" => huge_junk(),
        "nested" => json_response(nested()),
        "nested-claims" => {
            with_member_in_keys(valid, "claims", &format!("{{\"deep\":{}}}", nested()))
        }
        "proto-claims" => with_member_in_keys(valid, "claims", PROTO),
        "proto-key" => json_response(PROTO.to_owned()),
        "proto-meta" => error_with_proto(),
        "other-key" => with_changed_keys(valid, |key| {
            replace_members(key, &["id", "key_id"], "ak_other");
        }),
        "no-secret" => with_changed_keys(valid, |key| {
            replace_members(key, &["secret", "key"], Value::Null);
        }),
        "still-active" => with_changed_keys(valid, |key| {
            replace_members(key, &["revoked"], false);
            replace_members(key, &["is_active"], true);
        }),
        "null" => json_response("null".to_owned()),
        "number" => json_response("7".to_owned()),
        "text" => json_response("\"ak_1\"".to_owned()),
        "true" => json_response("true".to_owned()),
        "empty-object" => json_response("{}".to_owned()),
        "list-of-null" => json_response("[null]".to_owned()),
        _ => {
            let field = name.strip_prefix("wrong-")?;
            with_changed_keys(valid, |key| key[field] = json!(WRONG_VALUE))
        }
    })
}

/// JSON members with the names of inherited JavaScript properties.
const PROTO: &str = r#"{"__proto__":{"polluted":true,"secret":"s"},"constructor":{"prototype":{"polluted":true}},"toString":7,"then":7}"#;

fn json_response(body: String) -> Vec<Step> {
    Response::new(200, Some(JSON), body).steps()
}

fn with_content_type(valid: Response, content_type: Option<&'static str>) -> Vec<Step> {
    Response {
        content_type,
        ..valid
    }
    .steps()
}

fn with_body(valid: Response, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<Step> {
    let body = change(&valid.body);
    Response { body, ..valid }.steps()
}

/// Changes each key of a valid response.
fn with_changed_keys(valid: Response, change: impl Fn(&mut Value)) -> Vec<Step> {
    with_body(valid, |body| change_keys_in_body(body, change))
}

fn change_keys_in_body(body: &[u8], change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut body = serde_json::from_slice(body).unwrap_or_default();
    change_keys(&mut body, change);
    body.to_string().into_bytes()
}

/// Adds a member to each key. Its value is JSON text, because serde_json cannot parse every value.
fn with_member_in_keys(valid: Response, member: &str, text: &str) -> Vec<Step> {
    const PLACEHOLDER: &str = "placeholder";
    let placeholder = format!("\"{PLACEHOLDER}\"");
    with_body(valid, |body| {
        let body = change_keys_in_body(body, |key| key[member] = PLACEHOLDER.into());
        replace(&body, placeholder.as_bytes(), text.as_bytes())
    })
}

fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    match text.windows(from.len()).position(|at| at == from) {
        Some(at) => [&text[..at], to, &text[at + from.len()..]].concat(),
        None => text.to_vec(),
    }
}

/// Replaces the members that exist.
fn replace_members(key: &mut Value, names: &[&str], value: impl Into<Value>) {
    let value = value.into();
    for name in names {
        if let Some(member) = key.get_mut(name) {
            *member = value.clone();
        }
    }
}

/// Where to cut a body: after the secret if there is one, so that a parse error that quotes the body exposes the secret.
fn cut_position(body: &[u8]) -> usize {
    let secret = SECRET.as_bytes();
    let at = body.windows(secret.len()).position(|at| at == secret);
    at.map_or(body.len() / 2, |at| at + secret.len())
}

fn nested() -> String {
    ["[".repeat(DEPTH), "]".repeat(DEPTH)].concat()
}

fn error_with_proto() -> Vec<Step> {
    let meta = format!("\"meta\":{PROTO}");
    let body = ERROR_BODY.replace(r#""meta":{"param_name":"name"}"#, &meta);
    Response::new(422, Some(JSON), body).steps()
}

/// A valid response with a huge unknown member.
fn huge_json(valid: &Response) -> Vec<Step> {
    let Some(brace) = valid.body.iter().position(|byte| *byte == b'{') else {
        return valid.clone().steps();
    };
    let (before, after) = valid.body.split_at(brace + 1);
    let before = [before, b"\"ballast\":["].concat();
    let after = [b"0],", after].concat();
    // A few long strings: engines parse them fastest, and only the size matters.
    let chunk = [b"\"", &[b'x'; 1021][..], b"\","].concat();
    let times = HUGE / chunk.len();
    let length = before.len() + chunk.len() * times + after.len();
    vec![
        Step::Send([valid.head(length).as_bytes(), &before].concat()),
        Step::Repeat(chunk, times),
        Step::Send(after),
    ]
}

fn huge_junk() -> Vec<Step> {
    let chunk = b"\xde\xad\xbe\xef junk ".repeat(100);
    let times = HUGE / chunk.len();
    let head = Response::new(200, Some(JSON), "").head(chunk.len() * times);
    vec![Step::Send(head.into_bytes()), Step::Repeat(chunk, times)]
}
