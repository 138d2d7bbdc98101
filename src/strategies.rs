//! What the property tests generate: any text, any JSON, responses that are almost right.
//!
//! `cargo test` tries each property a few hundred times, `cargo xtask fuzz` many more.

use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{Index, select},
};
use serde_json::{Value as Json, json};

use crate::{
    backend::Response,
    failure::{Failure, InvalidResponse},
    value::ResourceClass,
};

/// What must appear in no message: a property test puts it in place of a secret, and looks for it afterwards.
pub const CANARY: &str = "canary-5f1e9c";

/// Members that some decoder reads, so that chance meets them.
const NAMES: [&str; 16] = [
    "id",
    "key_id",
    "name",
    "secret",
    "key",
    "scopes",
    "revoked",
    "is_active",
    "data",
    "total_count",
    "response",
    "success",
    "errors",
    "message",
    "detail",
    "__proto__",
];

/// Numbers at the ends of what some decoder takes.
const NUMBERS: [f64; 9] = [
    0.0,
    -1.0,
    0.5,
    1.0,
    4_294_967_295.0,
    4_294_967_296.0,
    8.64e15,
    8.64e15 + 2.0,
    1e308,
];

/// The limits of the successful statuses, and statuses beside them.
const STATUSES: [u16; 10] = [0, 100, 199, 201, 204, 299, 400, 404, 422, 503];

/// Segments that a URL parser takes away, or that look like them.
const DOTS: [&str; 6] = [".", "..", "%2e", "%2E%2e", ".%2e", "..."];

/// A thing that goes wrong somewhere in a response.
#[derive(Debug, Clone)]
enum Change {
    Gone,
    Other(Json),
    Twice,
    Wrapped,
}

/// Any text, and often one that means something to a URL, a header or a JSON parser.
pub fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        any::<String>(),
        select(&DOTS).prop_map(str::to_owned),
        "[\\x00-\\x7f]{0,16}",
        "[./%2eE?#&=+:@;\\\\ \\t\\r\\n\\x00\"]{0,12}",
        // Controls and characters without a place in any alphabet, of which `String` has none.
        vec(any::<char>(), 0..8).prop_map(|characters| characters.into_iter().collect()),
    ]
}

/// Any JSON value.
pub fn json() -> impl Strategy<Value = Json> + Clone {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        select(&NUMBERS).prop_map(Json::from),
        text().prop_map(Json::from),
        Just(json!("2026-01-01T00:00:00Z")),
    ];
    let name = prop_oneof![4 => select(&NAMES).prop_map(str::to_owned), 1 => text()];
    leaf.prop_recursive(3, 24, 5, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Json::Array),
            vec((name.clone(), inner), 0..5)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

/// A good value, or one with up to three things wrong with it, or now and then anything at all.
/// Nothing moves to a member of another name: what stands in `value` is never found in `message`.
pub fn near(good: Json) -> impl Strategy<Value = Json> {
    let change = prop_oneof![
        2 => Just(Change::Gone),
        4 => json().prop_map(Change::Other),
        1 => Just(Change::Twice),
        1 => Just(Change::Wrapped),
    ];
    let changed = vec((any::<Index>(), change), 0..4).prop_map(move |changes| {
        changes.iter().fold(good.clone(), |value, (place, change)| {
            let mut place = Some(place.index(nodes(&value)));
            rewrite(value, &mut place, change).pop().unwrap_or_default()
        })
    });
    prop_oneof![8 => changed, 1 => json()]
}

/// A response with such a body, of whatever status except a redirect's: a call passes none on.
pub fn response(body: impl Strategy<Value = Json>) -> impl Strategy<Value = Response<Json>> {
    let status = prop_oneof![4 => Just(200), 4 => select(&STATUSES), 1 => any::<u16>()];
    let status = status.prop_filter("a redirect", |status| !(300..400).contains(status));
    let body = option::weighted(0.95, body);
    (status, body, option::of(0.0..1e6)).prop_map(|(status, body, retry_after)| Response {
        is_repeated: false,
        status,
        body,
        retry_after,
        class: class(),
    })
}

/// What makes resources that are the items as they came.
pub fn class() -> ResourceClass<Json> {
    ResourceClass {
        class: Json::Null,
        now: 784_111_777_000.0,
    }
}

/// Whether a value is a date: an implementation other than the decoders'.
pub fn is_moment(value: &Json) -> bool {
    match value {
        Json::Number(number) => number.as_f64() <= Some(8.64e15),
        Json::String(text) => text.contains('T'),
        _ => false,
    }
}

/// The same of an array of strings.
pub fn is_texts(value: &Json) -> bool {
    let items = value.as_array();
    items.is_some_and(|items| items.iter().all(Json::is_string))
}

/// The body of a successful response.
pub fn said(response: &Response<Json>) -> Option<&Json> {
    let body = response.body.as_ref();
    body.filter(|_| (200..300).contains(&response.status))
}

/// What is not taken fails as its status says, in words, and without the [`CANARY`].
pub fn fails_rightly(
    response: &Response<Json>,
    failure: &Failure<Json>,
) -> Result<(), TestCaseError> {
    match (response.status, failure) {
        (200..300, Failure::InvalidResponse(InvalidResponse::NotJson { status })) => {
            prop_assert_eq!((*status, &response.body), (response.status, &None));
        }
        (200..300, Failure::InvalidResponse(_)) => prop_assert!(response.body.is_some()),
        (_, Failure::Refused(refusal)) => {
            prop_assert!(!(200..300).contains(&response.status));
            prop_assert_eq!(
                (refusal.status, refusal.retry_after),
                (response.status, response.retry_after)
            );
        }
        _ => prop_assert!(false, "status {}: {:?}", response.status, failure),
    }
    prop_assert!(!failure.message().is_empty());
    keeps_the_secret(failure)
}

/// Neither the message nor anything else of a failure has the [`CANARY`] in it.
pub fn keeps_the_secret(failure: &Failure<Json>) -> Result<(), TestCaseError> {
    let all = format!("{} {failure:?}", failure.message());
    prop_assert!(!all.contains(CANARY), "{}", all);
    Ok(())
}

/// How many values a value is made of, itself counted.
fn nodes(value: &Json) -> usize {
    1 + match value {
        Json::Array(items) => items.iter().map(nodes).sum(),
        Json::Object(members) => members.values().map(nodes).sum::<usize>(),
        _ => 0,
    }
}

/// Makes a change at a place, counted from the value itself down. A value becomes none, one or two.
fn rewrite(value: Json, place: &mut Option<usize>, change: &Change) -> Vec<Json> {
    match place {
        Some(0) => {
            *place = None;
            return match change {
                Change::Gone => vec![],
                Change::Other(other) => vec![other.clone()],
                Change::Twice => vec![value.clone(), value],
                Change::Wrapped => vec![json!({ "response": value })],
            };
        }
        Some(rest) => *rest -= 1,
        None => {}
    }
    vec![match value {
        Json::Array(items) => {
            let items = items.into_iter();
            items
                .flat_map(|item| rewrite(item, place, change))
                .collect()
        }
        Json::Object(members) => {
            let members = members.into_iter();
            members
                .filter_map(|(name, member)| Some((name, rewrite(member, place, change).pop()?)))
                .collect()
        }
        leaf => leaf,
    }]
}
