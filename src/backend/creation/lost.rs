//! The creates whose responses were lost, and which keys they may have created.

use std::cell::RefCell;

use crate::{
    backend::Key,
    clock::{Moment, SendWindow, ServerClock, Within},
    value::Value,
};

/// The lost creates of one creation, and of its repetitions.
#[derive(Default)]
pub struct LostCreates(RefCell<Vec<LostCreate>>);

/// A create whose response was lost.
#[derive(Debug, Clone, PartialEq)]
pub struct LostCreate {
    /// The name that was sent.
    pub name: String,
    pub window: SendWindow,
}

impl LostCreates {
    pub fn add(&self, lost: LostCreate) {
        self.0.borrow_mut().push(lost);
    }

    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Each name once.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for lost in self.0.borrow().iter() {
            if !names.contains(&lost.name) {
                names.push(lost.name.clone());
            }
        }
        names
    }

    /// Whether one of the creates with this key's name may have created it.
    pub fn may_have_created<V: Value>(
        &self,
        key: &Key<V>,
        clock: Option<ServerClock>,
        now: Moment,
    ) -> Within {
        let (Some(name), Some(created_at)) = (key.text("name"), key.moment("createdAt")) else {
            return Within::No;
        };
        let mut result = Within::No;
        for lost in self
            .0
            .borrow()
            .iter()
            .filter(|lost| V::is_same_name(&lost.name, &name))
        {
            let within = clock.map_or(Within::Unsure, |clock| {
                clock.within(&lost.window, now, created_at)
            });
            match within {
                Within::Yes => return within,
                Within::Unsure => result = within,
                Within::No => {}
            }
        }
        result
    }
}
