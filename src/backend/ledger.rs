//! What the host page has of its keys, for as long as it lives: which secrets it was given, which creates are under way.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use super::creation::LostCreates;

/// How many session tokens are told apart: a host page gives the same one for about a minute.
const TOKENS: usize = 64;

/// Shared by all objects of a host page. It keeps IDs and names, never a key or a token.
#[derive(Default)]
pub struct KeyLedger {
    /// The fingerprints of the last session tokens.
    tokens: RefCell<VecDeque<u64>>,
    /// The IDs of the keys whose secrets the host page was given.
    delivered: RefCell<Vec<String>>,
    /// The creates whose responses may still deliver a key.
    sending: RefCell<Vec<Sending>>,
    last_number: Cell<u64>,
    /// The tasks that wait for a create to end.
    waiting: RefCell<Vec<Waker>>,
    /// The lost creates of rotations: the next rotation of the same key by the same user needs them.
    rotations: RefCell<Vec<LostByRotation>>,
}

/// Whose key it is, and who creates it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyOwner {
    /// The subject, or the project.
    pub of: String,
    pub user: Option<String>,
}

struct Sending {
    number: u64,
    owner: KeyOwner,
    name: String,
}

struct LostByRotation {
    user: String,
    /// The ID of the old key.
    key: String,
    lost: Rc<LostCreates>,
}

impl KeyLedger {
    /// The host page gets this key's secret.
    pub fn deliver(&self, id: String) {
        self.delivered.borrow_mut().push(id);
    }

    pub fn has_delivered(&self, id: &str) -> bool {
        self.delivered.borrow().iter().any(|known| known == id)
    }

    /// The host page gives a session token. Returns whether it is the first time.
    pub fn see_token(&self, fingerprint: u64) -> bool {
        let mut tokens = self.tokens.borrow_mut();
        if tokens.contains(&fingerprint) {
            return false;
        }
        tokens.truncate(TOKENS - 1);
        tokens.push_front(fingerprint);
        true
    }

    /// A create is sent. It is under way until the guard is dropped.
    pub fn send(self: &Rc<Self>, owner: &KeyOwner, name: &str) -> SendingGuard {
        let number = self.last_number.get() + 1;
        self.last_number.set(number);
        self.sending.borrow_mut().push(Sending {
            number,
            owner: owner.clone(),
            name: name.to_owned(),
        });
        SendingGuard {
            ledger: self.clone(),
            number,
        }
    }

    /// Whether a create of such a key is under way.
    pub fn is_sending(&self, owner: &KeyOwner, is_name: impl Fn(&str) -> bool) -> bool {
        let sending = self.sending.borrow();
        sending
            .iter()
            .any(|sending| sending.owner == *owner && is_name(&sending.name))
    }

    /// Waits until no create of such a key is under way.
    pub async fn sent(&self, owner: &KeyOwner, is_name: impl Fn(&str) -> bool) {
        poll_fn(|context| {
            if !self.is_sending(owner, &is_name) {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// The lost creates of all rotations of a key by a user.
    pub fn lost_by_rotation(&self, user: &str, key: &str) -> Rc<LostCreates> {
        let mut rotations = self.rotations.borrow_mut();
        // Removes entries that have no lost create and are not in use.
        rotations.retain(|known| !known.lost.is_empty() || Rc::strong_count(&known.lost) > 1);
        let known = rotations
            .iter()
            .find(|known| known.user == user && known.key == key);
        if let Some(known) = known {
            return known.lost.clone();
        }
        let lost = Rc::<LostCreates>::default();
        rotations.push(LostByRotation {
            user: user.to_owned(),
            key: key.to_owned(),
            lost: lost.clone(),
        });
        lost
    }
}

/// A create that is under way.
pub struct SendingGuard {
    ledger: Rc<KeyLedger>,
    number: u64,
}

impl Drop for SendingGuard {
    fn drop(&mut self) {
        let is_other = |sending: &Sending| sending.number != self.number;
        self.ledger.sending.borrow_mut().retain(is_other);
        for waker in self.ledger.waiting.take() {
            waker.wake();
        }
    }
}
