//! Names that are taken, and names that the server changed.

use super::*;

#[test]
fn a_name_is_the_same_trimmed_and_in_another_normalization_form() {
    let composed = key("ak_1", &json!({ "name": "\u{e9}" }));
    let replies = [Reply::Lost("reset"), page(std::slice::from_ref(&composed))];
    let mut call = Call::begin(
        world(replies).with_class("APIKey"),
        Limits::default(),
        Subject::Default,
    )
    .unwrap();
    let params = of_json(json!({ "name": "e\u{301} " })).unwrap();
    let creation = block_on(clerk::Draft::creation(&mut call, params)).unwrap();
    block_on(creation.create(&mut call, Naming::AsGiven)).unwrap_err();
    let found = block_on(creation.candidates(&mut call)).unwrap();
    assert_eq!(found[0].text("id").as_deref(), Some("ak_1"));
    // The server may have changed the name: the whole list is read.
    assert!(call.host().requests()[1].contains("&query=&"));
}

#[test]
fn numbers_end() {
    let mut replies = vec![page(&[key("ak_1", &json!({}))]), revoked("ak_1")];
    // After the first conflict the list is read again: the lost key is revoked.
    replies.extend([taken(), page(&[])]);
    replies.extend(std::iter::repeat_n(taken(), 9));
    let mut played = lost(replies);
    assert_eq!(played.recreate().unwrap_err().code(), "api_response_error");
    assert_eq!(played.sent().last().unwrap(), "create deploy (10)");
    assert_eq!(played.sent().len(), 14);
}

#[test]
fn another_conflict_than_a_name_that_is_taken_ends_it() {
    let conflict = json!({ "code": "resource_locked", "message": "busy" });
    let replies = [
        page(&[key("ak_1", &json!({}))]),
        revoked("ak_1"),
        status(409, json!({ "errors": [conflict] })),
    ];
    let mut played = lost(replies);
    assert_eq!(played.recreate().unwrap_err().code(), "api_response_error");
    assert_eq!(played.sent().len(), 4);
}

#[test]
fn a_name_that_the_revoked_key_still_has_is_numbered() {
    let mut played = lost([
        page(&[key("ak_1", &json!({}))]),
        revoked("ak_1"),
        taken(),
        page(&[key("ak_1", &json!({ "revoked": true }))]),
        taken(),
        created("ak_2"),
    ]);
    assert_eq!(
        played.recreate().unwrap().text("id").as_deref(),
        Some("ak_2")
    );
    assert_eq!(
        played.sent()[3..],
        [
            "create deploy",
            "list",
            "create deploy (2)",
            "create deploy (3)"
        ]
    );
}
