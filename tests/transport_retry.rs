//! What is tried again, and when: a row a failure, next to what the JavaScript client was seen to do.
#![cfg(not(target_arch = "wasm32"))]

use search_application_connector::{
    error::{Error, Kind},
    transport::retry::{Next, Tried, next, speaks_against_node},
};

fn answered(status: u16) -> Error {
    Error::new(Kind::Response, "").with_status(status)
}

fn failed(kind: Kind) -> Error {
    Error::new(kind, "")
}

/// The first failure of a search at the only node there is.
fn first(max_retries: u32, retry_on_timeout: bool) -> Tried {
    Tried { max_retries, retry_on_timeout, timeout_ms: 30_000, nodes: 1, ..Tried::default() }
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
        assert_eq!(next(&error, &first(3, false)), expected, "{error:?}");
        assert_eq!(
            next(&error, &Tried { retries: 3, ..first(3, true) }),
            Next::GiveUp,
            "three retries are enough: {error:?}"
        );
        assert_eq!(next(&error, &first(0, true)), Next::GiveUp, "none are wished for: {error:?}");
    }
    assert_eq!(next(&failed(Kind::Timeout), &first(3, true)), Next::BackOff);
}

#[test]
fn every_node_is_asked_before_there_is_a_pause() {
    let expected = [Next::AskAnother, Next::AskAnother, Next::BackOff, Next::GiveUp];
    for (retries, next_step) in (0..).zip(expected) {
        let tried = Tried { retries, nodes: 3, ..first(3, false) };
        assert_eq!(next(&failed(Kind::Connection), &tried), next_step, "{retries}");
    }
    assert_eq!(
        next(&answered(429), &Tried { nodes: 3, ..first(3, false) }),
        Next::BackOff,
        "all of the cluster is busy"
    );
}

#[test]
fn the_server_says_how_long_to_wait_but_not_longer_than_for_an_answer() {
    let asking = |seconds| Tried { retry_after: Some(seconds), ..first(3, false) };
    let after = |seconds| next(&answered(429), &asking(seconds));
    assert_eq!(after(2.5), Next::Wait);
    assert_eq!(after(30.0), Next::Wait);
    assert_eq!(after(31.0), Next::GiveUp);
    for nothing in [0.0, -5.0, f64::NAN] {
        assert_eq!(after(nothing), Next::BackOff);
    }
    assert_eq!(next(&answered(400), &asking(1.0)), Next::GiveUp);
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
