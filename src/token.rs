//! A session token: its alphabet, its claims.

use crate::value::Value;

/// A session token that can stand in a header. It has no `Debug`: nothing may print it.
#[derive(Clone)]
pub struct SessionToken(String);

/// Whom a session token speaks for.
#[derive(Debug, PartialEq)]
pub struct Claims {
    /// `sub`: the user's ID.
    pub user: Option<String>,
    /// `o.id` in version 2 tokens, `org_id` in version 1: the active organization's ID.
    pub organization: Option<String>,
}

impl SessionToken {
    /// Takes what RFC 6750 (section 2.1) calls a b64token, and nothing else: a space or a newline
    /// would be another header, or an exception in the middle of the call.
    pub fn check(text: String) -> Option<Self> {
        let body = text.trim_end_matches('=');
        let allowed = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/')
        };
        (!body.is_empty() && body.bytes().all(allowed)).then_some(Self(text))
    }

    /// The `Authorization` header's value.
    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// The claims, unverified: the server verifies them. `None` where the token is not a JWT.
    pub fn claims<V: Value>(&self) -> Option<Claims> {
        Claims::read::<V>(self.0.split('.').nth(1)?)
    }
}

impl Claims {
    fn read<V: Value>(payload: &str) -> Option<Self> {
        let claims = V::from_base64url(payload)?;
        Some(Self {
            user: filled(claims.member("sub")),
            organization: filled(claims.member("o").and_then(|o| o.member("id")))
                .or_else(|| filled(claims.member("org_id"))),
        })
    }

    /// Whose keys a call without a subject is about: the organization's where one is active, else the user's.
    pub fn owner(&self) -> Option<&str> {
        self.organization.as_deref().or(self.user.as_deref())
    }
}

fn filled<V: Value>(value: Option<V>) -> Option<String> {
    value?.text().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
