//! What `fromClerk` takes from a Clerk object: where the Frontend API is, and what clerk-js adds to a request.

use crate::url::Query;

/// The version of the Frontend API that clerk-js 6.40 speaks.
const API_VERSION: &str = "2026-08-20";
/// The cookie, and the parameter, that name a development instance's browser.
const DEV_BROWSER: &str = "__clerk_db_jwt";
/// What the Frontend API's host ends with on every development instance (`….clerk.accounts.dev`).
/// Others may end so too: they have no such cookie.
const DEV_DOMAINS: [&str; 2] = [".dev", ".lclclerk.com"];

/// The members of a Clerk object, as they are at the moment of a request. An empty text is none.
#[derive(Debug, Default)]
pub struct ClerkState {
    pub proxy_url: Option<String>,
    pub frontend_api: Option<String>,
    pub version: Option<String>,
    pub session_id: Option<String>,
}

impl ClerkState {
    /// The Frontend API's address. `None` while Clerk does not know it. A proxy may be a path of
    /// the page's own `origin`.
    pub fn frontend_api(&self, origin: impl FnOnce() -> Option<String>) -> Option<String> {
        match &self.proxy_url {
            // `//host` is the address of another host.
            Some(path) if path.starts_with('/') && !path.starts_with("//") => {
                Some(format!("{}{path}", origin()?))
            }
            Some(proxy) => Some(proxy.clone()),
            None => Some(format!("https://{}", self.frontend_api.as_deref()?)),
        }
    }

    /// What clerk-js adds to the query of each request. `cookies` is `document.cookie`, which is
    /// slow enough to be asked for only where it matters.
    pub fn query(&self, cookies: impl FnOnce() -> String) -> Query {
        let dev_browser = self.is_development().then(cookies);
        let dev_browser = dev_browser
            .as_deref()
            .and_then(|all| cookie(all, DEV_BROWSER));
        let mut query = Query::default();
        query
            .pair("__clerk_api_version", API_VERSION)
            .optional_pair("_clerk_js_version", self.version.as_deref())
            .optional_pair("_clerk_session_id", self.session_id.as_deref())
            .optional_pair(DEV_BROWSER, dev_browser);
        query
    }

    fn is_development(&self) -> bool {
        let host = self.frontend_api.as_deref().unwrap_or_default();
        DEV_DOMAINS.iter().any(|domain| host.ends_with(domain))
    }
}

/// The value of a cookie in `document.cookie`.
fn cookie<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    let mut cookies = cookies.split("; ");
    let value = cookies.find_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('='));
    value.filter(|value| !value.is_empty())
}
