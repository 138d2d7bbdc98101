//! What `fromClerk` takes from a Clerk object: where the Frontend API is, and what clerk-js adds to a request.

/// The version of the Frontend API that clerk-js 6.40 speaks.
const API_VERSION: &str = "2026-08-20";
/// The cookie, and the parameter, that name a development instance's browser.
const DEV_BROWSER: &str = "__clerk_db_jwt";

/// The members of a Clerk object, as they are at the moment of a request. An empty text is none.
#[derive(Debug, Default)]
pub struct ClerkPage {
    pub proxy_url: Option<String>,
    pub frontend_api: Option<String>,
    pub version: Option<String>,
    pub session_id: Option<String>,
    /// `document.cookie`.
    pub cookies: String,
    /// `location.origin`.
    pub origin: Option<String>,
}

impl ClerkPage {
    /// The Frontend API's address. `None` while Clerk does not know it.
    pub fn frontend_api(&self) -> Option<String> {
        if let Some(proxy) = &self.proxy_url {
            // Clerk allows a path of the page's own origin here.
            let origin = self.origin.as_deref().filter(|_| proxy.starts_with('/'));
            return Some([origin.unwrap_or_default(), proxy].concat());
        }
        let host = self.frontend_api.as_ref()?;
        Some(["https://", host].concat())
    }

    /// What clerk-js adds to the query of each request.
    pub fn query(self) -> Vec<(String, String)> {
        let dev_browser = cookie(&self.cookies, DEV_BROWSER).map(str::to_owned);
        [
            ("__clerk_api_version", Some(API_VERSION.to_owned())),
            ("_clerk_js_version", self.version),
            ("_clerk_session_id", self.session_id),
            (DEV_BROWSER, dev_browser),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
    }
}

/// The value of a cookie in `document.cookie`.
fn cookie<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    let value = |cookie: &'a str| cookie.trim().strip_prefix(name)?.strip_prefix('=');
    cookies
        .split(';')
        .find_map(value)
        .filter(|value| !value.is_empty())
}
