//! Addresses: the one that the page gives, held to a grammar; the ones that requests go to, built
//! so that no parameter becomes another path, another query or another host.

use crate::{
    cut,
    digits::{CAPITAL, digit, read},
};

/// Where a server's paths begin: scheme, host, and perhaps a path, without a slash at the end.
#[derive(Debug, Clone, PartialEq)]
pub struct Base(Box<str>);

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BadBase {
    /// Not an absolute URL in the plain form that every parser reads alike.
    Malformed,
    /// The session token would travel readable, or with a user name in the address.
    Insecure,
}

impl Base {
    /// Takes `https:` URLs, and `http:` ones of a loopback host. The grammar is narrower than a
    /// browser's: what a browser would silently repair (`\`, tabs, `..`) is refused instead.
    pub fn parse(text: &str) -> Result<Self, BadBase> {
        let (scheme, rest) = cut::first(text, b':').ok_or(BadBase::Malformed)?;
        let rest = rest.strip_prefix("//").ok_or(BadBase::Malformed)?;
        if !scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(BadBase::Malformed);
        }
        let (authority, path) = cut::first(rest, b'/').unwrap_or((rest, ""));
        if authority.bytes().any(|byte| byte == b'@') {
            return Err(BadBase::Insecure);
        }
        let host = host(authority).ok_or(BadBase::Malformed)?;
        if !is_plain_path(path) {
            return Err(BadBase::Malformed);
        }
        let secure = scheme.eq_ignore_ascii_case("https");
        let local = scheme.eq_ignore_ascii_case("http") && is_loopback(host);
        if !(secure || local) {
            return Err(BadBase::Insecure);
        }
        Ok(Self(cut::end(text, b'/').into()))
    }

    /// The address of a path below this one, which begins with a slash, and of queries in turn.
    pub fn url(&self, path: &str, queries: [&Query; 2]) -> Box<str> {
        let mut url = [&*self.0, path].concat();
        let mut mark = "?";
        for Query(query) in queries {
            if !query.is_empty() {
                url.push_str(mark);
                url.push_str(query);
                mark = "&";
            }
        }
        url.into()
    }
}

/// The host of `host[:port]`, where both have a plain form. An IPv6 address loses its brackets.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match cut::last(authority, b':') {
        Some((host, port)) if !authority.ends_with("]") => (host, Some(port)),
        _ => (authority, None),
    };
    let host = match host.strip_prefix("[") {
        Some(rest) => rest.strip_suffix("]").filter(|rest| is_address(rest)),
        None => Some(host).filter(|host| is_name(host)),
    };
    host.filter(|_| port.is_none_or(is_port))
}

fn is_port(digits: &str) -> bool {
    read(digits).is_some_and(|port| port <= u16::MAX.into())
}

/// A domain name or an IPv4 address.
fn is_name(host: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    !host.is_empty() && host.bytes().all(plain)
}

/// An IPv6 address, as far as its characters go.
fn is_address(host: &str) -> bool {
    host.bytes()
        .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
        && host.bytes().any(|byte| byte == b':')
}

/// RFC 3986's path characters, and no segment that a parser would take away.
fn is_plain_path(path: &str) -> bool {
    let allowed = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'!' | b'$'..=b'/' | b':' | b';' | b'=' | b'@' | b'_' | b'~'
            )
    };
    path.bytes().all(allowed) && !cut::parts(path, b'/').any(is_dot_segment)
}

/// What a parser takes for `.` and `..`.
const DOT_SEGMENTS: [&str; 6] = [".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"];

fn is_dot_segment(segment: &str) -> bool {
    let is = |dots: &&str| segment.eq_ignore_ascii_case(dots);
    DOT_SEGMENTS.iter().any(is)
}

/// A host that no network can carry the request to.
fn is_loopback(host: &str) -> bool {
    let (_, domain) = cut::last(host, b'.').unwrap_or(("", host));
    domain.eq_ignore_ascii_case("localhost") || host == "::1" || is_loopback_address(host)
}

/// 127.0.0.0/8, all four numbers written out in decimal.
fn is_loopback_address(host: &str) -> bool {
    let is_number = |part: &str| {
        read(part).is_some_and(|number| number <= u8::MAX.into())
            && (part.len() == 1 || !part.starts_with("0"))
    };
    host.starts_with("127.")
        && cut::parts(host, b'.').count() == 4
        && cut::parts(host, b'.').all(is_number)
}

/// A query under way, percent-encoded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query(String);

impl Query {
    pub fn pair(&mut self, name: &str, value: &str) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push_str("&");
        }
        encode(&mut self.0, name);
        self.0.push_str("=");
        encode(&mut self.0, value);
        self
    }

    pub fn optional_pair(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.pair(name, value),
            None => self,
        }
    }
}

/// A path of these segments, each percent-encoded whole: `["api_keys", "a/b"]` is `/api_keys/a%2Fb`.
pub fn path(segments: &[&str]) -> Box<str> {
    let mut path = String::new();
    for segment in segments {
        path.push_str("/");
        encode(&mut path, segment);
    }
    path.into()
}

/// Writes RFC 3986's unreserved characters as they are, and every other byte of the UTF-8 as `%XX`.
fn encode(out: &mut String, text: &str) {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if plain(byte) {
            continue;
        }
        // Nothing, where it is the second byte of a character.
        out.push_str(text.get(written..at).unwrap_or_default());
        written = at + 1;
        out.push_str("%");
        out.push_str(digit(CAPITAL, u64::from(byte >> 4)));
        out.push_str(digit(CAPITAL, u64::from(byte & 15)));
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

#[cfg(test)]
mod tests;
