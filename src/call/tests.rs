use serde_json::{Value as Json, json};

use super::{
    Call, Limits, Subject,
    scripted::{Reply, Token, World, ok, status, token},
};
use crate::{
    backend::{Exchange, Method, Request, Response},
    failure::{Delivery, Failure, Fallible},
    retry::Effect,
    strategies,
    url::Query,
};

fn request(effect: Effect) -> Request {
    let method = match effect {
        Effect::Read => Method::Get,
        Effect::Repeatable => Method::Delete,
        Effect::Once => Method::Post("{}".into()),
    };
    Request {
        effect,
        method,
        path: "/api_keys".into(),
        query: Query::default(),
        accept: None,
        fresh_token: false,
    }
}

fn read(world: &World) -> Fallible<Response<Json>, Json> {
    world.play(async |call| call.send(request(Effect::Read)).await)
}

fn create(world: &World) -> Fallible<Response<Json>, Json> {
    world.play(async |call| call.send(request(Effect::Once)).await)
}

fn code<T: std::fmt::Debug>(result: Fallible<T, Json>) -> &'static str {
    result.expect_err("a failure").code()
}

fn retry_after(status: u16, retry_after: &'static str) -> Reply {
    Reply::Response {
        status,
        body: None,
        retry_after: Some(retry_after),
    }
}

#[test]
fn a_request_carries_the_token_and_the_pages_query() {
    let world = World::new([ok(json!(1))])
        .with_query("_clerk_session_id", "sess_1")
        .with_query("a b", "&");
    let mut request = request(Effect::Read);
    request.query.pair("subject", "user_1");
    let response = world.play(async |call| call.send(request).await).unwrap();
    assert_eq!(
        response,
        Response {
            status: 200,
            body: Some(json!(1)),
            retry_after: None,
            is_repeated: false,
            class: strategies::class(),
        }
    );
    let url =
        "https://clerk.example.com/api_keys?subject=user_1&_clerk_session_id=sess_1&a%20b=%26";
    assert_eq!(world.requests(), [format!("GET {url}")]);
    assert_eq!(world.authorizations(), ["Bearer opaque"]);
}

#[test]
fn without_a_good_token_nothing_is_sent() {
    let table = [
        (Token::None, "no_session_token"),
        (Token::Text(String::new()), "no_session_token"),
        (Token::Text("a b".into()), "invalid_token"),
        (Token::Text("a\nX-Evil: 1".into()), "invalid_token"),
        (Token::Throws("boom"), "host_callback_failed"),
        (Token::Silence, "timeout"),
    ];
    for (token, expected) in table {
        let world = World::new([]).with_tokens([token]);
        assert_eq!(code(read(&world)), expected);
        assert!(world.requests().is_empty());
    }
}

#[test]
fn offline_without_a_token_is_a_network_error() {
    for token in [Token::None, Token::Throws("offline")] {
        let world = World::new([]).offline().with_tokens([token]);
        let limits = Limits {
            max_retries: 0,
            ..Limits::default()
        };
        let result = world.play_within(limits, async |call| call.send(request(Effect::Read)).await);
        let failure = *result.unwrap_err();
        assert!(
            matches!(
                failure,
                Failure::Network {
                    delivery: Delivery::Offline,
                    ..
                }
            ),
            "{failure:?}"
        );
    }
}

#[test]
fn a_token_of_somebody_else_is_asked_for_anew_once() {
    let ada = || token(&json!({ "sub": "user_1" }));
    let grace = || token(&json!({ "sub": "user_2" }));
    let in_organization = || token(&json!({ "sub": "user_1", "o": { "id": "org_1" } }));
    let opaque = || Token::Text("opaque".into());
    let table = [
        ("user_1", vec![ada()], "sent", vec![false]),
        ("user_1", vec![opaque()], "sent", vec![false]),
        ("user_1", vec![grace(), ada()], "sent", vec![false, true]),
        (
            "user_1",
            vec![grace(), grace()],
            "stale_session_token",
            vec![false, true],
        ),
        (
            "user_1",
            vec![in_organization(), ada()],
            "sent",
            vec![false, true],
        ),
        ("org_1", vec![in_organization()], "sent", vec![false]),
        (
            "org_1",
            vec![ada(), in_organization()],
            "sent",
            vec![false, true],
        ),
        (
            "org_2",
            vec![in_organization(), in_organization()],
            "stale_session_token",
            vec![false, true],
        ),
        (
            "org_1",
            vec![ada(), Token::None],
            "no_session_token",
            vec![false, true],
        ),
    ];
    for (subject, tokens, expected, asked) in table {
        let world = World::new([ok(json!({}))])
            .with_subject(Some(subject))
            .with_tokens(tokens);
        let result = read(&world);
        assert_eq!(
            result
                .as_ref()
                .map_or_else(|failure| failure.code(), |_| "sent"),
            expected,
            "{subject}"
        );
        assert_eq!(world.asked(), asked, "{subject}");
        assert_eq!(world.requests().len(), usize::from(expected == "sent"));
    }
}

#[test]
fn the_subject_is_named_or_the_pages_or_the_tokens() {
    let subject = |world: &World, named: Option<&str>| {
        let named = named.map(Into::into);
        world.play(async |call| call.subject(named).await)
    };
    assert_eq!(&*subject(&World::new([]), Some("org_9")).unwrap(), "org_9");
    for not_given in [None, Some("")] {
        assert_eq!(&*subject(&World::new([]), not_given).unwrap(), "user_1");
    }
    let silent = || World::new([]).with_subject(None);
    let claims = [
        (json!({ "sub": "user_7" }), "user_7"),
        (json!({ "sub": "user_7", "org_id": "org_7" }), "org_7"),
        (json!({ "sub": "user_7", "o": { "id": "org_8" } }), "org_8"),
    ];
    for (claims, owner) in claims {
        assert_eq!(
            &*subject(&silent().with_tokens([token(&claims)]), None).unwrap(),
            owner
        );
    }
    let failure = subject(&silent(), None).unwrap_err();
    assert_eq!(
        (failure.code(), failure.param()),
        ("invalid_params", Some("subject"))
    );
    assert_eq!(
        code(subject(&silent().with_tokens([Token::None]), None)),
        "no_session_token"
    );
    assert_eq!(
        code(subject(&silent().with_tokens([Token::Silence]), None)),
        "timeout"
    );
}

#[test]
fn a_named_subject_asks_no_questions_about_the_token() {
    let world = World::new([ok(json!({}))]).with_tokens([token(&json!({ "sub": "user_2" }))]);
    let result = world.play(async |call| {
        call.subject(Some("org_9".into())).await?;
        call.send(request(Effect::Read)).await
    });
    assert_eq!((result.unwrap().status, world.asked()), (200, vec![false]));
}

#[test]
fn a_token_that_was_read_for_the_subject_is_used_for_the_first_attempt() {
    let first = token(&json!({ "sub": "user_7" }));
    let other = token(&json!({ "sub": "user_8" }));
    let world = World::new([status(503, json!({})), ok(json!({}))]).with_subject(None);
    let world = world.with_tokens([first, other.clone(), other]);
    let result = world.play(async |call| {
        call.subject(None).await?;
        call.send(request(Effect::Read)).await
    });
    // The second attempt's token is of another user, and so is the fresh one.
    assert_eq!(code(result), "stale_session_token");
    assert_eq!(world.asked(), [false, false, true]);
    assert_eq!(world.requests().len(), 1);
}

#[test]
fn a_subject_stands_from_the_beginning() {
    let world = World::new([]);
    let mut call = Call::begin(world.clone(), Limits::default(), Subject::Default).unwrap();
    let _ = world.with_subject(Some("user_2"));
    assert_eq!(&*pollster::block_on(call.subject(None)).unwrap(), "user_1");
}

#[test]
fn reads_are_sent_again_and_creates_are_not() {
    let world = World::new([Reply::Lost("reset"), status(503, json!({})), ok(json!({}))]);
    assert_eq!(read(&world).unwrap().status, 200);
    assert_eq!(world.slept(), [500.0, 1_000.0]);

    let world = World::new([
        status(503, json!({})),
        status(503, json!({})),
        status(503, json!({})),
    ]);
    assert_eq!(read(&world).unwrap().status, 503);
    assert_eq!(world.requests().len(), 3);

    let world = World::new([status(503, json!({}))]);
    assert_eq!(create(&world).unwrap().status, 503);
    let world = World::new([Reply::Lost("reset")]);
    assert_eq!(code(create(&world)), "network_error");
    let world = World::new([retry_after(429, "2"), ok(json!({}))]);
    assert_eq!(create(&world).unwrap().status, 200);
    assert_eq!(world.slept(), [2_000.0]);
}

#[test]
fn retry_after_is_told_where_it_is_too_long_to_wait() {
    let world = World::new([retry_after(429, "61")]);
    let response = read(&world).unwrap();
    assert_eq!((response.status, response.retry_after), (429, Some(61.0)));
    let world = World::new([
        retry_after(503, "Sun, 06 Nov 1994 08:49:40 GMT"),
        ok(json!({})),
    ]);
    assert_eq!(read(&world).unwrap().status, 200);
    assert_eq!(world.slept(), [3_000.0]);
}

#[test]
fn a_401_gets_one_fresh_token() {
    let world = World::new([status(401, json!({})), ok(json!({}))]);
    assert_eq!(create(&world).unwrap().status, 200);
    assert_eq!((world.asked(), world.slept()), (vec![false, true], vec![]));
    let world = World::new([status(401, json!({})), status(401, json!({}))]);
    assert_eq!(read(&world).unwrap().status, 401);
    assert_eq!(world.requests().len(), 2);
}

#[test]
fn silence_ends_with_the_time_of_the_attempt() {
    let world = World::new([Reply::Silence]);
    let limits = Limits {
        timeout_ms: 250,
        max_retries: 2,
    };
    let failure = world
        .play_within(limits, async |call| call.send(request(Effect::Read)).await)
        .unwrap_err();
    assert_eq!(
        *failure,
        Failure::Timeout {
            milliseconds: 250,
            sent: true,
        }
    );
    assert_eq!((world.slept(), world.requests().len()), (vec![250.0], 1));
}

#[test]
fn a_request_without_a_response_says_whether_it_was_sent() {
    let limits = Limits {
        max_retries: 0,
        ..Limits::default()
    };
    for (world, delivery) in [
        (World::new([Reply::Lost("x")]), Delivery::Unknown),
        (World::new([Reply::Refused("x")]), Delivery::Refused),
        (World::new([Reply::Lost("x")]).offline(), Delivery::Offline),
    ] {
        let failure = world
            .play_within(limits, async |call| call.send(request(Effect::Once)).await)
            .unwrap_err();
        assert_eq!(
            *failure,
            Failure::Network {
                delivery,
                cause: Some(json!("x"))
            }
        );
    }
}

#[test]
fn a_redirect_is_no_answer_and_is_not_tried_again() {
    for hidden_or_seen in [0, 301, 302, 303, 304, 307, 308] {
        let world = World::new([status(hidden_or_seen, json!(null))]);
        assert_eq!(code(read(&world)), "invalid_response");
        assert_eq!(world.requests().len(), 1);
    }
}

#[test]
fn an_abort_ends_a_call_at_any_moment() {
    let reason = |result: Fallible<Response<Json>, Json>| *result.expect_err("an abort");
    let world = World::new([]).aborted("before");
    assert_eq!(reason(read(&world)), Failure::Aborted(json!("before")));
    assert!(world.asked().is_empty());
    let world = World::new([Reply::Abort("during")]);
    assert_eq!(reason(read(&world)), Failure::Aborted(json!("during")));
    assert_eq!(world.requests().len(), 1);
}
