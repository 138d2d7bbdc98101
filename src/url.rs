//! Addresses: validates the one that the host page gives, and builds those of requests, so that no parameter can change the
//! path, the query or the host.

use std::fmt::Write as _;

/// Where a server's paths begin: scheme, host, and perhaps a path, without a slash at the end.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseUrl {
    address: String,
    is_loopback: bool,
}

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BaseUrlError {
    /// Not an absolute URL in the plain form that every parser reads alike.
    Malformed,
    /// The session token would travel readable, or with a user name in the address.
    Insecure,
}

impl BaseUrl {
    /// Takes `https:` URLs, and `http:` ones of a loopback host. The grammar is narrower than a
    /// browser's: what a browser would silently repair (`\`, tabs, `..`) is refused instead.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let (scheme, rest) = text.split_once(':').ok_or(BaseUrlError::Malformed)?;
        let rest = rest.strip_prefix("//").ok_or(BaseUrlError::Malformed)?;
        if !scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(BaseUrlError::Malformed);
        }
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        if authority.bytes().any(|byte| byte == b'@') {
            return Err(BaseUrlError::Insecure);
        }
        let host = host(authority).ok_or(BaseUrlError::Malformed)?;
        if !is_plain_path(path) {
            return Err(BaseUrlError::Malformed);
        }
        let is_loopback = is_loopback(host);
        let secure = scheme.eq_ignore_ascii_case("https");
        let local = scheme.eq_ignore_ascii_case("http") && is_loopback;
        if !(secure || local) {
            return Err(BaseUrlError::Insecure);
        }
        Ok(Self {
            address: text.trim_end_matches('/').to_owned(),
            is_loopback,
        })
    }

    /// Whether it is on this device.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// The address of a path below this one, which begins with a slash, and of queries in turn.
    pub fn url(&self, path: &str, queries: [&Query; 2]) -> String {
        let mut url = [&*self.address, path].concat();
        let mut mark = "?";
        for Query(query) in queries {
            if !query.is_empty() {
                url.push_str(mark);
                url.push_str(query);
                mark = "&";
            }
        }
        url
    }
}

/// The host of `host[:port]`, where both have a plain form. An IPv6 address loses its brackets.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').filter(|rest| is_address(rest)),
        None => Some(host).filter(|host| is_name(host)),
    };
    host.filter(|_| port.is_none_or(is_port))
}

fn is_port(digits: &str) -> bool {
    // `parse` takes a sign, too.
    !digits.starts_with('+') && digits.parse::<u16>().is_ok()
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
    path.bytes().all(allowed) && !path.split('/').any(is_dot_segment)
}

/// What a parser takes for `.` and `..`.
const DOT_SEGMENTS: [&str; 6] = [".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"];

fn is_dot_segment(segment: &str) -> bool {
    let is = |dots: &&str| segment.eq_ignore_ascii_case(dots);
    DOT_SEGMENTS.iter().any(is)
}

/// A host that no network can carry the request to.
fn is_loopback(host: &str) -> bool {
    let (_, domain) = host.rsplit_once('.').unwrap_or(("", host));
    domain.eq_ignore_ascii_case("localhost") || host == "::1" || is_loopback_address(host)
}

/// 127.0.0.0/8, all four numbers written out in decimal.
fn is_loopback_address(host: &str) -> bool {
    let is_number = |part: &str| {
        part.parse::<u8>().is_ok()
            && !part.starts_with('+')
            && (part.len() == 1 || !part.starts_with('0'))
    };
    host.starts_with("127.") && host.split('.').count() == 4 && host.split('.').all(is_number)
}

/// A query under way, percent-encoded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query(String);

impl Query {
    pub fn pair(&mut self, name: &str, value: &str) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        encode(&mut self.0, name);
        self.0.push('=');
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
pub fn path(segments: &[&str]) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        encode(&mut path, segment);
    }
    path
}

/// Writes RFC 3986's unreserved characters as they are, and every other byte of the UTF-8 as `%XX`.
fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests;
