//! A dictionary as a TypeScript type. That the types are TypeScript, a test of the command line has compiled.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![cfg(not(target_arch = "wasm32"))]

use search_application_connector::{
    application::{params_type, params_type_name},
    json::read,
};

fn written(dictionary: &str) -> String {
    params_type(&read(dictionary).unwrap(), "P")
}

#[test]
fn each_keyword_that_has_a_type_is_written() {
    for (schema, expected) in [
        ("{}", "unknown"),
        (r#"{ "type": "string" }"#, "string"),
        (r#"{ "type": "integer" }"#, "number"),
        (r#"{ "type": ["string", "null"] }"#, "string | null"),
        (r#"{ "type": "string", "nullable": true }"#, "string | null"),
        (r#"{ "enum": ["asc", "a\"b", 5, null] }"#, r#""asc" | "a\"b" | 5 | null"#),
        (r#"{ "const": true }"#, "true"),
        (r#"{ "type": "array" }"#, "unknown[]"),
        (r#"{ "type": "array", "items": { "enum": ["a", "b"] } }"#, r#"("a" | "b")[]"#),
        (r#"{ "items": { "type": "number" } }"#, "number[]"),
        (r#"{ "type": "array", "items": [{ "const": 1 }], "additionalItems": false }"#, "[1?]"),
        (r#"{ "type": "array", "items": [{ "const": 1 }] }"#, "[1?, ...unknown[]]"),
        (r#"{ "oneOf": [{ "type": "string" }, { "type": "number" }] }"#, "string | number"),
        (r#"{ "allOf": [{ "enum": [1, 2] }, { "type": "integer" }] }"#, "(1 | 2) & number"),
        (
            r#"{ "type": "object", "additionalProperties": { "type": "string" } }"#,
            "{\n    [name: string]: string;\n  }",
        ),
        (r#"{ "type": "object", "additionalProperties": false }"#, "Record<string, never>"),
        (r#"{ "$ref": "https://a.example/x.json" }"#, "unknown"),
        ("false", "never"),
    ] {
        let dictionary = format!(r#"{{ "additionalProperties": false, "properties": {{ "a": {schema} }} }}"#);
        assert_eq!(written(&dictionary), format!("export type P = {{\n  a?: {expected};\n}};\n"), "{schema}");
    }
}

#[test]
fn names_comments_and_what_is_required_are_kept() {
    let dictionary = r#"{ "type": "object", "description": "What\n the page asks */ for", "required": ["q"],
        "properties": { "q": { "type": "string", "description": "The term" }, "a-b": {} } }"#;
    let expected = "/** What\n * the page asks *\\/ for */\nexport type P = {\n  /** The term */\n  q: string;\n  \
                    \"a-b\"?: unknown;\n  [name: string]: unknown;\n};\n";
    assert_eq!(written(dictionary), expected);
}

#[test]
fn references_become_types_of_their_own() {
    let dictionary = r##"{ "additionalProperties": false,
        "properties": { "a": { "$ref": "#/definitions/x-y" }, "b": { "$ref": "#/definitions/x_y" }, "c": { "$ref": "#" } },
        "definitions": {
            "x-y": { "items": { "$ref": "#/definitions/x-y" } }, "x_y": { "type": "string" } } }"##;
    let expected = "export type P = {\n  a?: XY;\n  b?: XY2;\n  c?: P;\n};\n\n\
                    export type XY = XY[];\n\nexport type XY2 = string;\n";
    assert_eq!(written(dictionary), expected);
}

#[test]
fn a_type_is_named_after_its_application() {
    for (application, expected) in
        [("film-search", "FilmSearchParams"), ("lanternhouse", "LanternhouseParams"), ("2024.ä", "_2024Params")]
    {
        assert_eq!(params_type_name(application), expected);
    }
}
