use super::super::ClerkState;
use crate::url::Query;

#[test]
fn the_frontend_api_is_the_proxys_address_or_clerks_own_host() {
    let table = [
        (
            None,
            Some("clerk.example.com"),
            Some("https://clerk.example.com"),
        ),
        (
            Some("https://p.example.com/__clerk"),
            Some("clerk.example.com"),
            Some("https://p.example.com/__clerk"),
        ),
        (
            Some("/__clerk"),
            Some("clerk.example.com"),
            Some("https://app.example.com/__clerk"),
        ),
        // Not an address that is asked.
        (
            Some("//evil.example.com/__clerk"),
            Some("clerk.example.com"),
            Some("//evil.example.com/__clerk"),
        ),
        (None, None, None),
    ];
    for (proxy, host, address) in table {
        let page = ClerkState {
            proxy_url: proxy.map(Into::into),
            frontend_api: host.map(Into::into),
            ..ClerkState::default()
        };
        let found = page.frontend_api(|| Some("https://app.example.com".into()));
        assert_eq!(found.as_deref(), address);
    }
}

#[test]
fn a_request_says_what_clerk_js_says() {
    let page = ClerkState {
        frontend_api: Some("happy-cat-1.clerk.accounts.dev".into()),
        version: Some("6.40.0".into()),
        session_id: Some("sess_1".into()),
        ..ClerkState::default()
    };
    let cookies = || "a=b; __clerk_db_jwt_x=no; __clerk_db_jwt=dvb_1; c=".into();
    let pairs = [
        ("__clerk_api_version", "2026-08-20"),
        ("_clerk_js_version", "6.40.0"),
        ("_clerk_session_id", "sess_1"),
        ("__clerk_db_jwt", "dvb_1"),
    ];
    let mut query = Query::default();
    for (name, value) in pairs {
        query.pair(name, value);
    }
    assert_eq!(page.query(cookies), query);
}

#[test]
fn the_development_browser_is_named_where_there_is_one() {
    let named = |host: &str, cookies: &str| {
        let page = ClerkState {
            frontend_api: Some(host.into()),
            ..ClerkState::default()
        };
        let query = page.query(|| cookies.into());
        query != *Query::default().pair("__clerk_api_version", "2026-08-20")
    };
    for cookies in ["", "__clerk_db_jwt=", "x__clerk_db_jwt=1", "__clerk_db_jwt"] {
        assert!(!named("a.clerk.accounts.dev", cookies), "{cookies}");
    }
    for development in [
        "a.clerk.accounts.dev",
        "a.lcl.dev",
        "a.accounts.lclclerk.com",
    ] {
        assert!(named(development, "__clerk_db_jwt=1"), "{development}");
    }
    for production in ["clerk.example.com", "dev.example.com", ""] {
        assert!(!named(production, "__clerk_db_jwt=1"), "{production}");
    }
}
