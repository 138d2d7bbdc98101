use proptest::{collection::vec, prelude::*, sample::select};
use serde::{Deserialize, de::IntoDeserializer};
use url::Url;

use super::{BaseUrl, BaseUrlError, Query, path};
use crate::{params::rules::PathSegment, strategies};

fn base(text: &str) -> String {
    BaseUrl::parse(text)
        .expect(text)
        .url("/x", [&Query::default(), &Query::default()])
}

#[test]
fn an_address_is_joined_by_one_slash() {
    let table = [
        ("https://clerk.example.com", "https://clerk.example.com/x"),
        ("https://clerk.example.com/", "https://clerk.example.com/x"),
        (
            "https://app.example.com/__clerk",
            "https://app.example.com/__clerk/x",
        ),
        (
            "https://app.example.com/__clerk//",
            "https://app.example.com/__clerk/x",
        ),
        ("https://h:8443/a/b", "https://h:8443/a/b/x"),
        ("HTTPS://Clerk.Example.com", "HTTPS://Clerk.Example.com/x"),
        ("https://[2001:db8::1]:9", "https://[2001:db8::1]:9/x"),
        (
            "http://localhost:4173/__clerk",
            "http://localhost:4173/__clerk/x",
        ),
        ("http://app.localhost", "http://app.localhost/x"),
        ("http://127.0.0.1:80", "http://127.0.0.1:80/x"),
        ("http://127.255.255.254", "http://127.255.255.254/x"),
        ("http://[::1]:3000/a", "http://[::1]:3000/a/x"),
    ];
    for (given, url) in table {
        assert_eq!(&*base(given), url);
    }
}

#[test]
fn the_token_goes_over_no_open_wire() {
    for insecure in [
        "http://clerk.example.com",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://127.0.0.1.example.com",
        "http://127.0.0.256",
        "http://127.1",
        "http://0127.0.0.1",
        "http://[::2]",
        "ws://localhost",
        "ftp://clerk.example.com",
        "https://user@clerk.example.com",
        "https://user:secret@clerk.example.com",
        "http://localhost@evil.example.com",
        "http://localhost\\@evil.example.com",
    ] {
        assert_eq!(
            BaseUrl::parse(insecure),
            Err(BaseUrlError::Insecure),
            "{insecure}"
        );
    }
}

#[test]
fn what_a_browser_would_repair_is_refused() {
    for malformed in [
        "",
        "/",
        "clerk.example.com",
        "//clerk.example.com",
        "https:/clerk.example.com",
        "https:clerk.example.com",
        "https://",
        "https:///path",
        "javascript:alert(1)",
        "https://h\\evil.example.com",
        "https://h/a?b",
        "https://h#c",
        "https://h/a b",
        "https://h\n",
        "https://h/\t",
        " https://h",
        "https://h:",
        "https://h:99999",
        "https://h:+80",
        "https://h:8a",
        "https://h/../a",
        "https://h/a/.",
        "https://h/%2E%2e/a",
        "https://h/.%2e",
        "https://bücher.example",
        "https://h/ü",
        "https://[::1",
        "https://[::g]",
        "https://[]",
        "https://[::1]x",
        "https://a[::1]",
    ] {
        assert_eq!(
            BaseUrl::parse(malformed),
            Err(BaseUrlError::Malformed),
            "{malformed}"
        );
    }
}

#[test]
fn segments_and_values_are_encoded_whole() {
    assert_eq!(
        &*path(&["api_keys", "ak_1", "revoke"]),
        "/api_keys/ak_1/revoke"
    );
    assert_eq!(
        &*path(&["a/b?c#d%2F", "…", "~-._"]),
        "/a%2Fb%3Fc%23d%252F/%E2%80%A6/~-._"
    );
    let mut query = Query::default();
    query
        .pair("query", "a b&c=d+e")
        .pair("ü", "")
        .optional_pair("x", None)
        .optional_pair("y", Some("1"));
    assert_eq!(
        &*BaseUrl::parse("https://h")
            .unwrap()
            .url("/p", [&query, &Query::default()]),
        "https://h/p?query=a%20b%26c%3Dd%2Be&%C3%BC=&y=1"
    );
}

proptest! {
    /// What is accepted means to a browser's parser what it means here.
    #[test]
    fn accepted_addresses_are_read_alike(
        text in "(https?|HTTP)://[a-zA-Z0-9.@:\\[\\]\\\\-]{1,20}(/[a-z%2eE./~@:!]{0,12})?|\\PC{0,30}",
    ) {
        if let Ok(base) = BaseUrl::parse(&text) {
            let built = base.url("/api_keys", [Query::default().pair("a", "b"), &Query::default()]);
            // A browser refuses some hosts that the grammar lets through: then nothing is sent.
            if let Ok(url) = Url::parse(&built) {
                prop_assert!(url.path().ends_with("/api_keys"));
                prop_assert_eq!(url.query(), Some("a=b"));
                prop_assert_eq!(url.username(), "");
                prop_assert_eq!(url.password(), None);
                let loopback = match url.host() {
                    Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
                    Some(url::Host::Ipv4(address)) => address.is_loopback(),
                    Some(url::Host::Ipv6(address)) => address.is_loopback(),
                    None => false,
                };
                prop_assert!(url.scheme() == "https" || (url.scheme() == "http" && loopback), "{}", url);
            }
        }
    }

    /// No parameter becomes another path, another query or another host.
    #[test]
    fn parameters_stay_what_they_are(
        base in select(&BASES),
        segments in vec(segment(), 1..5),
        queries in [vec((strategies::text(), strategies::text()), 0..4), vec((strategies::text(), strategies::text()), 0..3)],
    ) {
        let names: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
        let [first, second] = queries.each_ref().map(|pairs| {
            let mut query = Query::default();
            for (name, value) in pairs {
                query.pair(name, value);
            }
            query
        });
        let built = BaseUrl::parse(base).expect("a plain address").url(&path(&names), [&first, &second]);
        let (url, base) = (Url::parse(&built).expect("a URL"), Url::parse(base).expect("a URL"));
        prop_assert_eq!(url.origin(), base.origin());
        prop_assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None));
        let below = url.path().strip_prefix(base.path().trim_end_matches('/'));
        let read: Vec<String> = below.expect("below the base").split('/').skip(1).map(percent_decode).collect();
        prop_assert_eq!(&read, &segments);
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, queries.concat());
    }
}

/// With a port, a path, and in every way to name a host.
const BASES: [&str; 5] = [
    "https://h.example",
    "https://h.example:8443/__clerk/",
    "HTTPS://H.Example/a/b",
    "http://127.0.0.1:4173",
    "https://[2001:db8::1]/x",
];

/// What the host page may give for a segment.
fn segment() -> impl Strategy<Value = String> {
    strategies::text().prop_map(|text| {
        let segment: Result<PathSegment, _> = PathSegment::deserialize(text.into_deserializer());
        segment.map_or_else(
            |_: serde::de::value::Error| "ak_1".into(),
            |segment| segment.0,
        )
    })
}

/// By a query parser, which reads percent-encoding too.
fn percent_decode(segment: &str) -> String {
    let url = Url::parse(&format!("https://h/?{}", segment.replace('+', "%2B"))).unwrap();
    url.query_pairs().next().unwrap().0.into()
}
