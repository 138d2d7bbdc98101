//! Every failure, its code and its message.

mod refusal;

use std::borrow::Cow;

pub use refusal::{ErrorItem, ProblemDetails, Refusal};

/// Why a call failed. `V` is a value of the host: what was thrown, or what the server sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure<V> {
    /// An option or a parameter is not what it must be.
    Invalid {
        role: Role,
        name: &'static str,
        problem: Problem,
    },
    /// Its getter threw.
    Unreadable {
        role: Role,
        name: &'static str,
        cause: V,
    },
    /// The address in an option is one that a session token must not be sent to.
    InsecureUrl {
        option: &'static str,
    },
    /// What `getToken` gave cannot stand in a header.
    InvalidToken,
    NoSessionToken,
    /// The session token belongs to another user or organization than the call.
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
    /// The server's response is not valid.
    InvalidResponse(InvalidResponse),
    Network {
        delivery: Delivery,
        cause: Option<V>,
    },
    Timeout {
        milliseconds: u32,
        /// Whether the request may have gone out.
        sent: bool,
    },
    /// A create that may have made a key, whose secret was lost with the response.
    OutcomeUnknown {
        cause: Box<Self>,
    },
    /// A rotation that created the new key, and could not revoke a key that it had to.
    RotationHalfDone {
        live: LiveKey,
        cause: Box<Self>,
        /// The new key.
        key: V,
    },
    /// The key of a lost response cannot be identified: the session token names no user.
    UnknownCreator,
    /// The key of a lost response cannot be told from an older one: the server's clock is not known.
    UnknownClock,
    /// A project's key is revoked, but reading it again failed.
    RevokedUnread {
        cause: Box<Self>,
    },
    /// The caller's signal, with its reason.
    Aborted(V),
    /// The error of a shared run, as the caller gets it.
    Ready(V),
}

/// What a fallible step gives. The failure is boxed: it is large, rare, and passed on by every step.
pub type Fallible<T, V> = Result<T, Box<Failure<V>>>;

/// Which argument an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The options of a constructor.
    Options,
    /// The params of a method.
    Params,
    /// The options of one call.
    CallOptions,
}

impl Role {
    /// What the argument is called in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Options | Self::CallOptions => "options",
            Self::Params => "params",
        }
    }
}

/// What is wrong with an option or a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    Missing,
    /// The words that follow its name, such as "must be a string".
    Invalid(Cow<'static, str>),
    /// Another spelling of the one that is meant.
    Misspelt {
        meant: &'static str,
    },
}

impl Problem {
    pub fn must_be(what: &'static str) -> Self {
        Self::Invalid(format!("must be {what}").into())
    }

    pub const fn other(words: &'static str) -> Self {
        Self::Invalid(Cow::Borrowed(words))
    }
}

/// The key that a rotation could not revoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveKey {
    /// The new key is stored: nothing is lost, but the old key still works.
    Old,
    /// The new key was not stored, and still works.
    New,
}

/// What is wrong with a response.
#[derive(Debug, Clone, PartialEq)]
pub enum InvalidResponse {
    Redirect,
    NotJson {
        status: u16,
    },
    /// The path of the field that is missing or of the wrong type.
    Field(String),
    /// It is about another key.
    OtherKey,
    /// It does not say that the key is revoked.
    NotRevoked,
    /// It says that the key is revoked, and the list shows it as active.
    StillActive,
    /// The key is revoked, and the list lacks it.
    Gone,
}

impl<V> Failure<V> {
    /// An option or a parameter is not what it must be.
    pub fn invalid(role: Role, name: &'static str, problem: Problem) -> Box<Self> {
        Box::new(Self::Invalid {
            role,
            name,
            problem,
        })
    }

    /// A function of the host page failed. `cause` is what it threw.
    pub fn callback(callback: &'static str, cause: Option<V>) -> Box<Self> {
        Box::new(Self::HostCallback { callback, cause })
    }

    /// The browser is offline, and nothing was sent. `cause` is what was thrown.
    pub fn offline(cause: Option<V>) -> Box<Self> {
        let delivery = Delivery::Offline;
        Box::new(Self::Network { delivery, cause })
    }

    /// The error of a shared run.
    pub fn ready(error: V) -> Box<Self> {
        Box::new(Self::Ready(error))
    }

    /// A field of the response is missing or has the wrong type.
    pub fn field(path: &str) -> Box<Self> {
        InvalidResponse::Field(path.into()).into()
    }
}

/// Whether a request without a response was sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Delivery {
    /// The browser was offline before: nothing was sent.
    Offline,
    /// `fetch` could not be called: nothing was sent.
    Refused,
    /// The server may have acted.
    Unknown,
}

impl Delivery {
    const fn words(self) -> &'static str {
        match self {
            Self::Offline => "the browser is offline, so nothing was sent",
            Self::Refused => "this host refuses the request, so nothing was sent (see cause)",
            Self::Unknown => "the server could not be reached, or the connection was lost",
        }
    }
}

impl<V> Failure<V> {
    /// The `code` of the JavaScript error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid { role, .. } | Self::Unreadable { role, .. } => match role {
                Role::Options => "invalid_options",
                Role::Params | Role::CallOptions => "invalid_params",
            },
            Self::InsecureUrl { .. } => "insecure_url",
            Self::InvalidToken | Self::UnknownCreator => "invalid_token",
            Self::NoSessionToken => "no_session_token",
            Self::StaleSessionToken => "stale_session_token",
            Self::HostCallback { .. } => "host_callback_failed",
            Self::NoResource => "no_resource",
            Self::Refused(_) => "api_response_error",
            Self::InvalidResponse(_) | Self::UnknownClock | Self::RevokedUnread { .. } => {
                "invalid_response"
            }
            Self::Network { .. } => "network_error",
            Self::Timeout { .. } => "timeout",
            Self::OutcomeUnknown { .. } => "create_outcome_unknown",
            Self::RotationHalfDone { cause, .. } => cause.code(),
            Self::Aborted(_) | Self::Ready(_) => "aborted",
        }
    }

    /// Whether the network failed. A host that refuses a request refuses it again.
    pub const fn is_of_the_network(&self) -> bool {
        matches!(
            self,
            Self::Network {
                delivery: Delivery::Offline | Delivery::Unknown,
                ..
            }
        )
    }

    /// Whether a create that failed like this may have made a key.
    pub const fn may_have_acted(&self) -> bool {
        match self {
            Self::Network { delivery, .. } => matches!(delivery, Delivery::Unknown),
            Self::Timeout { sent, .. } => *sent,
            Self::Refused(refusal) => refusal.status >= 500,
            Self::InvalidResponse(flaw) => !matches!(flaw, InvalidResponse::Redirect),
            _ => false,
        }
    }

    /// Whether the server refused for good: another attempt would get the same.
    pub const fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Refused(Refusal {
                status: 400..=499,
                ..
            })
        ) && !matches!(
            self,
            Self::Refused(Refusal {
                status: 408 | 429,
                ..
            })
        )
    }

    /// The option or parameter at fault.
    pub const fn param(&self) -> Option<&'static str> {
        match self {
            Self::Invalid { name, .. } | Self::Unreadable { name, .. } => Some(name),
            Self::InsecureUrl { option } => Some(option),
            _ => None,
        }
    }

    /// What happened, and what to do about it. It never contains a token or a secret.
    pub fn message(&self) -> String {
        match self {
            Self::Invalid { name, problem, .. } => problem.words(name),
            Self::Unreadable { name, .. } => {
                format!("{name} could not be read: its getter threw (see cause)")
            }
            Self::InsecureUrl { option } => format!(
                "{option} must be an https: URL (or http: on a loopback host) without a user name, because the session token is sent there"
            ),
            Self::InvalidToken => {
                "getToken returned a text that is not a session token: a token has only letters, digits and -._~+/=".into()
            }
            Self::NoSessionToken => "there is no session token: no user is signed in".into(),
            Self::StaleSessionToken => {
                "the session token belongs to another user or organization than this call, so the request was not sent: \
                 call again for the user who is signed in now".into()
            }
            Self::HostCallback {
                callback,
                cause: Some(_),
            } => format!("{callback} failed (see cause)"),
            Self::HostCallback {
                callback,
                cause: None,
            } => returned_by(callback),
            Self::NoResource => {
                "there is no key to reload yet: pass its apiKeyID, or create, revoke or reload a key first".into()
            }
            Self::Refused(refusal) => refusal.message.clone(),
            Self::InvalidResponse(flaw) => flaw.words(),
            Self::Network { delivery, .. } => delivery.words().into(),
            Self::Timeout { milliseconds, .. } => format!("no response within {milliseconds} ms"),
            Self::OutcomeUnknown { .. } => {
                "the key may have been created, but its secret was lost with the response (see cause): recreate() revokes \
                 what this call created and creates the key again; candidates() only lists what it would revoke".into()
            }
            Self::RotationHalfDone { live, cause, .. } => live.words(&cause.message()),
            Self::UnknownCreator => {
                "the session token names no user, so this call's key cannot be told from other keys: find it in the list, \
                 revoke it, and create the key again".into()
            }
            Self::UnknownClock => {
                "the server's clock is unknown, so this call's key cannot be told from older keys, and nothing was revoked: \
                 let the server send Access-Control-Expose-Headers: Date, or let getToken return a new token where it is \
                 called with skipCache, and call this again; or find the key in the list and revoke it".into()
            }
            Self::RevokedUnread { cause } => {
                format!("the key is revoked, but reading it again failed: {}", cause.message())
            }
            Self::Aborted(_) | Self::Ready(_) => "the call was aborted".into(),
        }
    }
}

/// What a function of the host page must return.
fn returned_by(callback: &str) -> String {
    let must = match callback {
        "getToken" => "a string or null, or a promise of one",
        "getSubject" => "a string, null or undefined",
        "getQuery" => "an object of strings, or pairs of strings",
        _ => return format!("{callback} returned an unexpected value"),
    };
    format!("{callback} must return {must}")
}

impl Problem {
    fn words(&self, name: &str) -> String {
        match self {
            Self::Missing => format!("{name} is missing"),
            Self::Invalid(words) => format!("{name} {words}"),
            Self::Misspelt { meant } => format!("{name} is not a parameter: did you mean {meant}?"),
        }
    }
}

impl LiveKey {
    fn words(self, cause: &str) -> String {
        match self {
            Self::Old => format!(
                "the new key was handed over (it is this error's key), but the old key still works and could not be \
                 revoked; revoke it: {cause}"
            ),
            Self::New => format!(
                "the new key (this error's key) was not accepted and could not be revoked; revoke it. \
                 The old key still works: {cause}"
            ),
        }
    }
}

impl InvalidResponse {
    fn words(&self) -> String {
        match self {
            Self::Redirect => {
                "the server answered with a redirect, which this package never follows".into()
            }
            Self::NotJson { status } => {
                format!("the response (status {status}) is not the expected JSON")
            }
            Self::Field(path) => format!("the response has no valid {path}"),
            Self::OtherKey => "the response is about another key than the requested one".into(),
            Self::Gone => "the key is revoked, but the server's list no longer has it".into(),
            Self::StillActive => {
                "the server said that the key is revoked, but its list still shows the key as active".into()
            }
            Self::NotRevoked => "the response does not say that the key is revoked".into(),
        }
    }
}

impl<V> From<InvalidResponse> for Box<Failure<V>> {
    fn from(flaw: InvalidResponse) -> Self {
        Self::new(Failure::InvalidResponse(flaw))
    }
}

#[cfg(test)]
mod tests;
