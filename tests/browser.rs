//! The connector in a real browser, with a `fetch` that answers, fails and misbehaves in every way it can: whatever
//! it does, the search settles, and the next one works.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use js_sys::{Error, JSON, Object, Promise, Reflect, eval, global};
use search_application_connector::wasm::Core;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/src/js/connector.js")]
extern "C" {
    type Connector;

    #[wasm_bindgen(catch, constructor)]
    fn new(make: &Closure<dyn Fn(String) -> JsValue>, options: &JsValue) -> Result<Connector, JsValue>;

    #[wasm_bindgen(method, js_name = onSearch)]
    fn on_search(connector: &Connector, signal: &JsValue, state: &JsValue, config: &JsValue) -> Promise;

    #[wasm_bindgen(method, js_name = onAutocomplete)]
    fn on_autocomplete(connector: &Connector, signal: &JsValue, state: &JsValue, config: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/src/js/client.js")]
extern "C" {
    type Client;

    #[wasm_bindgen(constructor)]
    fn new(make: &Closure<dyn Fn(String) -> JsValue>, options: &JsValue) -> Client;

    #[wasm_bindgen(method)]
    fn request(client: &Client, params: &JsValue, options: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/src/js/crossing.js")]
extern "C" {
    fn give(text: &str) -> usize;
}

/// Brings the files along that those two import: only what is named here is.
macro_rules! files {
    ($($file:tt $function:ident)*) => {$(
        #[wasm_bindgen(module = $file)]
        extern "C" {
            #[allow(dead_code, non_snake_case, reason = "the file is all that is wanted")]
            fn $function();
        }
    )*};
}

files! {
    "/src/js/attempts.js" Attempts
    "/src/js/autocompleted.js" nothingFound
    "/src/js/cache.js" createCache
    "/src/js/console.js" createConsole
    "/src/js/core.js" coreOf
    "/src/js/credentials.js" createCredentials
    "/src/js/errors.js" makeError
    "/src/js/exchange.js" within
    "/src/js/facets.js" facetsOf
    "/src/js/java-patterns.js" rewritten
    "/src/js/life.js" lasting
    "/src/js/members.js" getOwn
    "/src/js/nodes.js" createPool
    "/src/js/observer.js" Observer
    "/src/js/options.js" readable
    "/src/js/record.js" recordOf
    "/src/js/results.js" stateOf
    "/src/js/snippets.js" snippetRules
    "/src/js/words.js" violationsOf
    "/src/dictionary/formats.json" formats
    "/src/dictionary/meta_schema.json" metaSchema
    "/src/dictionary/words/messages.json" messages
}

/// Makes the Rust half, for as long as the test runs.
fn core() -> Closure<dyn Fn(String) -> JsValue> {
    Closure::new(|given: String| JsValue::from(Core::new(give(&given), false)))
}

const KEY: &str = "c2VjcmV0OmtleQ==";

/// A search response with one hit, whose fields are as awkward as a document may make them.
const FOUND: &str = r#"{"took":1,"timed_out":false,"hits":{"total":{"value":45,"relation":"eq"},"hits":[{"_id":"7",
    "_source":{"title":"Star","id":9,"_meta":1,"__proto__":{"polluted":1},"none":null,"no":false,"zero":0},
    "highlight":{"title":["<em>Star</em>"],"title.en":["<em>Star</em>"]}}]},
    "aggregations":{"facet_genre":{"values":{"buckets":[{"key":"Drama","doc_count":3},{"key":1,"key_as_string":"true","doc_count":2}]}},
                    "facet_rating":{"values":{"buckets":{"good":{"doc_count":4}}}}}}"#;

fn js(code: &str) -> JsValue {
    eval(&format!("({code})")).unwrap()
}

/// Puts `code`, a function, in place of the page's `fetch`.
fn with_fetch(code: &str) {
    Reflect::set(&global(), &"fetch".into(), &js(code)).unwrap();
}

fn answering(status: u16, body: &str) -> String {
    let body = JSON::stringify(&body.into()).unwrap();
    format!(
        "async (...asked) => {{ globalThis.asked = new Request(...asked); return new Response({body}, {{ status: {status}, headers: {{ 'x-elastic-product': 'Elasticsearch' }} }}) }}"
    )
}

fn connector_of(options: &JsValue) -> Result<Connector, JsValue> {
    let core = core();
    let connector = Connector::new(&core, options);
    core.forget();
    connector
}

fn connector() -> Connector {
    let options = js(&format!(
        "{{ host: 'https://a.example/es', searchApplication: 'my films', apiKey: '{KEY}', requestTimeout: 200, maxRetries: 0, maxResponseSize: 5_000_000 }}"
    ));
    connector_of(&options).unwrap()
}

async fn search() -> Result<JsValue, Error> {
    let state = js("{ searchTerm: 'star', current: 2, resultsPerPage: 20, filters: [], sortList: null }");
    let config =
        js("{ facets: { genre: { type: 'value' }, rating: { type: 'range', ranges: [{ name: 'good', from: 7 }] } } }");
    let found = JsFuture::from(connector().on_search(&JsValue::UNDEFINED, &state, &config)).await;
    found.map_err(|thrown| thrown.dyn_into().expect("what is thrown is an Error"))
}

fn text_of(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().as_string().unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_search_is_posted_with_params_and_key_and_its_answer_is_mapped() {
    with_fetch(&answering(200, FOUND));
    let found = search().await.unwrap();
    let asked = js(
        "globalThis.asked.text().then((body) => [asked.method, asked.url, asked.headers.get('authorization'), asked.headers.get('content-type'), body].join(' '))",
    );
    let asked = JsFuture::from(asked.unchecked_into::<Promise>()).await.unwrap().as_string().unwrap();
    let url = "https://a.example/es/_application/search_application/my%20films/_search";
    assert!(asked.starts_with(&format!("POST {url} ApiKey {KEY} application/json {{\"params\":{{")), "{asked}");
    assert!(asked.contains(r#""query":"star""#) && asked.contains(r#""from":20"#), "{asked}");

    let without = |object: &JsValue, name: &str| {
        Reflect::delete_property(object.unchecked_ref::<Object>(), &name.into()).unwrap();
    };
    without(&found, "rawResponse");
    without(&js_get(&found, &["results", "0", "_meta"]), "rawHit");
    assert_eq!(
        text_of(&found),
        concat!(
            r#"{"results":[{"id":{"raw":"7"},"_meta":{"id":"7"},"title":{"raw":"Star","snippet":["<em>Star</em>"]},"#,
            r#""__proto__":{"raw":{"polluted":1}},"none":{"raw":null},"no":{"raw":false},"zero":{"raw":0},"#,
            r#""title.en":{"snippet":["<em>Star</em>"]}}],"#,
            r#""facets":{"genre":[{"field":"genre","type":"value","data":[{"value":"Drama","count":3},{"value":true,"count":2}]}],"#,
            r#""rating":[{"field":"rating","type":"range","data":[{"value":{"name":"good","from":7},"count":4}]}]},"#,
            r#""totalResults":45,"totalPages":3,"pagingStart":21,"pagingEnd":40,"resultSearchTerm":"star","wasSearched":true,"requestId":"","partialResults":null}"#
        )
    );
    assert!(js("({}).polluted").is_undefined(), "a document's field reached a prototype");
}

#[wasm_bindgen_test]
async fn a_search_that_is_given_up_rejects_as_aborted_before_and_while_it_waits() {
    with_fetch("() => new Promise(() => {})");
    let (state, config) = (js("{ searchTerm: 'star', current: 1 }"), js("{}"));
    for signal in ["AbortSignal.abort()", "AbortSignal.timeout(5)"] {
        let thrown = JsFuture::from(connector().on_search(&js(signal), &state, &config)).await.unwrap_err();
        assert_eq!(String::from(thrown.unchecked_into::<Error>().name()), "RequestAbortedError", "{signal}");
    }
}

fn js_get(value: &JsValue, path: &[&str]) -> JsValue {
    path.iter().fold(value.clone(), |at, name| Reflect::get(&at, &(*name).into()).unwrap())
}

#[wasm_bindgen_test]
async fn every_misbehaviour_of_fetch_settles_the_search_with_a_named_error() {
    let refused = answering(401, &format!(r#"{{"error":{{"type":"security_exception","reason":"bad {KEY}"}}}}"#));
    let unlabelled = "async () => new Response('{\"hits\":{}}')";
    let cases = [
        ("() => { throw new TypeError('thrown at once') }", "ConnectionError", "thrown at once"),
        ("undefined", "ConnectionError", "a.example"),
        ("() => ({ status: 200 })", "ConnectionError", "a.example"),
        ("async () => undefined", "ConnectionError", "a.example"),
        ("async () => ({ plain: true })", "ConnectionError", "a.example"),
        ("async () => { throw 'a text' }", "ConnectionError", "a text"),
        ("async () => { throw { an: 'object' } }", "ConnectionError", "object"),
        ("async () => { throw undefined }", "ConnectionError", "undefined"),
        ("async () => { throw new TypeError('Failed to fetch') }", "ConnectionError", "Failed to fetch"),
        (
            "async () => { throw new DOMException('aborted elsewhere', 'AbortError') }",
            "ConnectionError",
            "aborted elsewhere",
        ),
        ("async () => { throw new Error('quoting c2VjcmV0OmtleQ==') }", "ConnectionError", "quoting [redacted]"),
        ("async () => ({ status: 200, headers: new Headers(), text: () => 5 })", "ConnectionError", "not a text"),
        (
            "async () => ({ status: 200, headers: new Headers(), text() { throw new Error('torn off') } })",
            "ConnectionError",
            "torn off",
        ),
        ("() => new Promise(() => {})", "TimeoutError", "within 200 ms"),
        (
            "async () => ({ status: 200, headers: new Headers(), body: { getReader: () => 5 } })",
            "ConnectionError",
            "a.example",
        ),
        (
            "async () => new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(1e6)) } }), { headers: { 'x-elastic-product': 'Elasticsearch' } })",
            "RequestAbortedError",
            "larger than the 5000000 bytes",
        ),
        (
            "async () => new Response(new ReadableStream({ pull(c) { c.error(new TypeError('cut off')) } }))",
            "ConnectionError",
            "cut off",
        ),
        ("async () => Response.redirect('https://b.example')", "ResponseError", "redirects the search"),
        (
            "async () => ({ status: 200, headers: new Headers(), text: () => new Promise(() => {}) })",
            "TimeoutError",
            "within 200 ms",
        ),
        (refused.as_str(), "ResponseError", "bad [redacted]"),
        (unlabelled, "ProductNotSupportedError", "X-elastic-product"),
        (&answering(200, ""), "DeserializationError", "the body is empty"),
        (&answering(200, "[]"), "DeserializationError", "[]"),
        (&answering(200, "{\"hits\":"), "DeserializationError", "{\"hits\":"),
    ];
    for (misbehaviour, name, words) in cases {
        with_fetch(misbehaviour);
        let error = search().await.expect_err(misbehaviour);
        let message = String::from(error.message());
        assert_eq!(String::from(error.name()), name, "{misbehaviour}: {message}");
        assert_eq!(js_get(&error, &["code"]).as_string().as_deref(), Some(name));
        assert!(message.contains(words), "{misbehaviour}: {message}");
        let shown = format!("{message} {} {}", text_of(&js_get(&error, &["body"])), String::from(error.to_string()));
        assert!(!shown.contains(KEY), "{misbehaviour}: the key is in {shown}");

        with_fetch(&answering(200, FOUND));
        assert!(search().await.is_ok(), "the search after {misbehaviour}");
    }
}

#[wasm_bindgen_test]
async fn a_success_of_any_shape_gives_a_whole_response_state() {
    for body in [
        "{}",
        r#"{"hits":null,"aggregations":[]}"#,
        r#"{"hits":{"hits":[null,1,{}],"total":7}}"#,
        r#"{"aggregations":{"facet_genre":{"values":{"buckets":[null,1]}}}}"#,
    ] {
        with_fetch(&answering(200, body));
        let found = search().await.unwrap();
        assert!(js_get(&found, &["results"]).is_array() && js_get(&found, &["facets"]).is_object(), "{body}");
        assert!(js_get(&found, &["totalResults"]).as_f64().is_some(), "{body}");
    }
}

#[wasm_bindgen_test]
async fn autocomplete_never_rejects_and_never_leaves_a_list_out() {
    let ask = || {
        let config = js("{ results: { resultsPerPage: 5 } }");
        JsFuture::from(connector().on_autocomplete(&JsValue::UNDEFINED, &js("{ searchTerm: '' }"), &config))
    };
    with_fetch("async () => { throw new TypeError('Failed to fetch') }");
    let nothing = ask().await.unwrap();
    assert_eq!(text_of(&js_get(&nothing, &["autocompletedResults"])), "[]");
    assert_eq!(text_of(&js_get(&nothing, &["autocompletedSuggestions"])), "{}");

    with_fetch(&answering(200, FOUND));
    let found = ask().await.unwrap();
    assert_eq!(js_get(&found, &["autocompletedResults", "0", "id", "raw"]).as_string().as_deref(), Some("7"));
}

#[wasm_bindgen_test]
async fn a_state_that_is_no_json_rejects_and_throws_nothing() {
    let cyclic = js("(() => { const state = {}; state.self = state; return state })()");
    for state in [cyclic, js("{ current: 1n }")] {
        let thrown = JsFuture::from(connector().on_search(&JsValue::UNDEFINED, &state, &js("{}"))).await.unwrap_err();
        assert_eq!(String::from(thrown.unchecked_into::<Error>().name()), "SerializationError");
    }
    with_fetch(&answering(200, FOUND));
    for state in [JsValue::UNDEFINED, JsValue::NULL, JsValue::from(5), js("[]"), js("() => 1")] {
        assert!(JsFuture::from(connector().on_search(&JsValue::UNDEFINED, &state, &JsValue::UNDEFINED)).await.is_ok());
    }
}

/// What is asked with these options for this state, and what becomes of the answer.
async fn exchange(options: &str, state: &str, config: &str, answer: &str) -> (JsValue, Result<JsValue, JsValue>) {
    with_fetch(&answering(200, answer));
    js("delete globalThis.asked");
    let base = format!("host: 'https://a.example', searchApplication: 'films', apiKey: '{KEY}'");
    let connector = connector_of(&js(&format!("{{ {base}, {options} }}"))).unwrap();
    let found = JsFuture::from(connector.on_search(&JsValue::UNDEFINED, &js(state), &js(config))).await;
    let body = js("globalThis.asked?.text().then((text) => JSON.parse(text).params)");
    let asked =
        if body.is_undefined() { body } else { JsFuture::from(body.unchecked_into::<Promise>()).await.unwrap() };
    (asked, found)
}

#[wasm_bindgen_test]
async fn the_page_chooses_its_params_convention() {
    let state = "{ searchTerm: 'star', current: 1, resultsPerPage: 5, filters: [] }";
    let own = "params: async (state, config) => ({ q: state.searchTerm, fields: Object.keys(config.facets) })";
    let (asked, _) = exchange(own, state, "{ facets: { genre: { type: 'value' } } }", "{}").await;
    assert_eq!(text_of(&asked), r#"{"q":"star","fields":["genre"]}"#);
    let (asked, _) = exchange("params: 'boilerplate'", state, "{ facets: { genre: { type: 'value' } } }", "{}").await;
    assert!(text_of(&asked).contains("_es_aggs"), "{}", text_of(&asked));
    let refused = format!("{own}, dictionary: {{ properties: {{ q: {{ maxLength: 3 }} }} }}");
    let (asked, found) = exchange(&refused, state, "{ facets: {} }", "{}").await;
    assert!(asked.is_undefined(), "refused params are not sent");
    assert_eq!(
        js_get(&found.unwrap_err(), &["message"]).as_string().unwrap(),
        "Validation Failed: 1: $.q: may only be 3 characters long;"
    );
    for (own, words) in [("() => { throw new Error('mine') }", "failed: mine"), ("() => 5", "must return an object")] {
        let (asked, found) = exchange(&format!("params: {own}"), state, "{}", "{}").await;
        let error = found.unwrap_err();
        assert!(asked.is_undefined() && js_get(&error, &["message"]).as_string().unwrap().contains(words));
    }
}

#[wasm_bindgen_test]
async fn a_facet_is_found_wherever_the_template_puts_it() {
    let bucket = r#"{"buckets":[{"key":"Drama","doc_count":3}]}"#;
    let value = "{ facets: { genre: { type: 'value' } } }";
    for (options, aggregations) in [
        ("", format!(r#"{{"genre_facet":{bucket}}}"#)),
        ("", format!(r#"{{"facet_bucket_all":{{"genre":{bucket}}}}}"#)),
        ("", format!(r#"{{"facet_bucket_genre":{{"genre":{bucket}}}}}"#)),
        ("", format!(r#"{{"genre":{bucket}}}"#)),
        (
            "aggregations: { genre: 'outer>mine' }",
            format!(r#"{{"outer":{{"mine":{bucket}}},"genre":{{"buckets":[]}}}}"#),
        ),
    ] {
        let answer = format!(r#"{{"aggregations":{aggregations}}}"#);
        let (_, found) = exchange(options, "{}", value, &answer).await;
        assert_eq!(
            text_of(&js_get(&found.unwrap(), &["facets", "genre", "0", "data"])),
            r#"[{"value":"Drama","count":3}]"#,
            "{aggregations}"
        );
    }
}

#[wasm_bindgen_test]
async fn stats_ranges_in_lists_and_nested_counts_are_read() {
    let config = "{ facets: { price: { type: 'stats' }, size: { type: 'range', ranges: [{ name: 'big', from: 7 }] }, tag: { type: 'value' } } }";
    let answer = r#"{"aggregations":{"price":{"count":2,"min":1,"max":9,"avg":5,"sum":10},
        "size":{"buckets":[{"key":"small","doc_count":1},{"key":"big","doc_count":4}]},
        "tag":{"buckets":[{"key":"x","doc_count":9,"documents":{"doc_count":2}}]}}}"#;
    let (_, found) = exchange("", "{}", config, answer).await;
    let facets = js_get(&found.unwrap(), &["facets"]);
    assert_eq!(js_get(&facets, &["price", "0", "stats", "max"]).as_f64(), Some(9.0));
    assert_eq!(text_of(&js_get(&facets, &["size", "0", "data"])), r#"[{"value":{"name":"big","from":7},"count":4}]"#);
    assert_eq!(text_of(&js_get(&facets, &["tag", "0", "data"])), r#"[{"value":"x","count":2}]"#);
}

#[wasm_bindgen_test]
async fn suggestions_come_from_completions_and_from_other_applications() {
    let answer = r#"{"hits":{"hits":[{"_id":"1","_source":{"title":"Star"}}]},"suggest":{"words":[{"options":[{"text":"star trek"}]}]}}"#;
    with_fetch(&format!(
        "async (url, init) => {{ (globalThis.urls ??= []).push(new URL(url).pathname); return new Response({}, {{ headers: {{ 'x-elastic-product': 'Elasticsearch' }} }}) }}",
        JSON::stringify(&answer.into()).unwrap()
    ));
    let config = "{ results: { result_fields: { title: { raw: {} } } }, suggestions: { types: { words: { fields: ['complete'] }, \
                  people: { queryType: 'results', searchApplication: 'people', result_fields: { title: { raw: {} } } } } } }";
    let found =
        JsFuture::from(connector().on_autocomplete(&JsValue::UNDEFINED, &js("{ searchTerm: 'sta' }"), &js(config)))
            .await
            .unwrap();
    assert_eq!(text_of(&js_get(&found, &["autocompletedSuggestions", "words"])), r#"[{"suggestion":"star trek"}]"#);
    let person = js_get(&found, &["autocompletedSuggestions", "people", "0"]);
    assert_eq!(js_get(&person, &["queryType"]).as_string().unwrap(), "results");
    assert_eq!(js_get(&person, &["result", "id", "raw"]).as_string().unwrap(), "1");
    assert_eq!(js_get(&found, &["autocompletedResults", "0", "title", "raw"]).as_string().unwrap(), "Star");
    let paths = [
        "/es/_application/search_application/my%20films/_search",
        "/es/_application/search_application/people/_search",
    ];
    assert_eq!(
        text_of(&js("globalThis.urls")),
        text_of(&paths.iter().map(|&path| JsValue::from(path)).collect::<js_sys::Array>().into())
    );
}

/// What a client of the same options makes of a search with these request options.
async fn asked_of_client(options: &str, requests: &[&str]) -> Vec<Result<JsValue, JsValue>> {
    let base = format!("host: 'https://a.example', searchApplication: 'films', apiKey: '{KEY}', retryBackoff: () => 0");
    let core = core();
    let client = Client::new(&core, &js(&format!("{{ {base}, {options} }}")));
    let promises: Vec<_> = requests.iter().map(|request| client.request(&js("{ a: 1 }"), &js(request))).collect();
    let mut outcomes = Vec::new();
    for promise in promises {
        outcomes.push(JsFuture::from(promise).await);
    }
    outcomes
}

#[wasm_bindgen_test]
async fn a_failing_search_is_tried_again_and_its_pauses_can_be_given_up() {
    let flaky = "async () => { globalThis.tries++; if (globalThis.tries % 3) throw new TypeError('flaky'); return new Response('{}', { headers: { 'x-elastic-product': 'Elasticsearch' } }) }";
    with_fetch(flaky);
    js("globalThis.tries = 0");
    let found = asked_of_client("", &["{ meta: true }"]).await.remove(0).unwrap();
    assert_eq!(js_get(&found, &["meta", "attempts"]).as_f64(), Some(2.0));
    let failed = asked_of_client("", &["{ maxRetries: 1 }"]).await.remove(0).unwrap_err();
    assert_eq!(js_get(&failed, &["meta", "meta", "attempts"]).as_f64(), Some(1.0));
    assert_eq!(js("globalThis.tries").as_f64(), Some(5.0));

    with_fetch("async () => { throw new TypeError('down') }");
    let given_up = "{ retryBackoff: () => 3600, signal: AbortSignal.timeout(20) }";
    let thrown = asked_of_client("", &[given_up]).await.remove(0).unwrap_err();
    assert_eq!(js_get(&thrown, &["code"]).as_string().unwrap(), "RequestAbortedError");
    for (backoff, words) in
        [("() => 'soon'", "`retryBackoff` must return"), ("() => { throw 1 }", "`retryBackoff` must")]
    {
        let thrown = asked_of_client("", &[&format!("{{ retryBackoff: {backoff} }}")]).await.remove(0).unwrap_err();
        assert_eq!(js_get(&thrown, &["code"]).as_string().unwrap(), "ConfigurationError");
        assert!(js_get(&thrown, &["message"]).as_string().unwrap().contains(words));
    }
}

#[wasm_bindgen_test]
async fn a_function_for_the_credential_is_asked_once_by_all_and_again_after_a_401() {
    with_fetch(
        "async (url, { headers }) => { globalThis.sent.push(headers.authorization); const ok = headers.authorization === 'Bearer token-2'; \
         return new Response('{}', { status: ok ? 200 : 401, headers: { 'x-elastic-product': 'Elasticsearch' } }) }",
    );
    js("globalThis.sent = [], globalThis.given = 0");
    let function = "apiKey: undefined, auth: { bearer: async () => `token-${++globalThis.given}` }";
    let outcomes = asked_of_client(function, &["{}", "{}", "{}"]).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(js("globalThis.given").as_f64(), Some(2.0));
    assert_eq!(js("globalThis.sent.length").as_f64(), Some(6.0));

    for (function, words) in [
        ("() => { throw new Error('no key today') }", "`apiKey` failed. Its own error is not shown"),
        ("async () => 'a\\nb'", "`apiKey` must be"),
        ("() => new Promise(() => {})", "gave no answer in time"),
        ("() => 5", "`apiKey` must be"),
    ] {
        let given = format!("requestTimeout: 50, apiKey: {function}");
        let error = asked_of_client(&given, &["{}"]).await.remove(0).unwrap_err();
        assert_eq!(js_get(&error, &["code"]).as_string().unwrap(), "ConfigurationError", "{function}");
        assert!(js_get(&error, &["message"]).as_string().unwrap().contains(words), "{function}");
    }
}

#[wasm_bindgen_test]
async fn identical_searches_in_flight_share_one_request_and_may_leave_it_alone() {
    with_fetch(
        "async (url, { signal }) => { globalThis.asked = ++globalThis.count; signal.onabort = () => globalThis.ended++; \
         await new Promise((resolve) => setTimeout(resolve, 50)); signal.throwIfAborted(); \
         return new Response('{\"hits\":{}}', { headers: { 'x-elastic-product': 'Elasticsearch' } }) }",
    );
    js("globalThis.count = 0, globalThis.ended = 0");
    let cached = "cache: { maxEntries: 5, ttl: 60000 }, onDiagnostic: ({ name, hit, shared }) => name === 'cache' && (globalThis.cache ??= []).push([hit, shared])";
    let outcomes = asked_of_client(cached, &["{ signal: AbortSignal.timeout(10) }", "{}", "{}"]).await;
    assert_eq!(outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!(js("globalThis.count").as_f64(), Some(1.0));
    assert_eq!(text_of(&js("globalThis.cache")), "[[false,false],[false,true],[false,true]]");
    let (first, second) = (outcomes.get(1).unwrap().clone().unwrap(), outcomes.get(2).unwrap().clone().unwrap());
    Reflect::set(&first, &"mine".into(), &JsValue::TRUE).unwrap();
    assert!(js_get(&second, &["mine"]).is_undefined(), "who gets an answer may change it");

    let both =
        asked_of_client(cached, &["{ signal: AbortSignal.timeout(5) }", "{ signal: AbortSignal.timeout(10) }"]).await;
    assert!(both.iter().all(Result::is_err));
    assert_eq!(js("globalThis.ended").as_f64(), Some(1.0), "the last to give up ends the request");
}

#[wasm_bindgen_test]
async fn a_listener_hears_each_step_and_cannot_disturb_the_search() {
    with_fetch(&answering(200, r#"{"hits":{}}"#));
    let listening = "onDiagnostic: ({ name }) => { (globalThis.heard ??= []).push(name); throw new Error('mine') }";
    assert!(asked_of_client(listening, &["{}"]).await.remove(0).is_ok());
    assert_eq!(text_of(&js("globalThis.heard")), r#"["serialization","request","deserialization","response"]"#);
    js("globalThis.heard = []");
    with_fetch(&answering(503, ""));
    assert!(asked_of_client(listening, &["{ maxRetries: 1 }"]).await.remove(0).is_err());
    assert_eq!(
        text_of(&js("globalThis.heard")),
        r#"["serialization","request","deserialization","retry","request","deserialization","response"]"#
    );
}

#[wasm_bindgen_test]
async fn a_status_that_is_ignored_is_no_error_and_a_stream_is_left_to_the_caller() {
    with_fetch(&answering(404, r#"{"found":false}"#));
    let found = asked_of_client("", &["{ ignore: [404] }"]).await.remove(0).unwrap();
    assert_eq!(text_of(&found), r#"{"found":false}"#);
    with_fetch(&answering(200, "0123456789"));
    for (limit, expected) in [(10, "0123456789"), (9, "failed")] {
        let stream = asked_of_client("", &[&format!("{{ asStream: true, maxResponseSize: {limit} }}")]).await.remove(0);
        Reflect::set(&global(), &"stream".into(), &stream.unwrap()).unwrap();
        let text = js("new Response(globalThis.stream).text().catch(() => 'failed')").unchecked_into::<Promise>();
        assert_eq!(JsFuture::from(text).await.unwrap().as_string().unwrap(), expected);
    }
}

#[wasm_bindgen_test]
async fn a_gzipped_search_arrives_whole() {
    with_fetch(
        "async (url, { headers, body }) => { globalThis.unpacked = [headers['content-encoding'], await new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))).text()]; \
         return new Response('{}', { headers: { 'x-elastic-product': 'Elasticsearch' } }) }",
    );
    assert!(asked_of_client("", &["{ compression: true }"]).await.remove(0).is_ok());
    assert_eq!(text_of(&js("globalThis.unpacked")), r#"["gzip","{\"params\":{\"a\":1}}"]"#);
}

#[wasm_bindgen_test]
fn a_mistake_in_the_options_is_thrown_by_the_constructor() {
    let thrown = connector_of(&js("{ host: 'https://a.example', searchApplication: 'a' }")).err().unwrap();
    assert_eq!(String::from(thrown.unchecked_into::<Error>().name()), "ConfigurationError");
}
