use serde_json::{Value as Json, json};

use super::{Given, Role, Why};
use crate::failure::{Failure, Fallible};

#[expect(clippy::needless_pass_by_value, reason = "json! makes values")]
fn given(value: Json) -> Given<Json> {
    Given::params(json!({ "it": value }))
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
    assert_eq!(given(json!("a")).text("it").unwrap(), Some("a".into()));
    assert_eq!(given(json!("")).text("it").unwrap(), Some("".into()));
    assert_eq!(given(json!(null)).text("it").unwrap(), None);
    assert_eq!(Given::params(json!({})).text("it").unwrap(), None);
    for wrong in [json!(1), json!(true), json!([]), json!({})] {
        assert_eq!(why(given(wrong).text("it")), Why::NotText);
    }
}

#[test]
fn filled_text_has_a_character() {
    assert_eq!(given(json!(" ")).filled_text("it").unwrap().as_ref(), " ");
    assert_eq!(why(given(json!(null)).filled_text("it")), Why::Missing);
    assert_eq!(why(given(json!("")).filled_text("it")), Why::Empty);
    assert_eq!(why(given(json!(7)).filled_text("it")), Why::NotText);
}

#[test]
fn a_segment_is_no_step_in_the_path() {
    for right in ["ak_1", "a/b", "...", ".a", "%2e"] {
        assert_eq!(given(json!(right)).segment("it").unwrap().as_ref(), right);
    }
    for dots in [".", ".."] {
        assert_eq!(why(given(json!(dots)).segment("it")), Why::DotSegment);
    }
    assert_eq!(why(given(json!("")).segment("it")), Why::Empty);
    assert_eq!(given(json!(null)).optional_segment("it").unwrap(), None);
    assert_eq!(
        why(given(json!("..")).optional_segment("it")),
        Why::DotSegment
    );
}

#[test]
fn texts_are_strings_with_something_in_them() {
    let texts = vec!["a".into(), "b".into()];
    assert_eq!(given(json!(texts)).filled_texts("it").unwrap(), texts);
    assert_eq!(why(given(json!(null)).filled_texts("it")), Why::Missing);
    assert_eq!(why(given(json!([])).filled_texts("it")), Why::NoTexts);
    for wrong in [json!("a"), json!([""]), json!(["a", null]), json!({})] {
        assert_eq!(why(given(wrong).filled_texts("it")), Why::NotTexts);
    }
}

#[test]
fn a_flag_is_true_or_false() {
    for flag in [true, false] {
        assert_eq!(given(json!(flag)).flag("it", !flag).unwrap(), flag);
        assert_eq!(given(json!(null)).flag("it", flag).unwrap(), flag);
    }
    for wrong in [json!("true"), json!(1), json!([])] {
        assert_eq!(why(given(wrong).flag("it", true)), Why::NotBoolean);
    }
}

#[test]
fn whole_numbers_begin_at_one_or_at_zero() {
    assert_eq!(given(json!(1)).whole("it").unwrap(), Some(1));
    assert_eq!(given(json!(3.0)).whole("it").unwrap(), Some(3));
    assert_eq!(
        given(json!(9_007_199_254_740_991_u64)).whole("it").unwrap(),
        Some(9_007_199_254_740_991)
    );
    assert_eq!(given(json!(null)).whole("it").unwrap(), None);
    for wrong in [json!(0), json!(-1), json!(1.5), json!("1"), json!(true)] {
        assert_eq!(why(given(wrong).whole("it")), Why::NotWhole);
    }
    assert_eq!(
        why(given(json!(9_007_199_254_740_992_u64)).whole("it")),
        Why::TooLarge
    );
    assert_eq!(given(json!(0)).whole_or_zero("it").unwrap(), Some(0));
    assert_eq!(
        why(given(json!(-1)).whole_or_zero("it")),
        Why::NotWholeOrZero
    );
}

#[test]
fn milliseconds_fit_into_a_timer() {
    assert_eq!(
        given(json!(30_000)).milliseconds("it").unwrap(),
        Some(30_000)
    );
    assert_eq!(given(json!(0.2)).milliseconds("it").unwrap(), Some(1));
    assert_eq!(
        given(json!(1e300)).milliseconds("it").unwrap(),
        Some(2_147_483_647)
    );
    assert_eq!(given(json!(null)).milliseconds("it").unwrap(), None);
    for wrong in [json!(0), json!(-5), json!("5")] {
        assert_eq!(why(given(wrong).milliseconds("it")), Why::NotDuration);
    }
}

#[test]
fn what_is_no_object_is_told_by_its_role() {
    for wrong in [json!("a"), json!(1), json!([]), json!(true)] {
        let failure = Given::params(wrong.clone()).text("it").unwrap_err();
        assert_eq!(
            (failure.code(), failure.param()),
            ("invalid_params", Some("params"))
        );
        let failure = Given::options(wrong).text("it").unwrap_err();
        assert_eq!(
            (failure.code(), failure.param()),
            ("invalid_options", Some("options"))
        );
    }
    assert_eq!(Given::params(json!(null)).text("it").unwrap(), None);
}

#[test]
fn a_getter_that_throws_is_no_absent_given() {
    let failure = given(json!({ "throws": "boom" })).whole("it").unwrap_err();
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
        &*failure.message(),
        "apiKeyId is no parameter: did you mean apiKeyID?"
    );
    assert!(
        Given::params(json!({ "apiKeyID": "ak_1" }))
            .refuse("apiKeyId", "apiKeyID")
            .is_ok()
    );
}
