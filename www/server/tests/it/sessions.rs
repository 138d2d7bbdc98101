//! Sessions: their organization, their tokens, signing out and in.

use apikeys_standin::people::{ANALYTICAL_ENGINES, DIFFERENCE_WORKS, GRACE, PASSWORD};
use serde_json::Value;

use crate::support::{Browser, Standin, verified};

#[test]
fn touch_makes_an_organization_active() {
    let browser = Browser::new(Standin::default().server);
    let id = browser.session_id();
    let touch = |form: &str| browser.post(&format!("/client/sessions/{id}/touch"), form);
    let active = || browser.client()["sessions"][0]["last_active_organization_id"].clone();

    let answer = touch(&format!(
        "active_organization_id={}&intent=select_org",
        DIFFERENCE_WORKS.id
    ))
    .json();
    assert_eq!(
        answer["response"]["last_active_organization_id"],
        DIFFERENCE_WORKS.id
    );
    assert_eq!(
        answer["client"]["sessions"][0]["last_active_organization_id"],
        DIFFERENCE_WORKS.id
    );
    let claims = verified(
        browser.server,
        &answer["response"]["last_active_token"]["jwt"],
    );
    let organization = claims.o.expect("an organization");
    assert_eq!(
        (
            organization.id.as_str(),
            organization.slg.as_str(),
            organization.rol.as_str()
        ),
        (DIFFERENCE_WORKS.id, DIFFERENCE_WORKS.slug, "admin")
    );

    touch("intent=focus");
    assert_eq!(
        active(),
        DIFFERENCE_WORKS.id,
        "a touch that names none changes none"
    );
    assert_eq!(
        touch("active_organization_id=org_unknown").error().1,
        "organization_not_found_or_unauthorized"
    );
    assert_eq!(active(), DIFFERENCE_WORKS.id);
    touch("active_organization_id=");
    assert_eq!(active(), Value::Null);
}

#[test]
fn a_token_is_for_the_organization_asked_for() {
    let browser = Browser::new(Standin::default().server);
    let id = browser.session_id();
    browser.post(
        &format!("/client/sessions/{id}/touch"),
        &format!("active_organization_id={}", ANALYTICAL_ENGINES.id),
    );
    let token = |form: &str| {
        let answer = browser.post(&format!("/client/sessions/{id}/tokens"), form);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        verified(browser.server, &answer.json()["jwt"])
            .o
            .map(|organization| organization.id)
    };
    assert_eq!(token("").as_deref(), Some(ANALYTICAL_ENGINES.id));
    assert_eq!(
        token(&format!("organization_id={}", DIFFERENCE_WORKS.id)).as_deref(),
        Some(DIFFERENCE_WORKS.id)
    );
    assert_eq!(token("organization_id="), None);
    assert_eq!(
        token("").as_deref(),
        Some(ANALYTICAL_ENGINES.id),
        "the session stays where it is"
    );
    let refused = browser.post(
        &format!("/client/sessions/{id}/tokens"),
        "organization_id=org_x",
    );
    assert_eq!(refused.error().0, 404);
    assert_eq!(
        browser
            .post("/client/sessions/sess_unknown/tokens", "")
            .error()
            .1,
        "resource_not_found"
    );
    let stranger = Browser::new(browser.server);
    let answer = stranger.post(&format!("/client/sessions/{id}/tokens"), "");
    assert_eq!(
        answer.error().1,
        "resource_not_found",
        "another browser's session"
    );
}

#[test]
fn signing_out_and_in_as_the_other() {
    let browser = Browser::new(Standin::default().server);
    let id = browser.session_id();
    let gone = browser
        .post("/client/sessions?_method=DELETE&_clerk_js_version=6", "")
        .json();
    assert_eq!(
        (&gone["response"]["sessions"], &gone["client"]["sessions"]),
        (&Value::Array(vec![]), &Value::Array(vec![]))
    );
    assert_eq!(browser.client()["last_active_session_id"], Value::Null);
    assert_eq!(
        browser
            .post(&format!("/client/sessions/{id}/tokens"), "")
            .error()
            .1,
        "signed_out"
    );
    assert_eq!(browser.get("/me").error().1, "signed_out");

    let sign_in = |form: &str| browser.post("/client/sign_ins", form);
    let cases = [
        ("", 422, "form_param_missing", "identifier"),
        (
            "identifier=grace@example.com",
            422,
            "form_param_missing",
            "password",
        ),
        (
            "identifier=nobody@example.com&password=x",
            422,
            "form_identifier_not_found",
            "identifier",
        ),
        (
            "identifier=grace@example.com&password=x",
            422,
            "form_password_incorrect",
            "password",
        ),
        (
            "strategy=email_code&identifier=grace@example.com",
            422,
            "form_param_value_invalid",
            "strategy",
        ),
    ];
    for (form, status, code, param) in cases {
        assert_eq!(
            sign_in(form).error(),
            (status, code.into(), param.into()),
            "{form}"
        );
    }
    let form =
        format!("strategy=password&identifier=Grace@example.com&password={PASSWORD}&locale=en-US");
    let done = sign_in(&form).json();
    assert_eq!(done["response"]["status"], "complete");
    assert_eq!(
        done["response"]["created_session_id"],
        done["client"]["last_active_session_id"]
    );
    assert_eq!(done["client"]["sessions"][0]["user"]["id"], GRACE.id);
    assert_eq!(sign_in(&form).error().1, "identifier_already_signed_in");
}

#[test]
fn two_users_in_one_browser() {
    let browser = Browser::new(Standin::default().server);
    let ada = browser.session_id();
    let form = format!("identifier=grace@example.com&password={PASSWORD}");
    let grace =
        browser.post("/client/sign_ins", &form).json()["response"]["created_session_id"].clone();
    let grace = grace.as_str().expect("a session");
    assert_eq!(
        browser.client()["sessions"].as_array().map(Vec::len),
        Some(2)
    );
    let name = |session: &str| {
        browser
            .get(&format!("/me?_clerk_session_id={session}"))
            .json()["response"]["first_name"]
            .clone()
    };
    assert_eq!((name(&ada), name(grace)), ("Ada".into(), "Grace".into()));
    browser.post(&format!("/client/sessions/{ada}/touch"), "");
    assert_eq!(browser.client()["last_active_session_id"], ada);
    let ended = browser
        .post(&format!("/client/sessions/{ada}/remove"), "")
        .json();
    assert_eq!(ended["response"]["status"], "ended");
    assert_eq!(ended["client"]["last_active_session_id"], grace);
    assert_eq!(
        browser
            .post(&format!("/client/sessions/{ada}/end"), "")
            .error()
            .1,
        "signed_out"
    );
}
