//! What must be true after each history.

use serde_json::Value as Json;

use super::World;
use crate::{
    call::simulation::server::{Mistake, Secret},
    value::Value as _,
};

impl World {
    fn journal(&self) -> String {
        self.server.journal.borrow().join("\n")
    }

    /// Checks that no key is lost, and that none was revoked by mistake.
    pub fn check(&self) {
        let arrivals = self.server.arrivals.borrow();
        let mistakes = self.server.mistakes.borrow();
        for mistake @ Mistake { tab, at, key } in mistakes.iter() {
            // A key that the same user creates under the same name in another tab, while a create may still act, and that nobody
            // has used before the list was read, looks like that create's own.
            let looks_lost = arrivals.iter().any(|arrival| {
                arrival.tab == *tab
                    && key.secret != Secret::Tabs(*tab)
                    && key.used_at.is_none_or(|used_at| used_at > at - 90_000.0)
                    && key.user == arrival.user
                    && Json::is_same_name(&arrival.name, &key.name)
                    && (arrival.sent - 3_100.0..arrival.sent + 95_000.0).contains(&key.created_at)
            });
            assert!(looks_lost, "by mistake: {mistake:?}\n{}", self.journal());
        }
        for key in self.server.keys.borrow().iter() {
            let excused = self.excused.borrow();
            let is_excused = excused.iter().any(|name| key.name.starts_with(name.trim()));
            let is_lost = key.secret == Secret::Nobodys && !key.is_revoked;
            assert!(!is_lost || is_excused, "lost: {key:?}\n{}", self.journal());
        }
    }
}
