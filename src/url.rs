//! Addresses: the one that the page gives, held to a grammar; the ones that requests go to, built
//! so that no parameter becomes another path, another query or another host.

use std::net::Ipv4Addr;

/// Where a server's paths begin: scheme, host, and perhaps a path, without a slash at the end.
#[derive(Debug, Clone, PartialEq)]
pub struct Base(String);

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
        let (scheme, rest) = text.split_once("://").ok_or(BadBase::Malformed)?;
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(BadBase::Insecure);
        }
        let host = host(authority).ok_or(BadBase::Malformed)?;
        if !is_plain_path(path) {
            return Err(BadBase::Malformed);
        }
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => is_loopback(host),
            _ => false,
        };
        if !secure {
            return Err(BadBase::Insecure);
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// The address of a path below this one, which begins with a slash, and a query.
    pub fn url(&self, path: &str, query: &Query) -> String {
        let mark = if query.0.is_empty() { "" } else { "?" };
        [&self.0, path, mark, &query.0].concat()
    }
}

/// The host of `host[:port]`, where both have a plain form.
fn host(authority: &str) -> Option<&str> {
    let host_end = match authority.strip_prefix('[') {
        Some(inside) => inside.find(']')? + 2,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at_checked(host_end)?;
    (is_plain_host(host) && is_port(port)).then_some(host)
}

fn is_plain_host(host: &str) -> bool {
    match host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
            !host.is_empty() && host.bytes().all(plain)
        }
    }
}

/// Empty, or a colon and a number.
fn is_port(port: &str) -> bool {
    port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| {
            digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<u16>().is_ok()
        })
}

/// RFC 3986's path characters, and no segment that a parser would take away.
fn is_plain_path(path: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&byte);
    path.bytes().all(allowed)
        && !path.split('/').any(|segment| {
            matches!(
                segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
                "." | ".."
            )
        })
}

fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host
            .parse::<Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

/// A query under way, percent-encoded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query(String);

impl Query {
    pub fn pair(mut self, name: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        encode(&mut self.0, name);
        self.0.push('=');
        encode(&mut self.0, value);
        self
    }

    pub fn optional_pair(self, name: &str, value: Option<&str>) -> Self {
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
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(hex_digit));
        }
    }
}

fn hex_digit(nibble: u8) -> char {
    char::from(if nibble < 10 {
        b'0' + nibble
    } else {
        b'A' + nibble - 10
    })
}

#[cfg(test)]
mod tests;
