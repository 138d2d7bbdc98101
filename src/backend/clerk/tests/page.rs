use super::super::ClerkPage;

#[test]
fn the_frontend_api_is_the_proxys_address_or_clerks_own_host() {
    let text = |text: &str| Some(text.to_owned());
    let page = |proxy: Option<&str>, api: Option<&str>| ClerkPage {
        proxy_url: proxy.map(str::to_owned),
        frontend_api: api.map(str::to_owned),
        origin: text("https://app.example.com"),
        ..ClerkPage::default()
    };
    let table = [
        (
            page(None, Some("clerk.example.com")),
            text("https://clerk.example.com"),
        ),
        (
            page(
                Some("https://p.example.com/__clerk"),
                Some("clerk.example.com"),
            ),
            text("https://p.example.com/__clerk"),
        ),
        (
            page(Some("/__clerk"), Some("clerk.example.com")),
            text("https://app.example.com/__clerk"),
        ),
        (page(None, None), None),
    ];
    for (page, address) in table {
        assert_eq!(page.frontend_api(), address);
    }
}

#[test]
fn a_request_says_what_clerk_js_says() {
    let page = ClerkPage {
        version: Some("6.40.0".to_owned()),
        session_id: Some("sess_1".to_owned()),
        cookies: "a=b; __clerk_db_jwt_x=no; __clerk_db_jwt=dvb_1; c=".to_owned(),
        ..ClerkPage::default()
    };
    let pairs = [
        ("__clerk_api_version", "2026-08-20"),
        ("_clerk_js_version", "6.40.0"),
        ("_clerk_session_id", "sess_1"),
        ("__clerk_db_jwt", "dvb_1"),
    ];
    assert_eq!(
        page.query(),
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    for cookies in ["", "__clerk_db_jwt=", "x__clerk_db_jwt=1", "__clerk_db_jwt"] {
        let page = ClerkPage {
            cookies: cookies.to_owned(),
            ..ClerkPage::default()
        };
        assert_eq!(page.query().len(), 1, "{cookies}");
    }
}
