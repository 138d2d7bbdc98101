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
    /// A production satellite's domain, as the host page or clerk-js writes it.
    pub domain: Option<String>,
    /// `production` or `development`.
    pub instance_type: Option<String>,
    pub publishable_key: Option<String>,
    pub version: Option<String>,
    pub session_id: Option<String>,
}

impl ClerkState {
    /// The Frontend API's address. `None` while Clerk does not know it. A proxy may be a path of
    /// the host page's own `origin`.
    pub fn frontend_api(&self, origin: impl FnOnce() -> Option<String>) -> Option<String> {
        match &self.proxy_url {
            // `//host` is the address of another host.
            Some(path) if path.starts_with('/') && !path.starts_with("//") => {
                Some(format!("{}{path}", origin()?))
            }
            Some(proxy) => Some(proxy.clone()),
            None => self
                .proxy_of_vercel(origin)
                .or_else(|| Some(format!("https://{}", self.host()?))),
        }
    }

    /// The member that says the address. An error names it where the address is refused.
    pub fn address_member(&self) -> &'static str {
        if self.proxy_url.is_some() {
            "proxyUrl"
        } else if self.is_production() && self.domain.is_some() {
            "domain"
        } else {
            "frontendApi"
        }
    }

    /// The proxy that clerk-js uses by itself on a domain of Vercel. The object of `useClerk()` does not name it.
    fn proxy_of_vercel(&self, origin: impl FnOnce() -> Option<String>) -> Option<String> {
        if !self.is_production() || self.domain.is_some() {
            return None;
        }
        let origin = origin().filter(|origin| origin.ends_with(".vercel.app"))?;
        Some(format!("{origin}/__clerk"))
    }

    /// The Frontend API's host: a production satellite's own, else the instance's.
    fn host(&self) -> Option<String> {
        match &self.domain {
            Some(domain) if self.is_production() => Some(satellite_host(domain)),
            _ => self.frontend_api.clone(),
        }
    }

    /// What clerk-js adds to the query of each request.
    pub fn query(&self, dev_browser: Option<&str>) -> Query {
        let mut query = Query::default();
        query
            .pair("__clerk_api_version", API_VERSION)
            .optional_pair("_clerk_js_version", self.version.as_deref())
            .optional_pair("_clerk_session_id", self.session_id.as_deref())
            .optional_pair(DEV_BROWSER, dev_browser);
        query
    }

    fn is_production(&self) -> bool {
        self.instance_type.as_deref() == Some("production")
    }

    /// Whether clerk-js sends the token of a development instance's browser. A `pk_test` key may name any other host.
    pub fn has_dev_browser(&self) -> bool {
        let host = self.frontend_api.as_deref().unwrap_or_default();
        !self.is_production() && DEV_DOMAINS.iter().any(|domain| host.ends_with(domain))
    }

    /// The token of a development instance's browser, in `document.cookie`. Each app of an origin has its own cookie, with a
    /// suffix that its publishable key says; the plain one is the last app's.
    pub fn dev_browser_in_cookies<'a>(&self, cookies: &'a str) -> Option<&'a str> {
        let own = self.publishable_key.as_deref().and_then(|key| {
            let name = format!("{DEV_BROWSER}_{}", cookie_suffix(key));
            cookie(cookies, &name)
        });
        own.or_else(|| cookie(cookies, DEV_BROWSER))
    }
}

/// The Frontend API's host for a satellite's domain. clerk-js writes it in the same way, so its own `domain` stays the same.
fn satellite_host(domain: &str) -> String {
    let without_scheme = ["https://", "http://"]
        .iter()
        .find_map(|scheme| domain.strip_prefix(scheme));
    let mut domain = without_scheme.unwrap_or(domain);
    while let Some(rest) = domain.strip_prefix("clerk.") {
        domain = rest;
    }
    format!("clerk.{domain}")
}

/// The same token in an address that Clerk decorated with it.
pub fn dev_browser_in_url(url: &str) -> Option<&str> {
    let (_, query) = url.split('#').next()?.split_once('?')?;
    let mut values = query
        .split('&')
        .filter_map(|pair| pair.strip_prefix(DEV_BROWSER)?.strip_prefix('='));
    values.find(|value| !value.is_empty())
}

/// The value of a cookie in `document.cookie`.
fn cookie<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    let value = cookies
        .split(';')
        .find_map(|cookie| cookie.trim_start().strip_prefix(name)?.strip_prefix('='));
    value.filter(|value| !value.is_empty())
}

/// The first 8 characters of the base64url of the key's SHA-1, as `getCookieSuffix` of @clerk/shared computes it.
fn cookie_suffix(publishable_key: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digest = sha1_smol::Sha1::from(publishable_key).digest().bytes();
    let bits = digest
        .iter()
        .take(6)
        .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let sextets = (0..8)
        .rev()
        .map(|place| (bits >> (6 * place) & 63) as usize);
    sextets
        .filter_map(|sextet| Some(char::from(*ALPHABET.get(sextet)?)))
        .collect()
}
