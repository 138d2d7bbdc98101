//! Histories of `rotate()`.

use super::{QUICK, code, world};
use crate::call::{
    Call, Limits,
    simulation::{
        server::{Api, Secret},
        tab::Fate,
    },
};

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
