//! The draft-07 meta-schema (json-schema.org, draft-07) as data: the keywords that constrain, each with its rule.
//! Annotations are left out, as they refuse nothing.
//!
//! It is built in Rust, as the page's module has no reader for JSON text.

use crate::json::{Object, Value};

/// A JSON value as a constant.
enum Node {
    True,
    Number(u32),
    Text(&'static str),
    List(&'static [Node]),
    Map(&'static [(&'static str, Node)]),
}

use Node::{List, Map, Number, Text, True};

const STRING: Node = Map(&[("type", Text("string"))]);
const BOOLEAN: Node = Map(&[("type", Text("boolean"))]);
const NUMBER: Node = Map(&[("type", Text("number"))]);
const SCHEMA: Node = Map(&[("$ref", Text("#"))]);
const SCHEMAS: Node = Map(&[("$ref", Text("#/definitions/schemaArray"))]);
const COUNT: Node = Map(&[("$ref", Text("#/definitions/nonNegativeInteger"))]);
const TYPE: Node = Map(&[("$ref", Text("#/definitions/simpleTypes"))]);
const STRINGS: Node = Map(&[("$ref", Text("#/definitions/stringArray"))]);
const SCHEMA_MAP: Node = Map(&[("type", Text("object")), ("additionalProperties", SCHEMA)]);

const DEFINITIONS: Node = Map(&[
    ("schemaArray", Map(&[("type", Text("array")), ("minItems", Number(1)), ("items", SCHEMA)])),
    ("nonNegativeInteger", Map(&[("type", Text("integer")), ("minimum", Number(0))])),
    (
        "simpleTypes",
        Map(&[(
            "enum",
            List(&[
                Text("array"),
                Text("boolean"),
                Text("integer"),
                Text("null"),
                Text("number"),
                Text("object"),
                Text("string"),
            ]),
        )]),
    ),
    ("stringArray", Map(&[("type", Text("array")), ("items", STRING), ("uniqueItems", True)])),
]);

const ENUM: Node = Map(&[("type", Text("array")), ("minItems", Number(1)), ("uniqueItems", True)]);
const TYPES: Node = Map(&[("type", Text("array")), ("items", TYPE), ("minItems", Number(1)), ("uniqueItems", True)]);

const PROPERTIES: Node = Map(&[
    ("$id", STRING),
    ("$schema", Map(&[("type", Text("string")), ("format", Text("uri"))])),
    ("$ref", STRING),
    ("$comment", STRING),
    ("title", STRING),
    ("description", STRING),
    ("default", True),
    ("readOnly", BOOLEAN),
    ("writeOnly", BOOLEAN),
    ("examples", Map(&[("type", Text("array"))])),
    ("multipleOf", Map(&[("type", Text("number")), ("exclusiveMinimum", Number(0))])),
    ("maximum", NUMBER),
    ("exclusiveMaximum", NUMBER),
    ("minimum", NUMBER),
    ("exclusiveMinimum", NUMBER),
    ("maxLength", COUNT),
    ("minLength", COUNT),
    ("pattern", STRING),
    ("additionalItems", SCHEMA),
    ("items", Map(&[("anyOf", List(&[SCHEMA, SCHEMAS]))])),
    ("maxItems", COUNT),
    ("minItems", COUNT),
    ("uniqueItems", BOOLEAN),
    ("contains", SCHEMA),
    ("maxProperties", COUNT),
    ("minProperties", COUNT),
    ("required", STRINGS),
    ("additionalProperties", SCHEMA),
    ("definitions", SCHEMA_MAP),
    ("properties", SCHEMA_MAP),
    ("patternProperties", SCHEMA_MAP),
    (
        "dependencies",
        Map(&[("type", Text("object")), ("additionalProperties", Map(&[("anyOf", List(&[SCHEMA, STRINGS]))]))]),
    ),
    ("propertyNames", SCHEMA),
    ("const", True),
    ("enum", ENUM),
    ("type", Map(&[("anyOf", List(&[TYPE, TYPES]))])),
    ("format", STRING),
    ("contentMediaType", STRING),
    ("contentEncoding", STRING),
    ("if", SCHEMA),
    ("then", SCHEMA),
    ("else", SCHEMA),
    ("allOf", SCHEMAS),
    ("anyOf", SCHEMAS),
    ("oneOf", SCHEMAS),
    ("not", SCHEMA),
]);

const META_SCHEMA: Node = Map(&[
    ("definitions", DEFINITIONS),
    ("type", List(&[Text("object"), Text("boolean")])),
    ("properties", PROPERTIES),
]);

/// The meta-schema as a value.
pub(super) fn meta_schema() -> Value {
    value(&META_SCHEMA)
}

fn value(node: &Node) -> Value {
    match node {
        True => Value::Bool(true),
        Number(number) => Value::from(*number),
        Text(text) => Value::from(*text),
        List(nodes) => {
            let mut elements = Vec::new();
            for node in *nodes {
                elements.push(value(node));
            }
            Value::Array(elements)
        }
        Map(members) => {
            let mut object = Object::new();
            for (name, node) in *members {
                object.insert(*name, value(node));
            }
            Value::Object(object)
        }
    }
}
