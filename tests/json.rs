//! JSON text as the server reads it, and values that keep what it can see.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use search_application_connector::json::{Leniency, Number, Object, Value, read, read_with};

const ALL: Leniency = Leniency { trailing_commas: true, comments: true, trailing_text: true };

#[test]
fn text_is_read_and_written_back_compactly() {
    let cases = [
        (" [ ] ", "[]"),
        ("{\n\"a\" : [1, true ,null,\"x\"]}", r#"{"a":[1,true,null,"x"]}"#),
        (r#""\u00e9\ud83d\ude42\"\\\/\b\f\n\r\t\u001f""#, "\"é🙂\\\"\\\\/\\b\\f\\n\\r\\t\\u001f\""),
        (r#""\ud83d""#, "\"\u{fffd}\""),
        ("12345678901234567890123", "12345678901234567890123"),
        ("-0", "0"),
        ("1.0", "1.0"),
        ("1e3", "1000.0"),
        ("1.50", "1.5"),
        ("1E-7", "1e-7"),
        (r#"{"a":1,"b":2,"a":3}"#, r#"{"a":3,"b":2}"#),
        (r#"{"__proto__":{"x":1}}"#, r#"{"__proto__":{"x":1}}"#),
    ];
    for (text, written) in cases {
        assert_eq!(read(text).unwrap().to_string(), written, "{text}");
    }
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
    let cases = [
        ("", (1, 1)),
        ("{", (1, 2)),
        ("[1,]", (1, 4)),
        ("{\"a\":1,}", (1, 8)),
        ("[1 2]", (1, 4)),
        ("nul", (1, 1)),
        ("01", (1, 3)),
        ("1.", (1, 3)),
        ("+1", (1, 1)),
        ("'a'", (1, 1)),
        ("\"a\nb\"", (2, 1)),
        ("[1]\n x", (2, 2)),
        ("NaN", (1, 1)),
    ];
    for (text, place) in cases {
        let error = read(text).unwrap_err();
        assert_eq!((error.line, error.column), place, "{text}: {error}");
    }
}

#[test]
fn a_text_that_nests_too_deeply_is_refused() {
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    assert!(read(&nested(1000)).is_ok());
    assert!(read(&nested(1001)).unwrap_err().reason.contains("nesting depth"));
}

#[test]
fn liberties_are_taken_only_where_they_are_given() {
    let cases = ["[1,2,]", "{\"a\":1,}", "/* a */ [1, // b\n 2]", "[1,2] garbage"];
    for text in cases {
        assert!(read(text).is_err(), "{text}");
        assert!(read_with(text, ALL).is_ok(), "{text}");
    }
    for text in ["[1,,2]", "[,]", "{,}", "/* a", "[1 2]"] {
        assert!(read_with(text, ALL).is_err(), "{text}");
    }
}

#[test]
fn numbers_are_told_apart_by_how_they_are_written() {
    let (integer, double) = (read("1").unwrap(), read("1.0").unwrap());
    assert_ne!(integer, double);
    assert_eq!((integer.as_number().unwrap().is_integer(), double.as_number().unwrap().is_integer()), (true, false));
    assert!(!Number::from_js(1e21, "1e+21").is_integer());
    assert_eq!(Value::from(Number::from_js(0.5, "0.5")).to_string(), "0.5");
}

#[test]
fn objects_are_equal_whatever_their_order_and_keep_it() {
    let (one, other) = (read(r#"{"a":1,"b":2}"#).unwrap(), read(r#"{"b":2,"a":1}"#).unwrap());
    assert_eq!(one, other);
    assert_ne!(one.to_string(), other.to_string());
    let mut object = Object::new();
    for name in ["z", "a", "m", "a"] {
        object.insert(name, name);
    }
    let written: Vec<&str> = object.iter().map(|(name, _)| name).collect();
    let sorted: Vec<&str> = object.iter_by_name().map(|(name, _)| name).collect();
    assert_eq!((written, sorted), (vec!["z", "a", "m"], vec!["a", "m", "z"]));
}
