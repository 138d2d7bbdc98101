//! Rotations that several callers share or abort, and what the params must be.

use super::*;

#[wasm_bindgen_test]
async fn the_secret_is_stored_in_its_own_time() {
    let page = page();
    page.answers(200, &revoked());
    let source = format!(
        "keys.rotate(
            {{ apiKeyID: '{ID}', onSecret: () => new Promise(resolve => setTimeout(resolve, 60)) }},
            {{ timeoutMs: 40 }},
        )"
    );
    assert_eq!(page.run(&source).await.json()["id"], "ak_new");
}

#[wasm_bindgen_test]
async fn one_of_two_callers_that_aborts_leaves_the_rotation_alone() {
    for first_aborts in [true, false] {
        let page = page();
        page.answers(200, &revoked());
        let source = format!(
            "(async controller => {{
                const {{ signal }} = controller;
                const onSecret = () => {{ controller.abort('enough'); return new Promise(resolve => setTimeout(resolve, 5)) }};
                const rotate = options => keys.rotate({{ apiKeyID: '{ID}', onSecret }}, options);
                const calls = {first_aborts} ? [rotate({{ signal }}), rotate()] : [rotate(), rotate({{ signal }})];
                return (await Promise.allSettled(calls)).map(({{ reason, value }}) => reason ?? value.id);
            }})(new AbortController())"
        );
        let expected = if first_aborts {
            json!(["enough", "ak_new"])
        } else {
            json!(["ak_new", "enough"])
        };
        assert_eq!(page.run(&source).await.json(), expected);
        let words = page.sent_words().await;
        assert_eq!(words[2..], [format!("revoke {ID}")]);
    }
}

#[wasm_bindgen_test]
async fn its_params_are_checked_before_anything_is_sent() {
    let table = [
        ("{}", "apiKeyID"),
        ("{ apiKeyID: '..', onSecret() {} }", "apiKeyID"),
        ("{ apiKeyId: 'ak_1', onSecret() {} }", "apiKeyId"),
        ("{ apiKeyID: 'ak_1' }", "onSecret"),
        ("{ apiKeyID: 'ak_1', onSecret: 'store' }", "onSecret"),
        ("{ apiKeyID: 'ak_1', onSecret() {}, name: '' }", "name"),
        ("{ apiKeyID: 'ak_1', onSecret() {}, name: 1 }", "name"),
        (
            "{ apiKeyID: 'ak_1', onSecret() {}, secondsUntilExpiration: 0 }",
            "secondsUntilExpiration",
        ),
        (
            "{ apiKeyID: 'ak_1', onSecret() {}, revocationReason: 1 }",
            "revocationReason",
        ),
    ];
    for (params, name) in table {
        let error = HostPage::new()
            .unsent(&format!("keys.rotate({params})"))
            .await;
        assert_eq!(
            (&error["code"], &error["param"]),
            (&json!("invalid_params"), &json!(name)),
            "{params}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_revoked_key_is_not_rotated() {
    let page = HostPage::new();
    page.answers(200, &list(&[revoked()]));
    let error = page.run(&rotate("() => {}")).await.error();
    assert_eq!(
        (&error["code"], &error["param"]),
        (&json!("invalid_params"), &json!("apiKeyID"))
    );
    assert_eq!(page.sent().await.len(), 1);
}

#[wasm_bindgen_test]
async fn a_new_name_has_the_day_by_the_servers_clock() {
    let table = [
        ("Date.prototype.toISOString", "deploy 1994-11-06"),
        ("() => { throw 'boom' }", "deploy"),
        ("() => 5", "deploy"),
    ];
    for (to_iso_string, name) in table {
        let page = HostPage::new();
        let date = json!({ "Date": "Sun, 06 Nov 1994 08:49:37 GMT" });
        page.answers_with(200, &date, &list(&[rotatable()]));
        page.answers(201, &new_key());
        page.answers(200, &revoked());
        let source = format!(
            "(async ({{ prototype }}, its) => {{
                prototype.toISOString = {to_iso_string};
                await {}.finally(() => prototype.toISOString = its);
                return null;
            }})(Date, Date.prototype.toISOString)",
            rotate("() => {}")
        );
        page.run(&source).await.json();
        let body = body_of_create(&page).await;
        assert_eq!(body["name"], name, "{to_iso_string}");
    }
}
