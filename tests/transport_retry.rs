//! What is tried again, and when: a row a failure, next to what the JavaScript client was seen to do.
#![cfg(not(target_arch = "wasm32"))]

use search_application_connector::{
    error::{Error, Kind},
    transport::{
        Cache, CacheOptions, RequestOptions,
        retry::{Next, backoff, next, speaks_against_node},
    },
};

fn answered(status: u16) -> Error {
    Error::new(Kind::Response, "").with_status(status)
}

fn failed(kind: Kind) -> Error {
    Error::new(kind, "")
}

fn options(max_retries: u32, retry_on_timeout: bool) -> RequestOptions {
    RequestOptions { max_retries, retry_on_timeout, ..RequestOptions::default() }
}

#[test]
fn a_busy_or_unreachable_cluster_is_asked_again_and_a_refusal_is_final() {
    let cases = [
        (failed(Kind::Connection), Next::BackOff),
        (answered(429), Next::BackOff),
        (answered(502), Next::BackOff),
        (answered(503), Next::BackOff),
        (answered(504), Next::BackOff),
        (answered(400), Next::GiveUp),
        (answered(401), Next::GiveUp),
        (answered(403), Next::GiveUp),
        (answered(404), Next::GiveUp),
        (answered(408), Next::GiveUp),
        (answered(413), Next::GiveUp),
        (answered(500), Next::GiveUp),
        (failed(Kind::Timeout), Next::GiveUp),
        (failed(Kind::RequestAborted), Next::GiveUp),
        (failed(Kind::Deserialization), Next::GiveUp),
        (failed(Kind::ProductNotSupported), Next::GiveUp),
        (failed(Kind::NoLivingConnections), Next::GiveUp),
        (failed(Kind::Configuration), Next::GiveUp),
    ];
    for (error, expected) in cases {
        assert_eq!(next(&error, 0, 1, None, &options(3, false)), expected, "{error:?}");
        assert_eq!(next(&error, 3, 1, None, &options(3, true)), Next::GiveUp, "three retries are enough: {error:?}");
        assert_eq!(next(&error, 0, 1, None, &options(0, true)), Next::GiveUp, "none are wished for: {error:?}");
    }
    assert_eq!(next(&failed(Kind::Timeout), 0, 1, None, &options(3, true)), Next::BackOff);
}

#[test]
fn every_node_is_asked_before_there_is_a_pause() {
    let expected = [Next::AskAnother, Next::AskAnother, Next::BackOff, Next::GiveUp];
    for (retries, next_step) in (0..).zip(expected) {
        assert_eq!(next(&failed(Kind::Connection), retries, 3, None, &options(3, false)), next_step, "{retries}");
    }
    assert_eq!(next(&answered(429), 0, 3, None, &options(3, false)), Next::BackOff, "all of the cluster is busy");
}

#[test]
fn the_server_says_how_long_to_wait_but_not_longer_than_for_an_answer() {
    let after = |seconds| next(&answered(429), 0, 1, Some(seconds), &options(3, false));
    assert_eq!(after(2.5), Next::Wait(2.5));
    assert_eq!(after(30.0), Next::Wait(30.0));
    assert_eq!(after(31.0), Next::GiveUp);
    for nothing in [0.0, -5.0, f64::NAN] {
        assert_eq!(after(nothing), Next::BackOff);
    }
    assert_eq!(next(&answered(400), 0, 1, Some(1.0), &options(3, false)), Next::GiveUp);
}

#[test]
fn pauses_grow_to_a_limit_with_jitter_as_in_the_client() {
    for (attempt, shortest, longest) in [(1, 1.0, 2.0), (2, 2.0, 4.0), (3, 2.0, 4.0), (40, 2.0, 4.0)] {
        assert!((backoff(attempt, 0.0) - shortest).abs() < 1e-9, "{attempt}");
        assert!((backoff(attempt, 1.0) - longest).abs() < 1e-9, "{attempt}");
    }
}

#[test]
fn only_what_is_the_nodes_own_fault_is_held_against_it() {
    for error in [failed(Kind::Connection), failed(Kind::Timeout), answered(502), answered(503), answered(504)] {
        assert!(speaks_against_node(&error), "{error:?}");
    }
    for error in [answered(429), answered(400), answered(500), failed(Kind::RequestAborted)] {
        assert!(!speaks_against_node(&error), "{error:?}");
    }
}

#[test]
fn a_cache_keeps_so_many_answers_for_so_long() {
    let mut cache = Cache::new(CacheOptions { max_entries: 2, ttl: 100 });
    cache.put("a".into(), 1, 0.0);
    cache.put("b".into(), 2, 10.0);
    assert_eq!(cache.get("a", 50.0), Some(1));
    cache.put("c".into(), 3, 60.0);
    assert_eq!((cache.get("b", 60.0), cache.get("a", 60.0)), (None, Some(1)), "what was not used goes first");
    assert_eq!(cache.get("a", 101.0), None, "too old");
    cache.put("c".into(), 4, 110.0);
    assert_eq!(cache.get("c", 120.0), Some(4));
    assert_eq!(cache.get("c", 5.0), None, "the clock was set back");
    cache.put("d".into(), 5, 200.0);
    cache.clear();
    assert_eq!(cache.get("d", 200.0), None);
}
