//! A history under way.

mod check;

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::super::{
    Call, Host as _, Limits, Owner, Subject,
    creating::{self, Creations, Outcome, SharedCreation},
    rotating::{Rotations, SharedRotation},
    simulation::{
        Simulation,
        server::{Api, Record, Secret, Server},
        tab::{Fate, Setting, Tab},
    },
    until_aborted,
};
use crate::{
    backend::{
        Key, clerk,
        clerk::{Lifetime, Rotation},
        creation::Draft,
        project,
    },
    failure::{Failure, LiveKey},
    params::{
        of_json,
        rules::{PathSegment, WholeNumber},
    },
    value::Value as _,
};

use super::{Act, END, Event, History, NAMES, page::Page};

/// A key to rotate.
struct Old {
    id: String,
    name: &'static str,
}

/// A history under way.
#[derive(Clone)]
pub struct World {
    pub simulation: Simulation,
    pub server: Rc<Server>,
    pub tabs: Rc<Vec<TabState>>,
    /// The names of keys that may stay live: their creates were aborted, or the clocks are unknown.
    excused: Rc<RefCell<Vec<&'static str>>>,
    events: Rc<Vec<Event>>,
}

/// A tab, and what is under way in it.
pub struct TabState {
    pub tab: Tab,
    pub creations: Rc<Creations<Json>>,
    pub rotations: Rc<Rotations<Tab, Page>>,
}

impl World {
    pub fn new(history: &History) -> Self {
        let simulation = Simulation::default();
        let server = Rc::new(Server::new(history.api, &simulation));
        server.is_tidy.set(history.is_tidy);
        let fates: VecDeque<Fate> = history.fates.iter().copied().collect();
        let fates = Rc::new(RefCell::new(fates));
        let tab = |(number, setting): (usize, &Setting)| TabState {
            tab: Tab::new(number, &simulation, &server, setting.clone(), &fates),
            creations: Rc::default(),
            rotations: Rc::default(),
        };
        Self {
            tabs: Rc::new(history.settings.iter().enumerate().map(tab).collect()),
            simulation,
            server,
            excused: Rc::default(),
            events: Rc::new(history.events.clone()),
        }
    }

    pub fn deliver(&self, tab: usize, key: &Key<Json>) {
        let id = key.value().filled("id").expect("an ID");
        self.server.with(&id, |key| key.secret = Secret::Tabs(tab));
    }

    fn note(&self, event: &Event, what: &str, outcome: &Outcome<Json>) {
        let outcome = outcome.as_ref().map(|key| key.value().filled("id"));
        let outcome = outcome.map_err(|failure| failure.code());
        self.server.note(format_args!(
            "tab {} {what} {:?}: {outcome:?}",
            event.tab, event.name
        ));
    }

    fn excuse(&self, event: &Event) {
        self.excused.borrow_mut().push(event.name);
    }

    pub async fn play(self, event: Event) {
        self.simulation.sleep(event.at).await;
        match event.act {
            Act::Create { second_click } => self.create_twice(&event, second_click).await,
            Act::Rotate {
                key,
                stores,
                store_takes,
                anew,
            } => {
                if let Some(old) = self.key_to_rotate(&event, key) {
                    let stores = (stores, store_takes);
                    let mut event = event;
                    while self.rotate(&event, &old, stores, anew).await {
                        event.timeout_ms = Limits::default().timeout_ms;
                    }
                }
            }
            Act::Others { user } => {
                self.server.create(event.name, user, None, Secret::Others);
            }
            Act::Use(index) => {
                let mut keys = self.server.keys.borrow_mut();
                let has_secret = |key: &&mut Record| key.secret != Secret::Nobodys;
                let mut keys: Vec<&mut Record> = keys.iter_mut().filter(has_secret).collect();
                if !keys.is_empty() {
                    let index = index.index(keys.len());
                    keys[index].used_at = Some(self.simulation.now());
                }
            }
            Act::Switch { user } => self.tabs[event.tab].tab.switch_to(user),
        }
    }

    async fn create_twice(&self, event: &Event, second_click: Option<f64>) {
        let Some(delay) = second_click else {
            self.create(event).await;
            return;
        };
        let first_end = Rc::new(Cell::new(None));
        let first_id = Rc::new(RefCell::new(None));
        let (world, clicked) = (self.clone(), event.clone());
        let (end, id) = (first_end.clone(), first_id.clone());
        self.simulation.spawn(async move {
            id.replace(world.create(&clicked).await);
            end.set(Some(world.simulation.now()));
        });
        self.simulation.sleep(delay).await;
        let overlaps = first_end.get().is_none();
        let second = self.create(event).await;
        let first = first_id.borrow().clone();
        if overlaps && self.is_alone(event) && first.is_some() && second.is_some() {
            assert_eq!(first, second, "a double click made two keys");
        }
    }

    /// Whether nothing else than a double click says what its calls share.
    fn is_alone(&self, event: &Event) -> bool {
        let may_matter = |other: &&Event| match other.act {
            Act::Switch { .. } => true,
            Act::Create { .. } => (other.tab, other.name) == (event.tab, event.name),
            _ => false,
        };
        self.events.iter().filter(may_matter).count() == 1
    }

    pub fn draft(&self, name: &str) -> Box<dyn Draft<Json>> {
        match self.server.api {
            Api::Clerk => clerk::Draft::new(
                of_json(json!({ "name": name })).expect("params"),
                "org_1".into(),
            ),
            Api::Projects => Box::new(project::Draft {
                project: "p_1".into(),
                params: of_json(json!({ "name": name, "scopes": ["*"] })).expect("params"),
            }),
        }
    }

    /// Creates a key, and follows the documented way to its end. Returns the ID of the key that the page got at once.
    async fn create(&self, event: &Event) -> Option<String> {
        let tab = &self.tabs[event.tab];
        let host = tab
            .tab
            .aborting(event.abort_after.map(|after| self.simulation.now() + after));
        let ticket = tab.creations.ticket();
        let limits = Limits {
            timeout_ms: event.timeout_ms,
            ..Limits::default()
        };
        let call = Call::begin(host.clone(), limits, Subject::Default).expect("a call");
        let shared = Cell::new(None);
        let work = async {
            let joined = creating::join(call, ticket, self.draft(event.name)).await?;
            shared.set(Some(joined.shared.clone()));
            joined.key().await
        };
        let outcome = until_aborted(host.aborted(), work).await;
        self.note(event, "create", &outcome);
        match outcome {
            Ok(key) => {
                self.deliver(event.tab, &key);
                key.value().filled("id")
            }
            Err(failure) => {
                let shared = shared.take();
                self.failed(event, &failure, async |call| {
                    let shared: Rc<SharedCreation<Json>> = shared.clone().expect("a creation");
                    let call = call(shared.owner());
                    let host = call.host().clone();
                    until_aborted(host.aborted(), shared.recreate(call)).await
                })
                .await;
                None
            }
        }
    }

    /// What the host page does about a failure.
    async fn failed(
        &self,
        event: &Event,
        failure: &Failure<Json>,
        recreate: impl AsyncFn(&dyn Fn(Owner) -> Call<Tab>) -> Outcome<Json>,
    ) {
        match failure {
            Failure::Aborted(_) => return self.excuse(event),
            Failure::OutcomeUnknown { .. } => {}
            _ => return,
        }
        let tab = &self.tabs[event.tab].tab;
        // The first `recreate()` may be aborted, too.
        let mut abort_after = event.abort_after;
        while self.simulation.now() < 2.0 * END {
            self.simulation.sleep(event.pause).await;
            let abort_at = abort_after
                .take()
                .map(|after| self.simulation.now() + after);
            let host = tab.aborting(abort_at);
            let call = |owner| Call::resume(host.clone(), Limits::default(), owner);
            let outcome = recreate(&call).await;
            self.note(event, "recreate", &outcome);
            match outcome.map_err(|failure| *failure) {
                Ok(key) => return self.deliver(event.tab, &key),
                Err(Failure::UnknownClock | Failure::UnknownCreator) => return self.excuse(event),
                // The user does not come back.
                Err(Failure::StaleSessionToken) if self.simulation.now() > END => {
                    return self.excuse(event);
                }
                Err(failure @ Failure::RotationHalfDone { .. }) => {
                    return self.revoke_as_told(&failure);
                }
                Err(Failure::HostCallback { .. }) => return,
                Err(_) => {}
            }
        }
    }

    /// The error has the new key, which was not stored: the page revokes it.
    fn revoke_as_told(&self, failure: &Failure<Json>) {
        if let Failure::RotationHalfDone {
            live: LiveKey::New,
            key,
            ..
        } = failure
        {
            let id = key["id"].as_str().expect("an ID");
            self.server.with(id, |key| key.is_revoked = true);
        }
    }

    fn key_to_rotate(&self, event: &Event, key: prop::sample::Index) -> Option<Old> {
        let mut keys = self.server.keys.borrow_mut();
        let is_ours = |key: &&mut Record| {
            key.secret == Secret::Tabs(event.tab) && !key.is_revoked && key.user == "user_1"
        };
        let mut keys: Vec<&mut Record> = keys.iter_mut().filter(is_ours).collect();
        let is_here = self.tabs[event.tab].tab.user() == "user_1";
        if keys.is_empty() || !is_here || self.server.api == Api::Projects {
            return None;
        }
        let index = key.index(keys.len());
        keys[index].may_be_revoked = true;
        let name = NAMES
            .iter()
            .find(|name| keys[index].name.starts_with(name.trim()));
        Some(Old {
            id: keys[index].id.clone(),
            name: name.expect("a name"),
        })
    }

    /// Returns whether the page rotates the key anew.
    async fn rotate(
        &self,
        event: &Event,
        old: &Old,
        (stores, takes): (bool, f64),
        anew: bool,
    ) -> bool {
        let event = &Event {
            name: old.name,
            ..event.clone()
        };
        let state = &self.tabs[event.tab];
        let host = state
            .tab
            .aborting(event.abort_after.map(|after| self.simulation.now() + after));
        let limits = Limits {
            timeout_ms: event.timeout_ms,
            ..Limits::default()
        };
        let rotation = Rotation {
            id: PathSegment(old.id.clone()),
            name: None,
            lifetime: Some(Lifetime::Seconds(WholeNumber(3_600))),
            reason: None,
        };
        let given = Rc::default();
        let page = Page {
            world: self.clone(),
            tab: event.tab,
            stores,
            takes,
            given: Rc::clone(&given),
        };
        let shared = SharedRotation::new(rotation, page);
        let call = Call::begin(host, limits, Subject::Default).expect("a call");
        let rotated = shared.rotate(call, state.rotations.ticket()).await;
        let (run, outcome) = match rotated {
            Ok((run, outcome)) => (Some(run), outcome),
            Err(failure) => (None, Err(failure)),
        };
        self.note(event, "rotate", &outcome);
        let Err(failure) = outcome else {
            let is_revoked = self.server.with(&old.id, |key| key.is_revoked);
            assert!(is_revoked, "the old key is live");
            return false;
        };
        self.revoke_as_told(&failure);
        match &*failure {
            Failure::UnknownClock | Failure::UnknownCreator => self.excuse(event),
            // The page gives up, or somebody revoked the old key. An earlier rotation may have lost a key.
            Failure::Aborted(_) | Failure::Invalid { .. } if anew => self.excuse(event),
            Failure::Aborted(_)
            | Failure::RotationHalfDone { .. }
            | Failure::HostCallback { .. }
            | Failure::Invalid { .. } => {}
            _ if anew => {
                self.simulation.sleep(event.pause).await;
                while state.tab.user() != "user_1" {
                    self.simulation.sleep(END / 10.0).await;
                }
                return self.simulation.now() < 2.0 * END;
            }
            _ => {
                let Some(run) = run else {
                    return false;
                };
                self.failed(event, &failure, async |call| {
                    let creation = run.rotation.creation().expect("a creation");
                    let owner = creation.owner();
                    run.rotation.clone().recreate(call(owner)).await
                })
                .await;
            }
        }
        false
    }
}
