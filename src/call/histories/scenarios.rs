//! Single histories, one for each rule.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use serde_json::Value as Json;

use super::{History, page::Page, world::World};
use crate::{
    backend::clerk::Rotation,
    call::{
        Call, Host as _, Limits, Subject,
        creating::{self, Outcome, SharedCreation},
        rotating::SharedRotation,
        simulation::{
            server::{Api, Secret},
            tab::{Fate, Setting},
        },
        until_aborted,
    },
    failure::Failure,
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
        match creating::join(call, ticket, self.draft(name)).await {
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
    ) -> (
        Rc<SharedRotation<crate::call::simulation::tab::Tab, Page>>,
        Outcome<Json>,
    ) {
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

#[test]
fn a_key_that_was_delivered_is_nobodys_candidate() {
    let world = world(Api::Clerk, [Fate::LostOnTheWay(20.0)]);
    world.run(async |world| {
        let lost = world.lost(0, "deploy").await;
        let delivered = world.created(0, "deploy").await;
        let again = id(&world.recreate(0, &lost).await);
        assert_ne!(again, delivered);
        assert_eq!(world.names_of_live_keys(), ["deploy", "deploy (2)"]);
    });
    world.check();
}

#[test]
fn two_lost_creates_of_one_name_leave_each_others_keys_alone() {
    let acts = Fate::LostOnTheWayBack(20.0);
    let world = world(Api::Projects, [acts, acts]);
    world.run(async |world| {
        let one = world.lost(0, "deploy").await;
        let two = world.lost(0, "deploy").await;
        let first = id(&world.recreate(0, &one).await);
        let second = id(&world.recreate(0, &two).await);
        assert_ne!(first, second);
        assert_eq!(world.names_of_live_keys().len(), 2);
    });
    world.check();
}

#[test]
fn a_refused_name_was_not_sent() {
    // Another tab has the name. The second name is lost.
    let world = world(
        Api::Clerk,
        [QUICK, QUICK, QUICK, Fate::LostOnTheWayBack(20.0)],
    );
    world.run(async |world| {
        let old = world.created(0, "deploy").await;
        let name = "deploy 2027-01-15";
        let others = world.server.create(name, "user_1", None, Secret::Others);
        let (rotation, outcome) = world.rotation(0, &old, (true, 0.0), None).await;
        assert_eq!(code(&outcome), "create_outcome_unknown");
        let owner = rotation.creation().expect("a creation").owner();
        let call = Call::resume(world.tabs[0].tab.clone(), Limits::default(), owner);
        assert!(rotation.recreate(call).await.is_ok());
        let others = others.expect("another tab's key");
        assert!(!world.server.with(&others, |key| key.is_revoked));
    });
    world.check();
}

#[test]
fn a_revoke_whose_response_is_lost_is_gone_on_from() {
    let acts = Fate::LostOnTheWayBack(20.0);
    // The create; the list; the revoke and its two repetitions; the list that should tell.
    let lost_list = [Fate::LostOnTheWay(20.0); 3];
    let fates = [&[acts, QUICK, acts, acts, acts][..], &lost_list].concat();
    let world = world(Api::Clerk, fates);
    world.run(async |world| {
        let lost = world.lost(0, "deploy").await;
        assert_eq!(code(&world.recreate(0, &lost).await), "network_error");
        assert!(world.recreate(0, &lost).await.is_ok());
        assert_eq!(world.names_of_live_keys(), ["deploy (2)"]);
    });
    world.check();
}

#[test]
fn a_key_of_an_aborted_recreate_is_found_by_the_next_one() {
    // The lost create; the list, the revoke, the name that is taken, the list again; the second name.
    let mut fates = vec![Fate::LostOnTheWayBack(20.0), QUICK, QUICK, QUICK, QUICK];
    fates.push(Fate::Silence);
    let world = world(Api::Clerk, fates);
    world.run(async |world| {
        let lost = world.lost(0, "deploy").await;
        let host = world.tabs[0]
            .tab
            .aborting(Some(world.simulation.now() + 1_000.0));
        let call = Call::resume(host.clone(), Limits::default(), lost.owner());
        let outcome = until_aborted(host.aborted(), lost.clone().recreate(call)).await;
        assert_eq!(code(&outcome), "aborted");
        world.simulation.sleep(180_000.0).await;
        assert!(world.recreate(0, &lost).await.is_ok());
        assert_eq!(world.names_of_live_keys(), ["deploy (3)"]);
    });
    world.check();
}

#[test]
fn a_lost_rotation_is_finished_or_begun_anew() {
    for anew in [false, true] {
        let world = world(Api::Clerk, [QUICK, QUICK, Fate::LostOnTheWayBack(20.0)]);
        world.run(async move |world| {
            let old = world.created(0, "deploy").await;
            let (rotation, outcome) = world.rotation(0, &old, (true, 0.0), None).await;
            assert_eq!(code(&outcome), "create_outcome_unknown");
            if anew {
                assert!(world.rotation(0, &old, (true, 0.0), None).await.1.is_ok());
            } else {
                let owner = rotation.creation().expect("a creation").owner();
                let call = Call::resume(world.tabs[0].tab.clone(), Limits::default(), owner);
                assert!(rotation.recreate(call).await.is_ok());
            }
            assert_eq!(world.names_of_live_keys(), ["deploy 2027-01-15 (2)"]);
        });
        world.check();
    }
}

#[test]
fn an_abort_before_the_key_is_stored_revokes_it_and_one_after_that_does_nothing() {
    // When the abort comes, how long storing takes, what comes of it, which key lives.
    let table = [
        (500.0, 1_000.0, Some("aborted"), "deploy"),
        (90.0, 0.0, Some("aborted"), "deploy"),
        (170.0, 40.0, None, "deploy 2027-01-15"),
    ];
    for (abort_at, takes, expected, live) in table {
        // Created at 20, the old key is there at 80, the new one at 100; its response comes at 120.
        let world = world(Api::Clerk, [QUICK]);
        world.run(async move |world| {
            let old = world.created(0, "deploy").await;
            let (_, outcome) = world.rotation(0, &old, (true, takes), Some(abort_at)).await;
            assert_eq!(outcome.err().map(|failure| failure.code()), expected);
            assert_eq!(world.names_of_live_keys(), [live], "{abort_at}");
        });
        world.check();
    }
}

#[test]
fn a_rotation_does_not_join_one_that_is_being_aborted() {
    // The create, the old key, the new key; the revoke of the new key, which takes a while.
    let fates = [QUICK, QUICK, QUICK, Fate::Answered(500.0)];
    let world = world(Api::Clerk, fates);
    world.run(async |world| {
        let old = world.created(0, "deploy").await;
        let (first, of_first) = (world.clone(), old.clone());
        world.simulation.spawn(async move {
            let abort_at = Some(first.simulation.now() + 200.0);
            let (_, outcome) = first
                .rotation(0, &of_first, (true, 1_000.0), abort_at)
                .await;
            assert_eq!(code(&outcome), "aborted");
        });
        world.simulation.sleep(300.0).await;
        let (_, outcome) = world.rotation(0, &old, (true, 0.0), None).await;
        assert_eq!(outcome.err().map(|failure| failure.code()), None);
        assert_eq!(world.names_of_live_keys(), ["deploy 2027-01-15 (2)"]);
    });
    world.check();
}

#[test]
fn clicks_that_overlap_make_one_key_whichever_token_comes_first() {
    let world = world_of(Api::Projects, [], |setting| {
        setting.token_times = vec![200.0, 0.0];
    });
    let ids = Rc::new(RefCell::new(Vec::new()));
    for delay in [0.0, 10.0] {
        let ids = ids.clone();
        world.simulation.spawn({
            let world = world.clone();
            async move {
                world.simulation.sleep(delay).await;
                let id = world.created(0, "deploy").await;
                ids.borrow_mut().push(id);
            }
        });
    }
    assert_eq!(world.simulation.play(), 0);
    assert_eq!(*ids.borrow(), ["ak_0", "ak_0"]);
    assert_eq!(world.server.arrivals.borrow().len(), 1);
}

#[test]
fn calls_of_two_users_are_never_joined() {
    let world = world_of(Api::Projects, [], |setting| {
        setting.token_times = vec![200.0];
    });
    world.run(async |world| {
        let (one, other) = (world.clone(), world.clone());
        world.simulation.spawn(async move {
            one.created(0, "deploy").await;
        });
        world.simulation.sleep(100.0).await;
        // The first call has asked for its token, and gets it of this user too: it is one of the second user's.
        world.tabs[1].tab.switch_to("user_2");
        other.created(1, "deploy").await;
    });
    assert_eq!(world.server.arrivals.borrow().len(), 2);
}

#[test]
fn each_caller_has_its_own_time() {
    let world = world(Api::Projects, [Fate::Answered(500.0)]);
    let ends = Rc::new(RefCell::new(Vec::new()));
    let lost = Rc::new(Cell::new(None));
    for timeout_ms in [30_000, 300] {
        let (world, ends, lost) = (world.clone(), ends.clone(), lost.clone());
        let simulation = world.simulation.clone();
        simulation.spawn(async move {
            let (outcome, shared) = world.attempt(0, "deploy", timeout_ms).await;
            let end = outcome
                .as_ref()
                .map(|_| "key")
                .map_err(|failure| failure.code());
            ends.borrow_mut().push((world.simulation.now(), end));
            if outcome.is_err() {
                lost.set(shared.clone());
                let key = world.recreate(0, &shared.expect("a creation")).await;
                assert_eq!(id(&key), "ak_0", "the key of the others");
            }
        });
    }
    assert_eq!(world.simulation.play(), 0);
    assert_eq!(
        *ends.borrow(),
        [(300.0, Err("create_outcome_unknown")), (1_000.0, Ok("key"))]
    );
    assert_eq!(world.server.arrivals.borrow().len(), 1);
    assert!(lost.take().is_some());
}

#[test]
fn an_older_key_survives_a_wrong_clock_and_a_slow_list() {
    // The list takes four seconds. The other clock is five minutes fast, and there is no time but `Date`.
    let fates = [Fate::LostOnTheWayBack(20.0), Fate::Answered(2_000.0)];
    let world = world(Api::Projects, fates);
    world.run(async |world| {
        let older = world
            .server
            .create("deploy", "user_1", None, Secret::Others);
        world.simulation.sleep(4_000.0).await;
        let lost = world.lost(0, "deploy").await;
        assert!(world.recreate(0, &lost).await.is_ok());
        let older = older.expect("a key");
        assert!(!world.server.with(&older, |key| key.is_revoked));
        assert_eq!(world.names_of_live_keys().len(), 2);
    });
    world.check();
}

#[test]
fn without_the_servers_clock_nothing_is_revoked() {
    let world = world_of(Api::Clerk, [Fate::LostOnTheWayBack(20.0)], |setting| {
        setting.has_date = false;
    });
    world.run(async |world| {
        let lost = world.lost(0, "deploy").await;
        assert_eq!(
            *world.recreate(0, &lost).await.unwrap_err(),
            Failure::UnknownClock
        );
        assert_eq!(world.names_of_live_keys(), ["deploy"]);
        assert_eq!(world.server.arrivals.borrow().len(), 1);
    });
}

#[test]
fn a_fresh_token_tells_the_servers_clock() {
    let world = world_of(Api::Clerk, [Fate::LostOnTheWayBack(20.0)], |setting| {
        setting.has_date = false;
        setting.has_fresh_tokens = true;
    });
    world.run(async |world| {
        let lost = world.lost(0, "deploy").await;
        assert!(world.recreate(0, &lost).await.is_ok());
        assert_eq!(world.names_of_live_keys(), ["deploy (2)"]);
    });
    world.check();
}

#[test]
fn an_abort_of_a_caller_leaves_the_others_their_key() {
    let world = world(Api::Projects, [Fate::Answered(500.0)]);
    world.run(async |world| {
        let (other, simulation) = (world.clone(), world.simulation.clone());
        simulation.spawn(async move {
            let host = other.tabs[0].tab.aborting(Some(300.0));
            let work = async { other.attempt(0, "deploy", 30_000).await.0 };
            let outcome = until_aborted(host.aborted(), work).await;
            assert_eq!(code(&outcome), "aborted");
        });
        assert_eq!(world.created(0, "deploy").await, "ak_0");
    });
}
