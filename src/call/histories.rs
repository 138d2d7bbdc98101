//! Random histories: creates, double clicks, rotations, lost responses, aborts, switches of the user, wrong clocks, keys of other
//! tabs and devices. Two statements hold after each: no key is live whose secret nobody has, after the documented way was
//! followed to its end; and no key was revoked that somebody may use.

mod page;
mod scenarios;
mod world;

use proptest::{collection::vec, option, prelude::*, sample::select};

use self::world::World;
use super::simulation::{
    server::Api,
    tab::{Fate, Setting},
};

#[derive(Debug, Clone)]
enum Act {
    Create {
        /// The second click comes so long after the first.
        second_click: Option<f64>,
    },
    /// Of one of the keys that a host page has.
    Rotate {
        key: prop::sample::Index,
        stores: bool,
        store_takes: f64,
        /// The page calls `rotate()` anew, not `recreate()`.
        anew: bool,
    },
    /// Another tab, or another user, creates a key with the same name.
    Others {
        user: &'static str,
    },
    /// Somebody uses one of the keys.
    Use(prop::sample::Index),
    Switch {
        user: &'static str,
    },
}

#[derive(Debug, Clone)]
struct Event {
    at: f64,
    tab: usize,
    name: &'static str,
    timeout_ms: u32,
    abort_after: Option<f64>,
    /// How long the host page waits before each `recreate()`.
    pause: f64,
    act: Act,
}

#[derive(Debug, Clone)]
struct History {
    api: Api,
    is_tidy: bool,
    settings: [Setting; 2],
    fates: Vec<Fate>,
    events: Vec<Event>,
}

const NAMES: [&str; 3] = ["deploy", "deploy", "ci "];

/// When the first user is back in all tabs.
const END: f64 = 400_000.0;

fn play(history: &History) -> World {
    let world = World::new(history);
    for event in &history.events {
        world.simulation.spawn(world.clone().play(event.clone()));
    }
    let (end, tabs) = (world.simulation.clone(), world.tabs.clone());
    world.simulation.spawn(async move {
        end.sleep(END).await;
        for state in tabs.iter() {
            state.tab.switch_to("user_1");
        }
    });
    assert_eq!(world.simulation.play(), 0, "a promise is pending");
    world.check();
    world
}

fn fate(api: Api) -> impl Strategy<Value = Fate> {
    let time = || 1.0..6_000.0;
    prop_oneof![
        6 => (1.0..400.0).prop_map(Fate::Answered),
        1 => time().prop_map(Fate::Answered),
        2 => time().prop_map(Fate::LostOnTheWay),
        5 => time().prop_map(Fate::LostOnTheWayBack),
        1 => time().prop_map(Fate::ActsAndFails),
        1 => select(vec![401, 403, 408, 429, 503]).prop_map(Fate::Refused),
        1 => Just(Fate::Silence),
        // Where names are not unique, a create that acts after `recreate()` cannot be found.
        1 => (1.0..50_000.0).prop_map(move |time| match api {
            Api::Clerk => Fate::ActsLate(time),
            Api::Projects => Fate::LostOnTheWayBack(time),
        }),
    ]
}

fn setting() -> impl Strategy<Value = Setting> {
    let tokens = vec(prop_oneof![0.0..50.0, 0.0..3_000.0], 0..4);
    (
        -600_000.0..600_000.0,
        prop::bool::weighted(0.7),
        prop::bool::weighted(0.7),
        tokens,
    )
        .prop_map(|(skew, has_date, has_fresh_tokens, token_times)| Setting {
            skew,
            has_date,
            has_fresh_tokens,
            token_times,
        })
}

fn event() -> impl Strategy<Value = Event> {
    let index = any::<prop::sample::Index>;
    let rotate = (
        index(),
        prop::bool::weighted(0.8),
        0.0..20_000.0,
        any::<bool>(),
    );
    let act = prop_oneof![
        6 => option::weighted(0.4, 0.0..3_000.0).prop_map(|second_click| Act::Create { second_click }),
        4 => rotate.prop_map(|(key, stores, store_takes, anew)| Act::Rotate { key, stores, store_takes, anew }),
        2 => select(vec!["user_1", "user_1", "user_2"]).prop_map(|user| Act::Others { user }),
        2 => index().prop_map(Act::Use),
        1 => select(vec!["user_1", "user_2"]).prop_map(|user| Act::Switch { user }),
    ];
    (
        0.0..120_000.0,
        0_usize..2,
        select(NAMES.to_vec()),
        select(vec![300_u32, 5_000, 30_000]),
        option::weighted(0.15, 0.0..10_000.0),
        1.0..20_000.0,
        act,
    )
        .prop_map(
            |(at, tab, name, timeout_ms, abort_after, pause, act)| Event {
                at,
                tab,
                name,
                timeout_ms,
                abort_after,
                pause,
                act,
            },
        )
}

fn history() -> impl Strategy<Value = History> {
    select(vec![Api::Clerk, Api::Clerk, Api::Projects]).prop_flat_map(|api| {
        (
            any::<bool>(),
            [setting(), setting()],
            prop_oneof![3 => vec(fate(api), 0..24), 1 => vec((1.0..400.0).prop_map(Fate::Answered), 0..24)],
            vec(event(), 1..8),
        )
            .prop_map(move |(is_tidy, settings, fates, events)| History {
                api,
                is_tidy,
                settings,
                fates,
                events,
            })
    })
}

proptest! {
    #[test]
    fn the_books_balance(history in history()) {
        play(&history);
    }
}
