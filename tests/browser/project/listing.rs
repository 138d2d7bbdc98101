//! `getAll()`: pages and searches of a list that comes whole, and what has expired.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{created, key, page};
use crate::support::wire::with;

/// Keys of these names, the last letter of whose IDs is their place.
fn named(names: &[&str]) -> Vec<Value> {
    let key = |(place, name): (usize, &&str)| {
        with(with(key(), "name", *name), "key_id", format!("k_{place}"))
    };
    names.iter().enumerate().map(key).collect()
}

#[wasm_bindgen_test]
async fn a_list_is_searched_sifted_and_cut_in_the_servers_order() {
    let mut keys = named(&["Deploy", "deploy 2", "Straße", "ИМЯ", "a.*b", "read"]);
    keys[1]["is_active"] = json!(false);
    keys[5]["expires_at"] = json!("2001-01-01T00:00:00Z");
    let all: &[_] = &["k_0", "k_1", "k_2", "k_3", "k_4", "k_5"];
    let cases: [(&str, &[&str], u32); 22] = [
        ("", all, 6),
        ("null", all, 6),
        ("{}", all, 6),
        ("{ query: '', includeInvalid: true }", all, 6),
        (
            "{ query: null, includeInvalid: null, pageSize: null }",
            all,
            6,
        ),
        ("{ pageSize: 4 }", &all[..4], 6),
        ("{ pageSize: 4, initialPage: 2 }", &all[4..], 6),
        ("{ pageSize: 3, initialPage: 2 }", &all[3..], 6),
        ("{ pageSize: 3, initialPage: 3 }", &[], 6),
        ("{ initialPage: 2 }", &[], 6),
        ("{ pageSize: Number.MAX_SAFE_INTEGER }", all, 6),
        (
            "{ pageSize: 1, initialPage: Number.MAX_SAFE_INTEGER }",
            &[],
            6,
        ),
        ("{ query: 'DEPLOY' }", &all[..2], 2),
        (
            "{ query: 'deploy', pageSize: 1, initialPage: 2 }",
            &["k_1"],
            2,
        ),
        ("{ query: 'имя' }", &["k_3"], 1),
        ("{ query: 'STRASSE' }", &[], 0),
        ("{ query: '.*' }", &["k_4"], 1),
        ("{ query: ' 2' }", &["k_1"], 1),
        ("{ query: 'k_0' }", &[], 0),
        (
            "{ includeInvalid: false }",
            &["k_0", "k_2", "k_3", "k_4"],
            4,
        ),
        (
            "{ includeInvalid: false, query: 'e', pageSize: 1 }",
            &["k_0"],
            2,
        ),
        ("{ includeInvalid: false, query: 'read' }", &[], 0),
    ];
    for (params, ids, total_count) in cases {
        let page = page();
        page.answers(200, &json!(keys));
        let source = format!(
            "keys.getAll({params}).then(({{ data, total_count }}) => [data.map(({{ id }}) => id), total_count])"
        );
        let seen = page.run(&source).await.json();
        assert_eq!(seen, json!([ids, total_count]), "{params}");
    }
}

#[wasm_bindgen_test]
async fn ten_keys_are_a_page() {
    let page = page();
    page.answers(200, &json!(named(&["name"; 12])));
    page.answers(200, &json!(named(&["name"; 12])));
    let source = "(async () => [await keys.getAll(), await keys.getAll({ initialPage: 2 })])()";
    let pages = page.run(source).await.json();
    let ids = |page: &Value| page["data"].as_array().unwrap().len();
    assert_eq!((ids(&pages[0]), ids(&pages[1])), (10, 2));
    assert_eq!(
        (&pages[0]["total_count"], &pages[1]["total_count"]),
        (&json!(12), &json!(12))
    );
}

#[wasm_bindgen_test]
async fn a_project_may_have_no_keys() {
    for none in [json!(null), json!([])] {
        for params in [
            "",
            "{ query: 'a' }",
            "{ includeInvalid: false, initialPage: 2 }",
        ] {
            let page = page();
            page.answers(200, &none);
            let seen = page.run(&format!("keys.getAll({params})")).await.json();
            assert_eq!(seen, json!({ "data": [], "total_count": 0 }), "{none}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_list_and_its_keys_are_the_callers_own() {
    let page = page();
    page.answers(200, &json!([key()]));
    page.answers(200, &json!([key()]));
    let source = "Promise.all([keys.getAll(), keys.getAll()]).then(([one, two]) =>
        [Array.isArray(one.data), Object.keys(one), one.data !== two.data, one.data[0] !== two.data[0]])";
    let expected = json!([true, ["data", "total_count"], true, true]);
    assert_eq!(page.run(source).await.json(), expected);
}

/// Whether a key that expires at this moment has, by an answer with these headers.
async fn expired(call: &str, key: Value, expires_at: &str, headers: &Value) -> bool {
    let page = page();
    let key = with(key, "expires_at", expires_at);
    let body = if call.contains("create") {
        key
    } else {
        json!([key])
    };
    page.answers_with(200, headers, &body);
    page.run(call).await.json().as_bool().unwrap()
}

const GET_ALL: &str = "keys.getAll().then(({ data: [key] }) => key.expired)";

#[wasm_bindgen_test]
async fn a_key_expires_by_the_servers_clock() {
    let calls = [
        (GET_ALL, key()),
        (
            "keys.reload({ apiKeyID: '00000000-0000-4000-8000-000000000001' }).then(key => key.expired)",
            key(),
        ),
        (
            "keys.create({ name: 'deploy', scopes: ['*'] }).then(key => key.expired)",
            created(),
        ),
    ];
    let cases = [
        (
            "2001-02-03T04:05:06Z",
            "Sat, 03 Feb 2001 04:05:05 GMT",
            false,
        ),
        (
            "2001-02-03T04:05:06Z",
            "Sat, 03 Feb 2001 04:05:06 GMT",
            true,
        ),
        (
            "2001-02-03T04:05:06Z",
            "Fri, 02 Jan 1970 00:00:00 GMT",
            false,
        ),
        (
            "2126-02-03T04:05:06Z",
            "Sun, 03 Feb 2126 04:05:06 GMT",
            true,
        ),
        (
            "2126-02-03T04:05:06Z",
            "Sun, 03 Feb 2126 04:05:05 GMT",
            false,
        ),
    ];
    for (call, key) in calls {
        for (expires_at, date, is) in cases {
            let headers = json!({ "Date": date });
            let seen = expired(call, key.clone(), expires_at, &headers).await;
            assert_eq!(seen, is, "{expires_at} at {date}");
        }
    }
}

/// As with `Retry-After`, what is no HTTP date is as if absent.
#[wasm_bindgen_test]
async fn without_the_servers_date_a_key_expires_by_the_pages_clock() {
    for headers in [
        json!({}),
        json!({ "Date": "" }),
        json!({ "Date": "soon" }),
        json!({ "Date": "Sat, 99 Feb 2001 04:05:05 GMT" }),
        json!({ "Date": "Fri, 02 Jan 1970 00:00:00" }),
        json!({ "Date": "0" }),
        json!({ "Date": "9999" }),
    ] {
        for (expires_at, is) in [
            ("2001-02-03T04:05:06Z", true),
            ("2126-02-03T04:05:06Z", false),
        ] {
            let seen = expired(GET_ALL, key(), expires_at, &headers).await;
            assert_eq!(seen, is, "{expires_at} with {headers}");
        }
    }
}

#[wasm_bindgen_test]
async fn what_has_no_expiration_never_expires() {
    let page = page();
    let never = with(key(), "expires_at", json!(null));
    page.answers_with(
        200,
        &json!({ "Date": "Fri, 31 Dec 9999 23:59:59 GMT" }),
        &json!([never]),
    );
    assert_eq!(page.run(GET_ALL).await.json(), false);
}
