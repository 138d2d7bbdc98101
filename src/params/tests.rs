use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::{
    host_value::HostValue,
    of_json, read,
    rules::{Count, Milliseconds, NonEmptyText, NonEmptyTexts, PathSegment, WholeNumber},
};
use crate::failure::{Failure, Role};

#[derive(Debug, Deserialize, PartialEq)]
struct Object<T> {
    it: T,
}

/// Reads a member as a rule.
fn member<T: serde::de::DeserializeOwned>(value: &Json) -> Result<T, String> {
    let read = of_json(json!({ "it": value }));
    read.map(|object: Object<T>| object.it)
        .map_err(|failure| failure.message())
}

#[track_caller]
fn refuses<T: serde::de::DeserializeOwned + std::fmt::Debug>(value: &Json, words: &str) {
    let message = member::<T>(value).expect_err("a value that is refused");
    assert_eq!(message, format!("it {words}"), "{value}");
}

#[test]
fn a_text_is_a_string() {
    assert_eq!(member(&json!("")), Ok(Some(String::new())));
    assert_eq!(member::<Option<String>>(&json!(null)), Ok(None));
    for wrong in [json!(1), json!(true), json!([]), json!({})] {
        refuses::<Option<String>>(&wrong, "must be a string");
    }
}

#[test]
fn a_non_empty_text_has_a_character() {
    assert_eq!(member(&json!(" ")), Ok(NonEmptyText(" ".into())));
    refuses::<NonEmptyText>(&json!(null), "is missing");
    refuses::<NonEmptyText>(&json!(""), "must not be empty");
    refuses::<NonEmptyText>(&json!(7), "must be a string");
}

#[test]
fn a_path_segment_names_no_other_resource() {
    for right in ["ak_1", "a/b", "...", ".a", "%2e"] {
        assert_eq!(member(&json!(right)), Ok(PathSegment(right.into())));
    }
    for dots in [".", ".."] {
        refuses::<PathSegment>(&json!(dots), "must not be . or ..");
        refuses::<Option<PathSegment>>(&json!(dots), "must not be . or ..");
    }
    refuses::<PathSegment>(&json!(""), "must not be empty");
}

#[test]
fn texts_are_strings_with_a_character() {
    let texts = NonEmptyTexts(vec!["a".into(), "b".into()]);
    assert_eq!(member(&json!(["a", "b"])), Ok(texts));
    refuses::<NonEmptyTexts>(&json!(null), "is missing");
    refuses::<NonEmptyTexts>(&json!([]), "must have at least one entry");
    refuses::<NonEmptyTexts>(&json!([""]), "must not be empty");
    refuses::<NonEmptyTexts>(&json!(["a", null]), "must be a string");
    for wrong in [json!("a"), json!({})] {
        refuses::<NonEmptyTexts>(&wrong, "must be an array");
    }
}

#[test]
fn a_boolean_is_true_or_false() {
    for value in [true, false] {
        assert_eq!(member(&json!(value)), Ok(Some(value)));
    }
    for wrong in [json!("true"), json!(1), json!([])] {
        refuses::<Option<bool>>(&wrong, "must be true or false");
    }
}

#[test]
fn numbers_keep_their_rules() {
    for (value, number) in [(1.0, 1), (2.0, 2), (9_007_199_254_740_991.0, (1 << 53) - 1)] {
        assert_eq!(member(&json!(value)), Ok(WholeNumber(number)));
    }
    for wrong in [json!(0), json!(-1), json!(1.5), json!("1"), json!(true)] {
        refuses::<WholeNumber>(&wrong, "must be a whole number from 1");
    }
    refuses::<WholeNumber>(&json!(9_007_199_254_740_992.0), "is too large");

    assert_eq!(member(&json!(0)), Ok(Count(0)));
    assert_eq!(member(&json!(1_u64 << 40)), Ok(Count(u32::MAX)));
    refuses::<Count>(&json!(-1), "must be a whole number from 0");

    for (value, milliseconds) in [(1.0, 1), (0.2, 1), (9.5, 10), (1e300, 2_147_483_647)] {
        assert_eq!(member(&json!(value)), Ok(Milliseconds(milliseconds)));
    }
    for wrong in [json!(0), json!(-1), json!("5")] {
        refuses::<Milliseconds>(&wrong, "must be a number of milliseconds, more than 0");
    }
}

#[test]
fn what_is_no_object_is_named_itself() {
    for wrong in [json!("a"), json!(5), json!(true), json!([])] {
        for (role, code, param) in [
            (Role::Params, "invalid_params", "params"),
            (Role::CallOptions, "invalid_params", "options"),
            (Role::Options, "invalid_options", "options"),
        ] {
            let failure = read::<Object<Option<String>>, _>(role, wrong.clone()).unwrap_err();
            assert_eq!((failure.code(), failure.param()), (code, Some(param)));
            assert_eq!(failure.message(), format!("{param} must be an object"));
        }
    }
    let nothing: Object<Option<String>> = of_json(json!(null)).unwrap();
    assert_eq!(nothing.it, None);
}

#[test]
fn what_a_getter_throws_is_the_cause() {
    let failure = of_json::<Object<String>>(json!({ "it": { "throws": "boom" } })).unwrap_err();
    assert_eq!(
        *failure,
        Failure::Unreadable {
            role: Role::Params,
            name: "it",
            cause: json!("boom")
        }
    );
    assert_eq!(
        failure.message(),
        "it could not be read: its getter threw (see cause)"
    );
}

#[derive(Debug, Deserialize)]
struct Named {
    #[serde(rename = "apiKeyID")]
    id: Option<PathSegment>,
}

#[test]
fn another_spelling_of_the_id_is_refused() {
    for params in [
        json!({ "apiKeyId": "ak_1" }),
        json!({ "apiKeyId": "ak_1", "apiKeyID": "ak_1" }),
    ] {
        let failure = of_json::<Named>(params).unwrap_err();
        assert_eq!(failure.param(), Some("apiKeyId"));
        assert_eq!(
            failure.message(),
            "apiKeyId is not a parameter: did you mean apiKeyID?"
        );
    }
    let named: Named = of_json(json!({ "apiKeyID": "ak_1" })).unwrap();
    assert_eq!(named.id, Some(PathSegment("ak_1".into())));
}

#[test]
fn a_value_of_the_host_page_is_taken_as_it_is() {
    let value = json!({ "any": [1, "thing"] });
    assert_eq!(member(&value), Ok(HostValue(value.clone())));
    assert_eq!(member::<Option<HostValue<Json>>>(&json!(null)), Ok(None));
    refuses::<HostValue<Json>>(&json!(null), "is missing");
}
