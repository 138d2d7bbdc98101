//! Whatever a server answers: what is taken is whole, and about the key that was asked for.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{get_all, inactive, key, reload, revoke, with};
use crate::{
    backend::{Response, project::response},
    call::scripted::{World, ok},
    strategies,
    value::{ResourceClass, json::resource},
};

/// Whether it is a key, in words of its own: the decoders' table is what is on trial. A new one may
/// leave out who manages it.
fn is_key(key: &Json, new: bool) -> bool {
    let optional = |name: &str, is: &dyn Fn(&Json) -> bool| key[name].is_null() || is(&key[name]);
    ["key_id", "name", "key_prefix", "project_id", "tenant_id"]
        .iter()
        .all(|name| key[name].is_string())
        && key["is_active"].is_boolean()
        && (key["is_admin_managed"].is_boolean() || new && key["is_admin_managed"].is_null())
        && strategies::is_moment(&key["created_at"])
        && optional("scopes", &strategies::is_texts)
        && optional("created_by", &Json::is_string)
        && optional("expires_at", &strategies::is_moment)
        && optional("last_used_at", &strategies::is_moment)
}

/// The keys of a list: `null` is an empty one.
fn keys_of(body: &Json) -> Option<Vec<Json>> {
    let keys = match body {
        Json::Null => vec![],
        _ => body.as_array()?.clone(),
    };
    keys.iter().all(|key| is_key(key, false)).then_some(keys)
}

/// The one with this ID, in whatever case.
fn find<'a>(keys: &'a [Json], id: &str) -> Option<&'a Json> {
    let is = |key: &&Json| {
        let found = key["key_id"].as_str();
        found.is_some_and(|found| found.eq_ignore_ascii_case(id))
    };
    keys.iter().find(is)
}

fn a_list() -> impl Strategy<Value = Json> {
    let keys = json!([key("k_0"), inactive("k_1"), key("k_2"), inactive("K_1")]);
    prop_oneof![8 => strategies::near(keys), 1 => strategies::near(json!([inactive("k_1")])), 1 => Just(json!(null))]
}

fn a_new_key() -> impl Strategy<Value = Json> {
    let new = with(key("k_1"), "key", json!(strategies::CANARY));
    prop_oneof![
        strategies::near(with(new.clone(), "is_admin_managed", json!(null))),
        strategies::near(new)
    ]
}

fn a_problem() -> impl Strategy<Value = Json> {
    let item = json!({ "location": "body.name", "message": "m", "value": strategies::CANARY });
    let deep = with(
        item.clone(),
        "value",
        json!([{ "message": strategies::CANARY }]),
    );
    strategies::near(json!({
        "$schema": "s", "type": "t", "title": "T", "status": 422, "detail": "d", "instance": "i", "errors": [item, deep],
    }))
}

/// A response whose keys become the resources of a project.
fn an_answer(body: impl Strategy<Value = Json>) -> impl Strategy<Value = Response<Json>> {
    let class = json!("ProjectAPIKey");
    strategies::response(body).prop_map(move |response| {
        let class = ResourceClass {
            class: class.clone(),
            ..response.class
        };
        Response { class, ..response }
    })
}

proptest! {
    #[test]
    fn a_list_is_taken_where_all_its_keys_are_whole_and_nowhere_else(response in an_answer(a_list())) {
        let right = strategies::said(&response).and_then(keys_of);
        match (response::list(response.clone()), right) {
            (Ok(taken), Some(keys)) => {
                let resources = keys.iter().map(|key| resource(key, &response.class)).collect::<Json>();
                prop_assert_eq!(taken.into_value(), resources);
            }
            (Err(failure), None) => strategies::fails_rightly(&response, &failure)?,
            (taken, _) => prop_assert!(false, "{:?}", taken),
        }
    }

    #[test]
    fn a_new_key_is_whole_and_has_its_secret(response in an_answer(a_new_key())) {
        let has_secret = |key: &Json| key["key"].as_str().is_some_and(|secret| !secret.is_empty());
        let right = strategies::said(&response).filter(|key| is_key(key, true) && has_secret(key));
        match response::created(response.clone()) {
            Ok(key) => {
                let right = right.map(|key| resource(key, &response.class));
                prop_assert_eq!(Some(key.value()), right.as_ref());
            }
            Err(failure) => {
                prop_assert_eq!(right, None);
                strategies::keeps_the_secret(&failure)?;
            }
        }
    }

    #[test]
    fn a_success_is_said_in_so_many_words(response in strategies::response(strategies::near(json!({ "success": true })))) {
        let right = strategies::said(&response).is_some_and(|body| body["success"] == true);
        match response::success(response.clone()) {
            Ok(()) => prop_assert!(right),
            Err(failure) => {
                prop_assert!(!right);
                strategies::fails_rightly(&response, &failure)?;
            }
        }
    }

    /// What was submitted comes back in `errors[].value`.
    #[test]
    fn a_refusal_keeps_what_was_submitted(body in a_problem(), status in 400_u16..600) {
        let response = Response { status, body: Some(body), retry_after: None, is_repeated: false, class: strategies::class() };
        let failure = response::success(response.clone()).expect_err("a refusal");
        strategies::fails_rightly(&response, &failure)?;
    }

    #[test]
    fn a_key_is_revoked_where_both_answers_say_so(done in strategies::near(json!({ "success": true })), listed in a_list(), id in "[kK]_[01]") {
        let keys = keys_of(&listed).filter(|_| done["success"] == true);
        let right = keys.and_then(|keys| find(&keys, &id).cloned());
        let right = right.filter(|key| key["is_active"] == false);
        let world = World::new([ok(done), ok(listed)]);
        match revoke(&world, json!({ "apiKeyID": id })) {
            Ok(key) => prop_assert_eq!(Some(&key.value()["id"]), right.as_ref().map(|key| &key["key_id"])),
            Err(failure) => prop_assert_eq!(right, None, "{:?}", failure),
        }
    }

    #[test]
    fn a_reload_never_gives_another_key(listed in a_list(), id in "[kK]_[013]") {
        let right = keys_of(&listed).and_then(|keys| find(&keys, &id).cloned());
        match reload(&World::new([ok(listed)]), json!({ "apiKeyID": id })) {
            Ok(key) => prop_assert_eq!(Some(&key.value()["id"]), right.as_ref().map(|key| &key["key_id"])),
            Err(failure) => prop_assert_eq!(right, None, "{:?}", failure),
        }
    }

    /// Put together again, the pages are the list.
    #[test]
    fn the_pages_of_a_list_are_the_list(count in 0_usize..8, size in 1_usize..5) {
        let ids: Vec<String> = (0..count).map(|index| format!("k_{index}")).collect();
        let list: Json = ids.iter().map(|id| key(id)).collect();
        let mut found = vec![];
        for page in 1..=count.div_ceil(size) + 1 {
            let params = json!({ "initialPage": page, "pageSize": size });
            let page = get_all(&World::new([ok(list.clone())]), params).expect("a page");
            prop_assert_eq!(page.total_count as usize, count);
            let keys = page.keys.as_array().expect("an array").clone();
            prop_assert!(keys.len() <= size);
            found.extend(keys.iter().map(|key| key["id"].as_str().expect("an ID").to_owned()));
        }
        prop_assert_eq!(found, ids);
    }
}
