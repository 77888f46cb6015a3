//! Mustache as the server runs it: the tables of the contract, one row a fact.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

use emulator::mustache::{CompileError, Escaping, RenderError, Template};
use search_application_connector::json::{self, Object, Value};

fn params(text: &str) -> Object {
    let Value::Object(object) = json::read(text).unwrap() else { panic!("params must be an object: {text}") };
    object
}

fn render(template: &str, given: &str) -> Result<String, RenderError> {
    Template::compile(template, Escaping::Json).unwrap().render(&params(given))
}

fn check(rows: &[(&str, &str, &str)]) {
    for (template, given, expected) in rows {
        assert_eq!(render(template, given).as_deref(), Ok(*expected), "{template} with {given}");
    }
}

#[test]
fn values_print_as_java_prints_them() {
    check(&[
        ("{{x}}", r#"{"x": "a"}"#, "a"),
        ("[{{x}}]", "{}", "[]"),
        ("[{{x}}]", r#"{"x": null}"#, "[]"),
        ("{{x}}", r#"{"x": true}"#, "true"),
        ("{{x}}", r#"{"x": false}"#, "false"),
        ("{{x}}", r#"{"x": 5}"#, "5"),
        ("{{x}}", r#"{"x": 5.0}"#, "5.0"),
        ("{{x}}", r#"{"x": 1.50}"#, "1.5"),
        ("{{x}}", r#"{"x": 0.001}"#, "0.001"),
        ("{{x}}", r#"{"x": 0.0001}"#, "1.0E-4"),
        ("{{x}}", r#"{"x": 1e3}"#, "1000.0"),
        ("{{x}}", r#"{"x": 9999999.5}"#, "9999999.5"),
        ("{{x}}", r#"{"x": 100000000.0}"#, "1.0E8"),
        ("{{x}}", r#"{"x": 1e25}"#, "1.0E25"),
        ("{{x}}", r#"{"x": -1.25e-7}"#, "-1.25E-7"),
        ("{{x}}", r#"{"x": 123456789012345678901234567890}"#, "123456789012345678901234567890"),
        ("{{x}}", r#"{"x": {"k": "v"}}"#, "{k=v}"),
        ("{{x}}", r#"{"x": {"k": ["a", 1.0]}}"#, "{k=[a, 1.0]}"),
        ("{{x}}", r#"{"x": []}"#, "{}"),
    ]);
}

/// What mustache.java 0.9.10 makes of templates with the server's own handlers around it, recorded: outputs, and the
/// words for templates that it refuses. `"fails":"run"` is a template that fails when it is filled.
const TEMPLATES: &str = include_str!("data/contract/templates.jsonl");

fn recorded(row: &Value) -> Result<String, String> {
    let text = |member: &str| row.get(member).and_then(Value::as_str);
    let escaping = Escaping::of_media_type(text("content_type")).unwrap();
    let template = Template::compile(text("template").unwrap(), escaping).map_err(|CompileError(reason)| reason)?;
    template.render(row.get("params").unwrap().as_object().unwrap()).map_err(|error| match error {
        RenderError::Failed(_) => "run".to_owned(),
        RenderError::TooLarge => "too large".to_owned(),
    })
}

#[test]
fn templates_print_what_the_servers_engine_prints() {
    let rows: Vec<Value> = TEMPLATES.lines().map(|line| json::read(line).unwrap()).collect();
    for row in &rows {
        let text = |member: &str| row.get(member).and_then(Value::as_str).map(str::to_owned);
        let expected = text("prints").ok_or_else(|| text("fails").unwrap());
        assert_eq!(recorded(row), expected, "{row}");
    }
    assert!(rows.len() > 300);
}

#[test]
fn case_094_a_list_prints_as_a_map_from_position() {
    check(&[("{{list}}", r#"{"list": ["a", "b"]}"#, "{0=a, 1=b}")]);
}

#[test]
fn case_078_values_are_escaped_as_json_and_nothing_else() {
    check(&[
        (r"{{x}}", r#"{"x": "a\"b\\c\n"}"#, r#"a\"b\\c\n"#),
        ("{{x}}", r#"{"x": "\b\t\f\r\u0001\u001f"}"#, r"\b\t\f\r\u0001\u001F"),
        ("{{x}}", r#"{"x": "</script> & ' é 日 \u2028 \u007f"}"#, "</script> & ' é 日 \u{2028} \u{7f}"),
        ("{{{x}}} {{&x}} {{& x }}", r#"{"x": "a\"b"}"#, r#"a"b a"b a"b"#),
    ]);
}

#[test]
fn the_media_type_chooses_the_escaping() {
    let rows = [
        (None, r#"a\"b c"#),
        (Some("application/json"), r#"a\"b c"#),
        (Some("application/json;charset=utf-8"), r#"a\"b c"#),
        (Some("application/json; charset=UTF-8"), r#"a\"b c"#),
        (Some("text/plain"), r#"a"b c"#),
        (Some("application/x-www-form-urlencoded"), "a%22b+c"),
    ];
    for (media_type, expected) in rows {
        let template = Template::compile("{{x}}", Escaping::of_media_type(media_type).unwrap()).unwrap();
        assert_eq!(template.render(&params(r#"{"x": "a\"b c"}"#)).unwrap(), expected, "{media_type:?}");
    }
    let refused = Escaping::of_media_type(Some("text/html"));
    assert_eq!(refused, Err(CompileError("No encoder found for media type [text/html]".to_owned())));
}

#[test]
fn names_lead_through_objects_and_lists() {
    check(&[
        ("{{a.b.c}}", r#"{"a": {"b": {"c": 1}}}"#, "1"),
        ("{{a.0.k}}", r#"{"a": [{"k": 1}]}"#, "1"),
        ("{{a.size}}", r#"{"a": [7, 8]}"#, "2"),
        ("{{a.b}}", r#"{"a.b": 1}"#, "1"),
        ("{{a.b}}", r#"{"a.b": 1, "a": {"b": 2}}"#, "1"),
        ("[{{a.b}}]", r#"{"a": "text"}"#, "[]"),
        ("[{{a.k}}]", r#"{"a": [1]}"#, "[]"),
        ("[{{a.class}}{{a.length}}]", r#"{"a": "text"}"#, "[]"),
        ("{{ a }}{{  a  }}", r#"{"a": 1}"#, "11"),
        ("{{a b}}", r#"{"a b": 1}"#, "1"),
    ]);
}

#[test]
fn case_082_a_position_outside_a_list_is_an_error() {
    for template in ["{{a.5}}", "{{a.-1}}"] {
        assert!(matches!(render(template, r#"{"a": [1]}"#), Err(RenderError::Failed(_))), "{template}");
    }
}

#[test]
fn case_093_which_values_a_section_skips() {
    let rows = [
        ("{}", false),
        (r#"{"x": null}"#, false),
        (r#"{"x": false}"#, false),
        (r#"{"x": ""}"#, false),
        (r#"{"x": []}"#, false),
        (r#"{"x": 0}"#, true),
        (r#"{"x": {}}"#, true),
        (r#"{"x": "false"}"#, true),
        (r#"{"x": true}"#, true),
    ];
    for (given, shown) in rows {
        let expected = if shown { "yes" } else { "no" };
        assert_eq!(render("{{#x}}yes{{/x}}{{^x}}no{{/x}}", given).as_deref(), Ok(expected), "{given}");
    }
}

#[test]
fn sections_repeat_and_scope() {
    check(&[
        ("{{#l}}{{.}};{{/l}}", r#"{"l": [1, 2]}"#, "1;2;"),
        ("{{#l}}{{k}}{{o}};{{/l}}", r#"{"l": [{"k": 1}, {"k": 2}], "o": "x"}"#, "1x;2x;"),
        ("{{#a}}{{b}}{{/a}}", r#"{"a": {"b": 1}}"#, "1"),
        ("{{#a}}{{a}}{{/a}}", r#"{"a": {"a": "inner"}}"#, "inner"),
        ("{{#x}}{{.}}{{/x}}", r#"{"x": "text"}"#, "text"),
        ("{{#l}}{{#.}}{{.}}{{/.}};{{/l}}", r#"{"l": [[1, 2], [3]]}"#, "12;3;"),
        ("{{#l}}{{.}}{{^-last}},{{/-last}}{{/l}}", r#"{"l": [1, 2]}"#, "1,2,"),
    ]);
}

#[test]
fn a_section_tag_alone_on_its_line_takes_the_line_with_it() {
    check(&[
        ("a\n{{#x}}\n  b\n{{/x}}\nc\n", r#"{"x": 1}"#, "a\n  b\nc\n"),
        ("a\n  {{#x}}\n  b\n  {{/x}}\nc\n", r#"{"x": 1}"#, "a\n  b\nc\n"),
        ("a\n{{#x}}\n  b\n{{/x}}\nc\n", "{}", "a\nc\n"),
        ("a {{#x}}b{{/x}} c\n", r#"{"x": 1}"#, "a b c\n"),
        ("a\r\n{{x}}\r\n", r#"{"x": 1}"#, "a\r\n1\r\n"),
    ]);
}

#[test]
fn comments_delimiters_and_blocks() {
    check(&[
        ("a{{! not this }}b", "{}", "ab"),
        ("{{=<% %>=}}<% x %>{{x}}", r#"{"x": 1}"#, "1{{x}}"),
        ("{{=| |=}}|x|", r#"{"x": 1}"#, "1"),
        ("{{$x}}default{{/x}}", r#"{"x": 1}"#, "default"),
        ("{ {{x}} }", r#"{"x": 1}"#, "{ 1 }"),
    ]);
}

#[test]
fn case_090_to_json() {
    check(&[
        ("{{#toJson}}x{{/toJson}}", r#"{"x": ["a", 1, 1.0, null, {"k": "v\"w"}]}"#, r#"["a",1,1.0,null,{"k":"v\"w"}]"#),
        ("{{#toJson}}x{{/toJson}}", r#"{"x": {"k": 100000000.0}}"#, r#"{"k":1.0E8}"#),
        ("{{#tojson}}x.y{{/tojson}}", r#"{"x": {"y": [1]}}"#, "[1]"),
        ("[{{#toJson}}x{{/toJson}}]", "{}", "[]"),
        ("[{{#toJson}}x{{/toJson}}]", r#"{"x": null}"#, "[]"),
        ("{{#toJson}}x{{/toJson}}", r#"{"x": "a\"b"}"#, r#"a"b"#),
        ("{{#toJson}}x{{/toJson}}", r#"{"x": 1.0}"#, "1.0"),
        ("[{{#toJson}} x {{/toJson}}]", r#"{"x": [1]}"#, "[]"),
        ("[{{#toJson}}{{x}}{{/toJson}}]", r#"{"x": "y", "y": [1]}"#, "[]"),
    ]);
}

#[test]
fn case_091_join() {
    check(&[
        ("{{#join}}x{{/join}}", r#"{"x": ["a", 1, "b\"c"]}"#, r#"a,1,b"c"#),
        ("{{#JOIN}}x{{/JOIN}}", r#"{"x": [1, 2]}"#, "1,2"),
        ("{{#join delimiter='||'}}x{{/join delimiter='||'}}", r#"{"x": [1, 2]}"#, "1||2"),
        ("{{#join}}x{{/join}}", r#"{"x": "text"}"#, "x"),
        ("{{#join}}x{{/join}}", "{}", "x"),
    ]);
}

#[test]
fn case_092_url() {
    check(&[
        ("{{#url}}{{x}}{{/url}}", r#"{"x": "a b&c"}"#, "a+b%26c"),
        ("{{#url}}é {{x}}{{/url}}", r#"{"x": "a\"b"}"#, "%C3%A9+a%5C%22b"),
        ("{{#url}}a.b-c_d*~{{/url}}", "{}", "a.b-c_d*%7E"),
    ]);
}

#[test]
fn cases_080_081_091_what_cannot_be_compiled() {
    let rows = [
        ("{{q", "Improperly closed variable @[query-template:1]"),
        ("a\n{{q", "Improperly closed variable @[query-template:2]"),
        ("{{{q}}", "Improperly closed variable in query-template:1 @[query-template:1]"),
        ("{{#x}}", "Failed to close 'x' tag @[query-template:1]"),
        ("{{#x}}{{/y}}", "Mismatched start/end tags: x != y in query-template:1 @[query-template:1]"),
        ("{{/y}}", "Mismatched start/end tags: null != y in query-template:1 @[query-template:1]"),
        ("{{}}", "Empty mustache @[query-template:1]"),
        ("{{>x}}", "Template x not found"),
        ("{{=<=}}", "Invalid delimiter string: < @[query-template:1]"),
        (
            "{{#join delimiter='|'}}x{{/join}}",
            "Mismatched start/end tags: join delimiter='|' != join in query-template:1 @[query-template:1]",
        ),
        ("{{#toJson}}{{/toJson}}", "Mustache function [toJson] must contain one and only one identifier"),
        ("{{#toJson}}a{{b}}{{/toJson}}", "Mustache function [toJson] must contain one and only one identifier"),
        ("{{#join}}a{{b}}{{/join}}", "Mustache function [join] must contain one and only one identifier"),
    ];
    for (template, expected) in rows {
        let refused = Template::compile(template, Escaping::Json).err();
        assert_eq!(refused, Some(CompileError(expected.to_owned())), "{template}");
    }
}

#[test]
fn case_089_the_output_has_a_limit() {
    let given = format!(r#"{{"x": "{}", "two": [1, 2]}}"#, "a".repeat(1_048_576 / 2));
    assert_eq!(render("{{#two}}{{x}}{{/two}}", &given).unwrap().len(), 1_048_576);
    assert_eq!(render("{{#two}}{{x}}{{/two}}!", &given), Err(RenderError::TooLarge));
}

#[test]
fn work_without_output_has_a_limit() {
    let list = vec!["1"; 1000].join(",");
    for template in ["{{#x}}{{#x}}{{#x}}{{^x}}a{{/x}}{{/x}}{{/x}}{{/x}}", "{{#x}}{{#x}}{{#x}}{{/x}}{{/x}}{{/x}}"] {
        let rendered = render(template, &format!(r#"{{"x": [{list}]}}"#));
        assert!(matches!(rendered, Err(RenderError::Failed(_))), "{template}");
    }
}

#[test]
fn nesting_has_a_limit() {
    let template = format!("{}{}", "{{#x}}".repeat(100_000), "{{/x}}".repeat(100_000));
    let CompileError(reason) = Template::compile(&template, Escaping::Json).err().unwrap();
    assert!(reason.starts_with("Sections are nested more than 500 deep"), "{reason}");
}
