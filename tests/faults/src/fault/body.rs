//! Faults of the body: of a wrong type, far too large, not JSON, JSON of a wrong form.

use serde_json::{Value, json};

use crate::{
    answer::{Answer, HTML, JSON, Step},
    api::{SECRET, change_keys},
};

/// A refusal as Clerk writes it.
pub const REFUSAL: &str = r#"{"errors":[{"code":"no_good","message":"No.","long_message":"No good.","meta":{"param_name":"name"}}],"clerk_trace_id":"trace_1"}"#;
/// What a proxy answers with.
pub const PAGE: &str = "<!doctype html><title>A proxy</title><p>Something went wrong.</p>";

const MEGABYTES: usize = 50 * 1024 * 1024;
const DEPTH: usize = 10_000;
/// No field of either API is an array of numbers.
const NO_FIELD: [u32; 1] = [7];

/// What the fault of that name makes of a good answer.
pub fn steps(name: &str, good: Answer) -> Option<Vec<Step>> {
    Some(match name {
        "ok" => good.steps(),
        "json-as-html" => typed(good, Some(HTML)),
        "json-of-no-type" => typed(good, None),
        "html-as-json" => Answer::new(200, Some(JSON), PAGE).steps(),
        "html" => Answer::new(200, Some(HTML), PAGE).steps(),
        "invalid-utf-8" => with_body(good, |body| replace(body, b"\"ci\"", b"\"c\xff\xfe\xc3i\"")),
        "utf-16" => with_body(good, |body| {
            body.iter().flat_map(|byte| [*byte, 0]).collect()
        }),
        "byte-order-mark" => with_body(good, |body| [b"\xef\xbb\xbf", body].concat()),
        "cut" => with_body(good, |body| body[..cut(body)].to_vec()),
        "twice" => with_body(good, |body| body.repeat(2)),
        "huge-json" => huge_json(&good),
        "huge-junk" => huge_junk(),
        "nested" => json(nested()),
        "nested-claims" => in_keys(good, "claims", &format!("{{\"deep\":{}}}", nested())),
        "proto-claims" => in_keys(good, "claims", PROTO),
        "proto-key" => json(PROTO.to_owned()),
        "proto-meta" => refusal_with_proto(),
        "other-key" => changed(good, |key| {
            replace_members(key, &["id", "key_id"], "ak_other");
        }),
        "no-secret" => changed(good, |key| {
            replace_members(key, &["secret", "key"], Value::Null);
        }),
        "still-active" => changed(good, |key| {
            replace_members(key, &["revoked"], false);
            replace_members(key, &["is_active"], true);
        }),
        "null" => json("null".to_owned()),
        "number" => json("7".to_owned()),
        "text" => json("\"ak_1\"".to_owned()),
        "true" => json("true".to_owned()),
        "empty-object" => json("{}".to_owned()),
        "list-of-null" => json("[null]".to_owned()),
        _ => {
            let field = name.strip_prefix("wrong-")?;
            changed(good, |key| key[field] = json!(NO_FIELD))
        }
    })
}

/// Members that stand on every object of JavaScript, as JSON has them.
const PROTO: &str = r#"{"__proto__":{"polluted":true,"secret":"s"},"constructor":{"prototype":{"polluted":true}},"toString":7,"then":7}"#;

fn json(body: String) -> Vec<Step> {
    Answer::new(200, Some(JSON), body).steps()
}

fn typed(good: Answer, content_type: Option<&'static str>) -> Vec<Step> {
    Answer {
        content_type,
        ..good
    }
    .steps()
}

fn with_body(good: Answer, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<Step> {
    let body = change(&good.body);
    Answer { body, ..good }.steps()
}

/// A good answer in which each key is changed.
fn changed(good: Answer, change: impl Fn(&mut Value)) -> Vec<Step> {
    with_body(good, |body| with_keys(body, change))
}

fn with_keys(body: &[u8], change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut body = serde_json::from_slice(body).unwrap_or_default();
    change_keys(&mut body, change);
    body.to_string().into_bytes()
}

/// A good answer in which each key has a member with this text of JSON, which need not fit into a `Value`.
fn in_keys(good: Answer, member: &str, text: &str) -> Vec<Step> {
    const PLACE: &str = "the place of it";
    let place = format!("\"{PLACE}\"");
    with_body(good, |body| {
        let body = with_keys(body, |key| key[member] = PLACE.into());
        replace(&body, place.as_bytes(), text.as_bytes())
    })
}

fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    match text.windows(from.len()).position(|at| at == from) {
        Some(at) => [&text[..at], to, &text[at + from.len()..]].concat(),
        None => text.to_vec(),
    }
}

/// Members that are there.
fn replace_members(key: &mut Value, names: &[&str], value: impl Into<Value>) {
    let value = value.into();
    for name in names {
        if let Some(member) = key.get_mut(name) {
            *member = value.clone();
        }
    }
}

/// Where a body ends too early: after the secret, where it has one, so that whoever tells of the end may tell the secret.
fn cut(body: &[u8]) -> usize {
    let secret = SECRET.as_bytes();
    let at = body.windows(secret.len()).position(|at| at == secret);
    at.map_or(body.len() / 2, |at| at + secret.len())
}

fn nested() -> String {
    ["[".repeat(DEPTH), "]".repeat(DEPTH)].concat()
}

fn refusal_with_proto() -> Vec<Step> {
    let meta = format!("\"meta\":{PROTO}");
    let body = REFUSAL.replace(r#""meta":{"param_name":"name"}"#, &meta);
    Answer::new(422, Some(JSON), body).steps()
}

/// A good answer with a member that nobody asked for, and that is the most of it.
fn huge_json(good: &Answer) -> Vec<Step> {
    let Some(brace) = good.body.iter().position(|byte| *byte == b'{') else {
        return good.clone().steps();
    };
    let (before, after) = good.body.split_at(brace + 1);
    let before = [before, b"\"ballast\":["].concat();
    let after = [b"0],", after].concat();
    // Few and long, as an engine takes them quickest: it is the size that is at fault.
    let piece = [b"\"", &[b'x'; 1021][..], b"\","].concat();
    let times = MEGABYTES / piece.len();
    let length = before.len() + piece.len() * times + after.len();
    vec![
        Step::Send([good.head(length).as_bytes(), &before].concat()),
        Step::Flood(piece, times),
        Step::Send(after),
    ]
}

fn huge_junk() -> Vec<Step> {
    let piece = b"\xde\xad\xbe\xef junk ".repeat(100);
    let times = MEGABYTES / piece.len();
    let head = Answer::new(200, Some(JSON), "").head(piece.len() * times);
    vec![Step::Send(head.into_bytes()), Step::Flood(piece, times)]
}
