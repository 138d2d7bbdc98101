use super::super::{ClerkState, dev_browser_in_url};
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
fn a_production_satellite_has_a_frontend_api_of_its_own() {
    let table = [
        (
            "production",
            "clerk.satellite.example",
            "https://clerk.satellite.example",
        ),
        (
            "production",
            "satellite.example",
            "https://clerk.satellite.example",
        ),
        (
            "production",
            "https://clerk.clerk.satellite.example",
            "https://clerk.satellite.example",
        ),
        (
            "production",
            "http://satellite.example",
            "https://clerk.satellite.example",
        ),
        (
            "development",
            "satellite.example",
            "https://a.clerk.accounts.dev",
        ),
    ];
    for (instance_type, domain, address) in table {
        let page = ClerkState {
            frontend_api: Some("a.clerk.accounts.dev".into()),
            domain: Some(domain.into()),
            instance_type: Some(instance_type.into()),
            ..ClerkState::default()
        };
        assert_eq!(page.frontend_api(|| None).as_deref(), Some(address));
    }
}

#[test]
fn on_a_domain_of_vercel_production_has_a_proxy() {
    let production = |domain: Option<&str>| ClerkState {
        frontend_api: Some("clerk.example.com".into()),
        domain: domain.map(Into::into),
        instance_type: Some("production".into()),
        ..ClerkState::default()
    };
    let development = ClerkState {
        instance_type: Some("development".into()),
        ..production(None)
    };
    let own = "https://clerk.example.com";
    for (page, origin, address) in [
        (
            production(None),
            "https://app.vercel.app",
            "https://app.vercel.app/__clerk",
        ),
        (production(None), "https://vercel.app.example.com", own),
        (
            production(Some("app.vercel.app")),
            "https://app.vercel.app",
            "https://clerk.app.vercel.app",
        ),
        (development, "https://app.vercel.app", own),
    ] {
        let found = page.frontend_api(|| Some(origin.into()));
        assert_eq!(found.as_deref(), Some(address));
    }
}

fn query(pairs: &[(&str, &str)]) -> Query {
    let mut query = Query::default();
    for (name, value) in pairs {
        query.pair(name, value);
    }
    query
}

#[test]
fn a_request_says_what_clerk_js_says() {
    let page = ClerkState {
        frontend_api: Some("happy-cat-1.clerk.accounts.dev".into()),
        // clerk-js names no domain in a request, although it has code for it.
        domain: Some("satellite.example".into()),
        instance_type: Some("development".into()),
        version: Some("6.40.0".into()),
        session_id: Some("sess_1".into()),
        ..ClerkState::default()
    };
    let said = [
        ("__clerk_api_version", "2026-08-20"),
        ("_clerk_js_version", "6.40.0"),
        ("_clerk_session_id", "sess_1"),
    ];
    assert_eq!(page.query(None), query(&said));
    let development = [&said[..], &[("__clerk_db_jwt", "dvb_1")]].concat();
    assert_eq!(page.query(Some("dvb_1")), query(&development));
}

#[test]
fn the_development_browser_is_for_clerks_own_domains_alone() {
    let page = |instance_type: Option<&str>, host: &str| ClerkState {
        frontend_api: Some(host.into()),
        instance_type: instance_type.map(Into::into),
        ..ClerkState::default()
    };
    for host in [
        "a.clerk.accounts.dev",
        "a.lcl.dev",
        "a.accounts.lclclerk.com",
    ] {
        for instance_type in [None, Some("development")] {
            assert!(page(instance_type, host).has_dev_browser(), "{host}");
        }
        assert!(!page(Some("production"), host).has_dev_browser());
    }
    for host in ["clerk.example.com", "dev.example.com", ""] {
        for instance_type in [None, Some("development")] {
            assert!(!page(instance_type, host).has_dev_browser(), "{host}");
        }
    }
}

#[test]
fn the_development_browsers_cookie_is_the_apps_own() {
    // `getCookieSuffix` of @clerk/shared gives these suffixes.
    let page = |key: &str| ClerkState {
        publishable_key: Some(key.into()),
        ..ClerkState::default()
    };
    let (mine, other) = ("pk_test_Y2xlcmsuc3RhbmRpbi50ZXN0JA", "pk_test_b3RoZXIk");
    let cookies = "a=b; __clerk_db_jwt=last; __clerk_db_jwt_DTRmZGYS=own; __clerk_db_jwt_=no; c=";
    assert_eq!(page(mine).dev_browser_in_cookies(cookies), Some("own"));
    assert_eq!(page(other).dev_browser_in_cookies(cookies), Some("last"));
    let keyless = ClerkState::default();
    assert_eq!(keyless.dev_browser_in_cookies(cookies), Some("last"));
    for cookies in ["", "__clerk_db_jwt=", "x__clerk_db_jwt=1", "__clerk_db_jwt"] {
        assert_eq!(keyless.dev_browser_in_cookies(cookies), None, "{cookies}");
    }
}

#[test]
fn the_development_browser_is_read_from_an_address() {
    for (url, token) in [
        ("https://a.dev/?__clerk_db_jwt=dvb_1", Some("dvb_1")),
        ("https://a.dev/p?a=b&__clerk_db_jwt=dvb_1#c", Some("dvb_1")),
        (
            "https://a.dev/p?x__clerk_db_jwt=dvb_1&__clerk_db_jwt=",
            None,
        ),
        ("https://a.dev/p#?__clerk_db_jwt=1", None),
        ("https://a.dev/", None),
    ] {
        assert_eq!(dev_browser_in_url(url), token, "{url}");
    }
}
