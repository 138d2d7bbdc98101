//! Single histories, one for each rule.

mod creating;
mod rotating;

use std::rc::Rc;

use serde_json::Value as Json;

use super::{History, page::Page, world::World};
use crate::{
    backend::clerk::Rotation,
    call::{
        Call, Limits, Subject,
        creating::{Outcome, SharedCreation, join},
        rotating::SharedRotation,
        simulation::{
            server::Api,
            tab::{Fate, Setting, Tab},
        },
    },
    params::rules::PathSegment,
    value::Value as _,
};

type Lost = Rc<SharedCreation<Json>>;

/// A tab whose clock is five minutes fast, and another one. The server's `Date` can be read, and tokens are cached.
fn world(api: Api, fates: impl Into<Vec<Fate>>) -> World {
    world_of(api, fates, |_| {})
}

fn world_of(api: Api, fates: impl Into<Vec<Fate>>, change: fn(&mut Setting)) -> World {
    let mut setting = Setting {
        skew: 300_000.0,
        has_date: true,
        has_fresh_tokens: false,
        token_times: Vec::new(),
    };
    change(&mut setting);
    World::new(&History {
        api,
        is_tidy: false,
        settings: [setting.clone(), setting],
        fates: fates.into(),
        events: Vec::new(),
    })
}

impl World {
    /// Plays what one task does, and what that begins.
    fn run<F: Future<Output = ()> + 'static>(&self, task: impl FnOnce(World) -> F) {
        self.simulation.spawn(task(self.clone()));
        assert_eq!(self.simulation.play(), 0, "something is pending");
    }

    async fn attempt(
        &self,
        tab: usize,
        name: &str,
        timeout_ms: u32,
    ) -> (Outcome<Json>, Option<Lost>) {
        let state = &self.tabs[tab];
        let ticket = state.creations.ticket();
        let limits = Limits {
            timeout_ms,
            ..Limits::default()
        };
        let call = Call::begin(state.tab.clone(), limits, Subject::Given).expect("a call");
        match join(call, ticket, self.draft(name)).await {
            Ok(joined) => {
                let outcome = joined.key().await;
                if let Ok(key) = &outcome {
                    self.deliver(tab, key);
                }
                (outcome, Some(joined.shared))
            }
            Err(failure) => (Err(failure), None),
        }
    }

    async fn created(&self, tab: usize, name: &str) -> String {
        let (outcome, _) = self.attempt(tab, name, 30_000).await;
        id(&outcome)
    }

    async fn lost(&self, tab: usize, name: &str) -> Lost {
        let (outcome, lost) = self.attempt(tab, name, 30_000).await;
        assert_eq!(code(&outcome), "create_outcome_unknown");
        lost.expect("a creation")
    }

    async fn recreate(&self, tab: usize, lost: &Lost) -> Outcome<Json> {
        let call = Call::resume(self.tabs[tab].tab.clone(), Limits::default(), lost.owner());
        let outcome = lost.clone().recreate(call).await;
        if let Ok(key) = &outcome {
            self.deliver(tab, key);
        }
        outcome
    }

    /// Rotates a key. `stores`: whether the host page stores the new one, and how long that takes.
    async fn rotation(
        &self,
        tab: usize,
        old: &str,
        stores: (bool, f64),
        abort_at: Option<f64>,
    ) -> (Rc<SharedRotation<Tab, Page>>, Outcome<Json>) {
        let state = &self.tabs[tab];
        self.server.with(old, |key| key.may_be_revoked = true);
        let page = Page {
            world: self.clone(),
            tab,
            stores: stores.0,
            takes: stores.1,
            given: Rc::default(),
        };
        let rotation = Rotation {
            id: PathSegment(old.into()),
            name: None,
            lifetime: None,
            reason: None,
        };
        let host = state.tab.aborting(abort_at);
        let call = Call::begin(host, Limits::default(), Subject::Default).expect("a call");
        let shared = SharedRotation::new(rotation, page);
        let (run, outcome) = shared
            .rotate(call, state.rotations.ticket())
            .await
            .expect("a run");
        (run.rotation.clone(), outcome)
    }

    fn names_of_live_keys(&self) -> Vec<String> {
        let keys = self.server.keys.borrow();
        let live = keys.iter().filter(|key| !key.is_revoked);
        live.map(|key| key.name.clone()).collect()
    }
}

fn id(outcome: &Outcome<Json>) -> String {
    let key = outcome.as_ref().expect("a key");
    key.value().filled("id").expect("an ID")
}

fn code(outcome: &Outcome<Json>) -> &'static str {
    outcome.as_ref().expect_err("a failure").code()
}

const QUICK: Fate = Fate::Answered(20.0);
