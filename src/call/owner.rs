//! The owner of a call: its user and its subject.

use std::cell::OnceCell;

use crate::token::Claims;

/// Where the subject of a call comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// From the host page, else from the first session token.
    Default,
    /// The params name it, or the API has none.
    Given,
}

/// The owner of a call, from its start to its end: of the session tokens, only this owner's are sent. Another call that
/// continues its work has the same.
#[derive(Debug, Clone)]
pub struct Owner {
    /// Whether the tokens may be of any organization.
    is_subject_given: bool,
    /// The default subject. It is read from the first session token where the host page does not give it.
    subject: OnceCell<String>,
    /// The user. It is read from the first session token where the host page does not give it.
    user: OnceCell<String>,
}

impl Owner {
    /// What the host page says of the owner.
    pub fn new(subject: Subject, default: Option<String>, user: Option<String>) -> Self {
        Self {
            is_subject_given: subject == Subject::Given,
            subject: known(default),
            user: known(user),
        }
    }

    /// The params name the subject.
    pub fn name_subject(&mut self) {
        self.is_subject_given = true;
    }

    /// The default subject, once it is known.
    pub fn subject(&self) -> Option<String> {
        self.subject.get().cloned()
    }

    /// The user, once it is known.
    pub fn user(&self) -> Option<String> {
        self.user.get().cloned()
    }

    /// Whether a session token with these claims is the owner's. The first one says what is not known yet.
    pub fn admits(&self, claims: &Claims) -> bool {
        let owner = claims.owner().filter(|_| !self.is_subject_given);
        let is_owners = may_be(&self.user, claims.user.as_deref()) && may_be(&self.subject, owner);
        if is_owners {
            learn(&self.user, claims.user.as_deref());
            learn(&self.subject, owner);
        }
        is_owners
    }
}

fn known(text: Option<String>) -> OnceCell<String> {
    let text = text.filter(|text| !text.is_empty());
    text.map_or_else(OnceCell::new, OnceCell::from)
}

fn may_be(known: &OnceCell<String>, said: Option<&str>) -> bool {
    match (known.get(), said) {
        (Some(known), Some(said)) => known == said,
        _ => true,
    }
}

fn learn(known: &OnceCell<String>, said: Option<&str>) {
    if let Some(said) = said {
        known.get_or_init(|| said.to_owned());
    }
}
