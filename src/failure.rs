//! Every way to fail, and its words.

use crate::{
    cut::{self, joined},
    digits::decimal,
    given::{Role, Why},
};

/// Why a call did not succeed. `V` is a value of the host's: what was thrown, or what the server sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure<V> {
    /// An option or a parameter is not what it must be.
    Given {
        role: Role,
        name: &'static str,
        why: Why,
    },
    /// Its getter threw.
    Unreadable {
        role: Role,
        name: &'static str,
        cause: V,
    },
    /// The session token would travel to a server, or in a way, that it must not.
    InsecureUrl {
        option: &'static str,
    },
    /// What `getToken` gave cannot stand in a header.
    InvalidToken,
    NoSessionToken,
    /// The session token is another user's or organization's than the call's subject.
    StaleSessionToken,
    /// A function of the host page threw, rejected, or gave what it must not.
    HostCallback {
        callback: &'static str,
        cause: Option<V>,
    },
    /// `reload()` without an ID, and no key yet.
    NoResource,
    /// The server answered and refused.
    Refused(Refusal<V>),
    /// The server's answer is not one.
    InvalidResponse(Flaw),
    Network {
        offline: bool,
        cause: Option<V>,
    },
    Timeout {
        milliseconds: u32,
        /// Whether the request may have gone out.
        sent: bool,
    },
    /// A create that may have made a key, whose secret was lost with the answer.
    OutcomeUnknown {
        cause: Box<Self>,
    },
    /// A rotation that made its new key, and could not revoke what it had to.
    RotationHalfDone {
        left: Left,
        cause: Box<Self>,
        /// The new key.
        key: V,
    },
    /// Which key a lost answer was about cannot be told: the session token names no user.
    UnknownCreator,
    /// The caller's signal, with its reason.
    Aborted(V),
    /// The error that the caller gets, made already.
    Ready(V),
}

/// What a fallible step gives. The failure is boxed: it is large, rare, and passed on by every step.
pub type Fallible<T, V> = Result<T, Box<Failure<V>>>;

/// The key that a rotation could not revoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// It was handed over: nothing is lost, but the old key still works.
    Old,
    /// It was not taken, and still works.
    New,
}

/// A refusal, decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal<V> {
    pub status: u16,
    pub message: Box<str>,
    pub errors: Vec<ErrorItem<V>>,
    /// Seconds.
    pub retry_after: Option<f64>,
    pub clerk_trace_id: Option<Box<str>>,
    pub problem: Option<Problem>,
}

impl<V> Refusal<V> {
    /// A refusal of which no more is known.
    pub fn new(status: u16, message: Box<str>) -> Self {
        Self {
            status,
            message,
            errors: Vec::new(),
            retry_after: None,
            clerk_trace_id: None,
            problem: None,
        }
    }
}

/// A body of `application/problem+json` (RFC 9457).
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// `about:blank` where the server says nothing.
    pub kind: Box<str>,
    pub title: Option<Box<str>>,
    /// What the body says; it is the status of the answer that counts.
    pub status: Option<u32>,
    pub detail: Option<Box<str>>,
    pub instance: Option<Box<str>>,
}

/// One of the reasons in a refusal.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorItem<V> {
    pub code: Box<str>,
    pub message: Box<str>,
    pub long_message: Option<Box<str>>,
    pub param_name: Option<Box<str>>,
    /// As the server sent it, an object.
    pub meta: Option<V>,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Flaw {
    Redirect,
    NotJson {
        status: u16,
    },
    /// The path of the field that is missing or of the wrong type.
    Field(Box<str>),
    /// It is about another key.
    OtherKey,
    /// It does not say that the key is revoked.
    NotRevoked,
    /// The key is revoked, and the list lacks it.
    Gone,
}

/// What is made in many places is made here, so that none of them has a failure's size of code.
impl<V> Failure<V> {
    /// An option or a parameter is not what it must be.
    #[inline(never)]
    pub fn given(role: Role, name: &'static str, why: Why) -> Box<Self> {
        Box::new(Self::Given { role, name, why })
    }

    /// A function of the host page failed, with what it threw where it threw.
    #[inline(never)]
    pub fn callback(callback: &'static str, cause: Option<V>) -> Box<Self> {
        Box::new(Self::HostCallback { callback, cause })
    }

    /// What the caller gets is made already.
    #[inline(never)]
    pub fn ready(error: V) -> Box<Self> {
        Box::new(Self::Ready(error))
    }

    /// The field of an answer that is missing or of the wrong type.
    #[inline(never)]
    pub fn field(path: &str) -> Box<Self> {
        Flaw::Field(path.into()).into()
    }
}

impl<V> Failure<V> {
    /// The `code` of the JavaScript error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Given { role, .. } | Self::Unreadable { role, .. } => match role {
                Role::Options => "invalid_options",
                Role::Params => "invalid_params",
            },
            Self::InsecureUrl { .. } => "insecure_url",
            Self::InvalidToken | Self::UnknownCreator => "invalid_token",
            Self::NoSessionToken => "no_session_token",
            Self::StaleSessionToken => "stale_session_token",
            Self::HostCallback { .. } => "host_callback_failed",
            Self::NoResource => "no_resource",
            Self::Refused(_) => "api_response_error",
            Self::InvalidResponse(_) => "invalid_response",
            Self::Network { .. } => "network_error",
            Self::Timeout { .. } => "timeout",
            Self::OutcomeUnknown { .. } => "create_outcome_unknown",
            Self::RotationHalfDone { cause, .. } => cause.code(),
            Self::Aborted(_) | Self::Ready(_) => "aborted",
        }
    }

    /// Whether a create that failed so may have made a key all the same.
    pub const fn may_have_acted(&self) -> bool {
        match self {
            Self::Network { offline, .. } => !*offline,
            Self::Timeout { sent, .. } => *sent,
            Self::Refused(refusal) => refusal.status >= 500,
            Self::InvalidResponse(flaw) => !matches!(flaw, Flaw::Redirect),
            _ => false,
        }
    }

    /// Whether the server refused because of what is there already, such as the name.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Refused(Refusal { status: 409, .. }))
    }

    /// The option or parameter at fault.
    pub const fn param(&self) -> Option<&'static str> {
        match self {
            Self::Given { name, .. } | Self::Unreadable { name, .. } => Some(name),
            Self::InsecureUrl { option } => Some(option),
            _ => None,
        }
    }

    /// What happened, and where it helps, what to do. No token and no secret is ever part of it.
    pub fn message(&self) -> Box<str> {
        let words = self.words();
        match cut::first(words, b'{') {
            Some((before, after)) => joined(&[before, &self.named(), after]),
            None => words.into(),
        }
    }

    /// The message, with `{` for what it names.
    const fn words(&self) -> &'static str {
        match self {
            Self::Given { why, .. } => why.words(),
            Self::Unreadable { .. } => "reading { threw; the cause says what",
            Self::InsecureUrl { .. } => {
                "{ must be an https: URL, or http: on a loopback host, without a user name: the session token goes there"
            }
            Self::InvalidToken => {
                "getToken gave a text that is no session token: only letters, digits and -._~+/= can stand in one"
            }
            Self::NoSessionToken => "there is no session token: no user is signed in",
            Self::StaleSessionToken => {
                "the session token belongs to another user or organization than the call; nothing was sent"
            }
            Self::HostCallback { cause: Some(_), .. } => "{ failed; the cause says how",
            Self::HostCallback { cause: None, .. } => "{ gave a value that it must not",
            Self::NoResource => {
                "there is no key to reload yet: give its apiKeyID, or create, revoke or reload one first"
            }
            Self::Refused(_) => "{",
            Self::InvalidResponse(flaw) => flaw.words(),
            Self::Network { offline: true, .. } => "the browser is offline; nothing was sent",
            Self::Network { offline: false, .. } => {
                "the server could not be reached, or the connection was lost"
            }
            Self::Timeout { .. } => "no answer within { ms",
            Self::OutcomeUnknown { .. } => {
                "the key may have been made, and its secret was lost with the answer (the cause says how): \
                 recreate() revokes what this call made and makes the key again, candidates() only looks"
            }
            Self::RotationHalfDone { left, .. } => left.words(),
            Self::UnknownCreator => {
                "the session token names no user, so that a key of this call cannot be told from another's: \
                 look for it in the list, revoke it, and create the key again"
            }
            Self::Aborted(_) | Self::Ready(_) => "the call was aborted",
        }
    }

    /// What the message names.
    fn named(&self) -> Box<str> {
        let name = match self {
            Self::Given {
                name,
                why: Why::Misspelt(meant),
                ..
            } => {
                return joined(&[name, " is no parameter: did you mean ", meant]);
            }
            Self::Given { name, .. } | Self::Unreadable { name, .. } => name,
            Self::InsecureUrl { option } => option,
            Self::HostCallback { callback, .. } => callback,
            Self::Refused(refusal) => &*refusal.message,
            Self::InvalidResponse(Flaw::Field(path)) => path,
            Self::InvalidResponse(Flaw::NotJson { status }) => return decimal((*status).into()),
            Self::Timeout { milliseconds, .. } => return decimal((*milliseconds).into()),
            Self::RotationHalfDone { cause, .. } => return cause.message(),
            _ => "",
        };
        name.into()
    }
}

impl Left {
    const fn words(self) -> &'static str {
        match self {
            Self::Old => {
                "the new key is made and handed over (it is this error's key), but the old one still works, \
                 revoke it: {"
            }
            Self::New => {
                "the new key (this error's key) was not taken and could not be revoked, revoke it; \
                 the old one still works: {"
            }
        }
    }
}

impl Why {
    const fn words(self) -> &'static str {
        match self {
            Self::Missing => "{ is missing",
            Self::Empty => "{ must not be empty",
            Self::NotText => "{ must be a string",
            Self::NoTexts => "{ must have at least one entry",
            Self::NotTexts => "{ must be an array of strings, each with at least a character",
            Self::NotBoolean => "{ must be true or false",
            Self::NotWhole => "{ must be a whole number from 1",
            Self::NotWholeOrZero => "{ must be a whole number from 0",
            Self::NotDuration => "{ must be a number of milliseconds, more than 0",
            Self::NotFunction => "{ must be a function",
            Self::NotObject => "{ must be an object",
            Self::NotSignal => "{ must be an AbortSignal",
            Self::NotUrl => {
                "{ must be an absolute URL such as https://clerk.example.com, without query and fragment, in plain ASCII"
            }
            Self::DotSegment => "{ must not be . or ..",
            Self::TooLarge => "{ is too large",
            Self::Revoked => "{ is of a key that is revoked already",
            Self::Unknown => "{ is not given, and the session token names no user",
            Self::Misspelt(_) => "{?",
        }
    }
}

impl Flaw {
    const fn words(&self) -> &'static str {
        match self {
            Self::Redirect => "the server answered with a redirect, which is never followed",
            Self::NotJson { .. } => {
                "the server's answer (status {) is not the JSON that was expected"
            }
            Self::Field(_) => "the server's answer is missing a usable {",
            Self::OtherKey => "the server's answer is about another key than was asked for",
            Self::Gone => "the key is revoked, but the server's list no longer has it",
            Self::NotRevoked => "the server's answer does not say that the key is revoked",
        }
    }
}

impl<V> From<Flaw> for Box<Failure<V>> {
    fn from(flaw: Flaw) -> Self {
        Self::new(Failure::InvalidResponse(flaw))
    }
}

/// What statuses are called (RFC 9110).
const STATUSES: [(u16, &str); 14] = [
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (413, "Content Too Large"),
    (422, "Unprocessable Content"),
    (429, "Too Many Requests"),
    (500, "Internal Server Error"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
];

/// An HTTP status in words, for a refusal that has none of its own.
pub fn status_in_words(status: u16) -> Box<str> {
    let number = decimal(status.into());
    match STATUSES.iter().find(|(known, _)| *known == status) {
        Some((_, words)) => joined(&["the server answered ", &number, " ", words]),
        None => joined(&["the server answered with status ", &number]),
    }
}

#[cfg(test)]
mod tests;
