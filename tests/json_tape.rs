//! JSON text as numbered nodes: the same value as the other reader's, with every node found from every side.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use search_application_connector::json::{ABSENT, ASIDE, At, Kind, Nodes, Tape, Value, read, value};

/// Written out again from the nodes.
fn written(nodes: &Nodes, at: At) -> String {
    let (open, close) = match nodes.kind(at) {
        Kind::String => return Value::from(nodes.text(at)).to_json(),
        Kind::Object => ("{", "}"),
        Kind::Array => ("[", "]"),
        _ => return nodes.text(at).to_owned(),
    };
    let parts: Vec<String> = nodes
        .children(at)
        .map(|child| match nodes.kind(child) {
            Kind::Name => format!("{}:{}", Value::from(nodes.text(child)).to_json(), written(nodes, value(child))),
            _ => written(nodes, child),
        })
        .collect();
    assert_eq!(parts.len(), nodes.count(at) as usize);
    format!("{open}{}{close}", parts.join(","))
}

#[test]
fn what_is_read_is_what_was_written() {
    let texts = [
        "null",
        "true",
        "-1.5e+21",
        r#""""#,
        r#""a\"b\\\n\u0001é😀""#,
        "[]",
        "{}",
        r#"[[],{},[1,[2.5]],{"a":{"b":[{"c":null}]},"":false}]"#,
        r#"{"one":1,"t\"wo":[2,"2"],"three":{"four":4}}"#,
    ];
    for text in texts {
        for first in [0, ASIDE] {
            let tape = Tape::read(text.to_owned(), first).unwrap();
            assert_eq!(written(&Nodes::of(&tape), first), text);
        }
    }
}

#[test]
fn a_text_that_is_cut_off_or_too_deep_is_not_read() {
    for text in ["", "[", "{\"a\":[1", "]", "[]]"] {
        assert!(Tape::read(text.to_owned(), 0).is_none(), "{text}");
    }
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    assert!(Tape::read(nested(1000), 0).is_some());
    assert!(Tape::read(nested(1001), 0).is_none());
}

#[test]
fn a_member_is_found_in_objects_of_every_size_and_nowhere_else() {
    for size in [0_u32, 1, 8, 9, 1000] {
        // Names that hash alike, and names that are the start of others.
        let name =
            |at: u32, is_there: bool| format!("{}{at}", if at.is_multiple_of(2) == is_there { "Aa" } else { "BB" });
        let members: Vec<String> = (0..size).map(|at| format!(r#""{}":{at}"#, name(at, true))).collect();
        let inner = format!("{{{}}}", members.join(","));
        let tape =
            Tape::read(format!(r#"{{"before":{{"Aa0":"x"}},"it":{inner},"behind":{{"Aa0":"x"}}}}"#), ASIDE).unwrap();
        let nodes = Nodes::of(&tape);
        let object = nodes.get(ASIDE, "it");
        for at in 0..size {
            let found = nodes.get(object, &name(at, true));
            assert_eq!(nodes.text(found), at.to_string());
            assert_eq!((nodes.parent(found), nodes.place(found - 1)), (object, at));
            assert_eq!(nodes.find_same(object, found - 1), found - 1);
            assert_eq!(nodes.get(object, &name(at, false)), ABSENT);
        }
        assert_eq!(nodes.get(object, ""), ABSENT);
        assert_eq!(nodes.get(object, "before"), ABSENT);
    }
}

#[test]
fn two_documents_know_each_others_names() {
    let (one, other) = (r#"{"a":1,"b":2}"#.to_owned(), r#"{"b":[3],"c":"a"}"#.to_owned());
    let (one, other) = (Tape::read(one, 0).unwrap(), Tape::read(other, ASIDE).unwrap());
    let nodes = Nodes::both(&one, &other);
    let names: Vec<&str> = nodes.children(ASIDE).map(|name| nodes.text(nodes.find_same(0, name))).collect();
    assert_eq!(names, ["b", ""]);
    // A value that reads like a name finds it, too.
    assert_eq!(nodes.text(value(nodes.find_same(0, nodes.get(ASIDE, "c")))), "1");
    assert_eq!(nodes.kind(nodes.first(nodes.get(ASIDE, "b"))), Kind::Integer);
    assert_eq!(nodes.get(ABSENT, "a"), ABSENT);
}

#[test]
fn numbers_are_told_apart_as_the_other_reader_does() {
    for text in ["0", "-0", "15", "1.5", "1e3", "1E3", "-1.5e-7", "9007199254740993"] {
        let tape = Tape::read(text.to_owned(), 0).unwrap();
        let is_integer = Nodes::of(&tape).kind(0) == Kind::Integer;
        assert_eq!(is_integer, text == "-0" || read(text).unwrap().as_number().unwrap().is_integer(), "{text}");
    }
}
