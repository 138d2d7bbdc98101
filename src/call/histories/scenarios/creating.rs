//! Histories of `create()` and `recreate()`.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::{QUICK, code, id, world, world_of};
use crate::{
    call::{
        Call, Host as _, Limits,
        simulation::{
            server::{Api, Secret},
            tab::Fate,
        },
        until_aborted,
    },
    failure::Failure,
};

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
