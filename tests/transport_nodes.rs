//! Which node a search goes to: addresses and cloud ids, and the weights of a pool, next to those that the JavaScript
//! client's own pool was seen to give.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use search_application_connector::{
    error::Kind,
    json::{Object, Value, read},
    options::Options,
    transport::{Pool, Surroundings, path, query},
};

fn pool(size: usize) -> Pool {
    let urls: Vec<_> = (0..size).map(|at| format!("https://{at}.example")).collect();
    Pool::new(&urls)
}

fn weights(pool: &Pool) -> Vec<u32> {
    (0..pool.size()).map(|at| pool.node(at).unwrap().weight).collect()
}

/// How often each node is asked in that many searches.
fn shares(pool: &mut Pool, searches: usize) -> Vec<usize> {
    let mut asked = vec![0; pool.size()];
    for _ in 0..searches {
        let at = pool.choose().unwrap();
        *asked.get_mut(at).unwrap() += 1;
    }
    asked
}

#[test]
fn a_node_that_fails_loses_weight_as_in_the_client() {
    let mut three = pool(3);
    let mut lost = vec![weights(&three)];
    for _ in 0..4 {
        three.mark_dead(0);
        lost.push(weights(&three));
    }
    let first: Vec<_> = lost.iter().filter_map(|weights| weights.first().copied()).collect();
    assert_eq!(first, [333, 325, 255, 1, 1]);
    assert!(lost.iter().all(|weights| weights.get(1..) == Some(&[333, 333])));
    three.mark_alive(0);
    assert_eq!(weights(&three), [333, 333, 333]);
    three.mark_dead(0);
    assert_eq!(weights(&three), [325, 333, 333], "the failures are counted anew");
}

#[test]
fn nodes_take_turns_and_one_that_fails_is_asked_seldom_but_asked() {
    let mut three = pool(3);
    assert_eq!((0..6).map(|_| three.choose().unwrap()).collect::<Vec<_>>(), [0, 1, 2, 0, 1, 2]);
    for _ in 0..3 {
        three.mark_dead(1);
    }
    let asked = shares(&mut three, 10_000);
    assert!(asked.iter().all(|&times| times > 0), "{asked:?}");
    assert!(asked.get(1).unwrap() * 100 < *asked.first().unwrap(), "{asked:?}");
    three.mark_alive(1);
    let asked = shares(&mut three, 999);
    assert!(asked.iter().all(|times| (300..=366).contains(times)), "{asked:?}");
}

#[test]
fn the_only_node_is_asked_whatever_it_does() {
    let mut one = pool(1);
    for _ in 0..10 {
        one.mark_dead(0);
        assert_eq!(one.choose(), Some(0));
    }
    assert_eq!(weights(&one), [1000]);
    assert_eq!(pool(0).choose(), None);
}

#[test]
fn any_history_of_failures_leaves_a_node_to_ask() {
    let mut state = 7_u32;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % below
    };
    for size in 1..8 {
        let mut pool = pool(size);
        for _ in 0..2_000 {
            let at = pool.choose().unwrap();
            if random(3) == 0 {
                pool.mark_alive(at);
            } else {
                pool.mark_dead(at);
            }
            assert!(weights(&pool).iter().all(|weight| (1..=1000).contains(weight)));
        }
    }
}

/// What a connector with this cloud id asks, or what it says of it.
fn cloud(id: &str) -> Result<String, String> {
    let mut cloud = Object::new();
    cloud.insert("id", id);
    let mut options = read(r#"{"searchApplication":"films","apiKey":"a"}"#).unwrap().as_object().cloned().unwrap();
    options.insert("cloud", cloud);
    match Options::read(&Value::Object(options), &Surroundings::default()) {
        Ok(options) => Ok(options.connection.nodes.join(" ")),
        Err(error) => {
            assert_eq!(error.kind, Kind::Configuration);
            Err(error.message.clone())
        }
    }
}

#[test]
fn a_cloud_id_is_read_by_the_clients_rules() {
    let good = [
        ("name:bG9jYWxob3N0JGFiY2QkZWZnaA==", "https://abcd.localhost"),
        (":aG9zdC5pbzo5MjQzJGFiYyRraWI=", "https://abc.host.io:9243"),
        ("name:aG9zdC5pbyRhYmM", "https://abc.host.io"),
        ("name:aG9z dC5pbyRhYmM=", "https://abc.host.io"),
    ];
    for (id, url) in good {
        assert_eq!(cloud(id).as_deref(), Ok(url), "{id}");
    }
    let form = "must be in the format \"name:base64string\"";
    let parts = "at least two \"$\" separated parts";
    let bad = [
        ("", form),
        ("name", form),
        ("name:", form),
        ("a:b:c", form),
        ("name:!!!", parts),
        ("name:aG9zdC5pbw==", parts),         // host.io
        ("name:JGFiYw==", parts),             // $abc
        ("name:aG9zdC5pbyQ=", parts),         // host.io$
        ("name:aG9zdCRhYmM6OTI0NA==", parts), // host$abc:9244: the client throws `TypeError: Invalid URL`
        ("name:aG9zdCRhYi9jQGQ=", parts),     // host$ab/c@d
        ("name://///w==", parts),             // no UTF-8
    ];
    for (id, words) in bad {
        let message = cloud(id).unwrap_err();
        assert!(message.contains(words), "{id}: {message}");
    }
}

#[test]
fn a_query_string_is_encoded_and_lists_are_joined() {
    let members = read(r#"{"typed_keys":true,"a b":"c&d=e","list":[1,"é"],"none":null}"#).unwrap();
    assert_eq!(query(members.as_object().unwrap()), "typed_keys=true&a%20b=c%26d%3De&list=1%2C%C3%A9&none=");
    assert_eq!(query(&Object::new()), "");
    assert_eq!(path("a/b").unwrap(), "/_application/search_application/a%2Fb/_search");
}
