//! Nested objects: each is a document of its own, so that its fields are matched together.

use serde_json::{Map, Value};

use super::Mapping;

/// What a `nested` object says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Nested {
    /// Whether its values also count for the document that it lies in.
    pub in_parent: bool,
    /// Whether its values also count for the whole document.
    pub in_root: bool,
}

impl Nested {
    /// The parameters that only nested objects have.
    pub(super) const PARAMETERS: [&str; 2] = ["include_in_parent", "include_in_root"];

    /// Reads the definition of an object; `None` if it is not a nested one.
    pub(super) fn read(definition: &Map<String, Value>) -> Option<Self> {
        let flag = |name: &str| definition.get(name) == Some(&Value::Bool(true));
        let is_nested = definition.get("type").and_then(Value::as_str) == Some("nested");
        let [in_parent, in_root] = Self::PARAMETERS.map(flag);
        is_nested.then_some(Self { in_parent, in_root })
    }
}

impl Mapping {
    /// What the object at that path says of itself, if it is nested.
    #[must_use]
    pub fn nested(&self, path: &str) -> Option<Nested> {
        self.objects.get(path)?.nested
    }

    /// The path of the innermost nested objects that a field lies in; `None` if it is the document's own.
    #[must_use]
    pub fn nested_above<'a>(&self, field: &'a str) -> Option<&'a str> {
        let ends = field.match_indices('.').map(|(end, _)| end);
        ends.rev().filter_map(|end| field.get(..end)).find(|path| self.nested(path).is_some())
    }
}
