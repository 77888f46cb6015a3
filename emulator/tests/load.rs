//! Many clients at once, for a few seconds: every answer is right, and the memory stays bounded. How fast it is, the
//! benchmark in `benches/load` tells.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::json;
use support::program::{credentials, send, start};
use support::shop;

const CLIENTS: usize = 200;
const TIME: Duration = Duration::from_secs(5);

/// Buffers of connections and of threads, with room to spare: less than one leaked answer for each search.
const GROWTH_MEGABYTES: u64 = 64;

#[test]
fn two_hundred_clients_get_their_answers_in_bounded_memory() {
    let mut program = start(&["--log", "warn"]);
    let place = program.address();
    let words = ["red", "blue", "green", "old", "new"];
    let lines = (0..500).fold(String::new(), |mut lines, number| {
        let title = format!("{} {} bicycle", words[number % 5], words[number / 5 % 5]);
        writeln!(lines, "{{\"index\":{{}}}}\n{}", json!({ "title": title, "price": number })).unwrap();
        lines
    });
    assert!(send(&place, "POST /products/_bulk", &lines).starts_with("HTTP/1.1 200"));
    let put = send(&place, "PUT /_application/search_application/shop", &shop().to_string());
    assert!(put.starts_with("HTTP/1.1 201"), "{put}");
    let url = format!("http://{place}/_application/search_application/shop/_search");
    let search_until = |end: Instant| {
        let agent = ureq::Agent::new_with_defaults();
        let mut count = 0;
        while Instant::now() < end {
            let body = json!({ "params": { "q": words[count % 5], "size": 20 } }).to_string();
            let request = agent.post(&url).header("authorization", format!("Basic {}", credentials()));
            let mut answer = request.header("content-type", "application/json").send(body).unwrap();
            assert!(answer.body_mut().read_to_string().unwrap().contains("\"value\":180"));
            count += 1;
        }
        count
    };
    let all_search = |time: Duration| -> usize {
        let end = Instant::now() + time;
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(|| search_until(end))).collect();
            clients.into_iter().map(|client| client.join().unwrap()).sum()
        })
    };
    assert!(all_search(TIME / 5) > 0);
    let before = program.memory();
    assert!(all_search(TIME) > CLIENTS);
    let after = program.memory();
    assert!(after <= before + GROWTH_MEGABYTES, "{before} MB before, {after} MB after");
}
