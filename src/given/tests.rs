use serde_json::{Value as Json, json};

use super::{Field, Given, Role, Why};
use crate::failure::{Failure, Fallible};

#[expect(clippy::needless_pass_by_value, reason = "json! makes values")]
fn field(value: Json) -> Field<Json> {
    Given::params(json!({ "it": value })).field("it")
}

fn why<T: std::fmt::Debug>(result: Fallible<T, Json>) -> Why {
    match *result.expect_err("a value that is refused") {
        Failure::Given {
            role: Role::Params,
            name: "it",
            why,
        } => why,
        other => panic!("not about the field: {other:?}"),
    }
}

#[test]
fn text_is_a_string_or_nothing() {
    assert_eq!(field(json!("a")).text().unwrap(), Some("a".to_owned()));
    assert_eq!(field(json!("")).text().unwrap(), Some(String::new()));
    assert_eq!(field(json!(null)).text().unwrap(), None);
    assert_eq!(Given::params(json!({})).field("it").text().unwrap(), None);
    for wrong in [json!(1), json!(true), json!([]), json!({})] {
        assert_eq!(why(field(wrong).text()), Why::NotText);
    }
}

#[test]
fn filled_text_has_a_character() {
    assert_eq!(field(json!(" ")).filled_text().unwrap(), " ");
    assert_eq!(why(field(json!(null)).filled_text()), Why::Missing);
    assert_eq!(why(field(json!("")).filled_text()), Why::Empty);
    assert_eq!(why(field(json!(7)).filled_text()), Why::NotText);
}

#[test]
fn a_segment_is_no_step_in_the_path() {
    for right in ["ak_1", "a/b", "...", ".a", "%2e"] {
        assert_eq!(field(json!(right)).segment().unwrap(), right);
    }
    for dots in [".", ".."] {
        assert_eq!(why(field(json!(dots)).segment()), Why::DotSegment);
    }
    assert_eq!(why(field(json!("")).segment()), Why::Empty);
    assert_eq!(field(json!(null)).optional_segment().unwrap(), None);
    assert_eq!(why(field(json!("..")).optional_segment()), Why::DotSegment);
}

#[test]
fn texts_are_strings_with_something_in_them() {
    let texts = vec!["a".to_owned(), "b".to_owned()];
    assert_eq!(field(json!(texts)).filled_texts().unwrap(), texts);
    assert_eq!(why(field(json!(null)).filled_texts()), Why::Missing);
    assert_eq!(why(field(json!([])).filled_texts()), Why::NoTexts);
    for wrong in [json!("a"), json!([""]), json!(["a", null]), json!({})] {
        assert_eq!(why(field(wrong).filled_texts()), Why::NotTexts);
    }
}

#[test]
fn a_flag_is_true_or_false() {
    for flag in [Some(true), Some(false), None] {
        assert_eq!(field(json!(flag)).flag().unwrap(), flag);
    }
    for wrong in [json!("true"), json!(1), json!([])] {
        assert_eq!(why(field(wrong).flag()), Why::NotBoolean);
    }
}

#[test]
fn whole_numbers_begin_at_one_or_at_zero() {
    assert_eq!(field(json!(1)).whole().unwrap(), Some(1));
    assert_eq!(field(json!(3.0)).whole().unwrap(), Some(3));
    assert_eq!(
        field(json!(9_007_199_254_740_991_u64)).whole().unwrap(),
        Some(9_007_199_254_740_991)
    );
    assert_eq!(field(json!(null)).whole().unwrap(), None);
    for wrong in [json!(0), json!(-1), json!(1.5), json!("1"), json!(true)] {
        assert_eq!(why(field(wrong).whole()), Why::NotWhole);
    }
    assert_eq!(
        why(field(json!(9_007_199_254_740_992_u64)).whole()),
        Why::TooLarge
    );
    assert_eq!(field(json!(0)).whole_or_zero().unwrap(), Some(0));
    assert_eq!(why(field(json!(-1)).whole_or_zero()), Why::NotWholeOrZero);
}

#[test]
fn milliseconds_fit_into_a_timer() {
    assert_eq!(field(json!(30_000)).milliseconds().unwrap(), Some(30_000));
    assert_eq!(field(json!(0.2)).milliseconds().unwrap(), Some(1));
    assert_eq!(
        field(json!(1e300)).milliseconds().unwrap(),
        Some(2_147_483_647)
    );
    assert_eq!(field(json!(null)).milliseconds().unwrap(), None);
    for wrong in [json!(0), json!(-5), json!("5")] {
        assert_eq!(why(field(wrong).milliseconds()), Why::NotDuration);
    }
}

#[test]
fn what_is_no_object_is_told_by_its_role() {
    for wrong in [json!("a"), json!(1), json!([]), json!(true)] {
        let failure = Given::params(wrong.clone()).field("it").text().unwrap_err();
        assert_eq!(
            (failure.code(), failure.param()),
            ("invalid_params", Some("params"))
        );
        let failure = Given::options(wrong).field("it").text().unwrap_err();
        assert_eq!(
            (failure.code(), failure.param()),
            ("invalid_options", Some("options"))
        );
    }
    assert_eq!(Given::params(json!(null)).field("it").text().unwrap(), None);
}

#[test]
fn a_getter_that_throws_is_no_absent_field() {
    let failure = field(json!({ "throws": "boom" })).whole().unwrap_err();
    let thrown = Failure::Unreadable {
        role: Role::Params,
        name: "it",
        cause: json!("boom"),
    };
    assert_eq!(*failure, thrown);
}

#[test]
fn another_spelling_is_told() {
    let given = Given::params(json!({ "apiKeyId": "ak_1" }));
    let failure = given.refuse("apiKeyId", "apiKeyID").unwrap_err();
    assert_eq!(failure.param(), Some("apiKeyId"));
    assert_eq!(
        failure.message(),
        "apiKeyId is no parameter: did you mean apiKeyID?"
    );
    assert!(
        Given::params(json!({ "apiKeyID": "ak_1" }))
            .refuse("apiKeyId", "apiKeyID")
            .is_ok()
    );
}
