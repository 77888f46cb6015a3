//! Where a name in a template leads: the values around it, from the innermost out, and the dots in the name.

use search_application_connector::json::{Number, Object, Value};

/// What a template can name: a value of the params, or a list's length, which is a value of its own.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// A value.
    Value(&'a Value),
    /// The params themselves, which are the outermost scope.
    Params(&'a Object),
    /// `list.size`
    Size(u32),
}

impl Found<'_> {
    /// The value, on its own.
    pub fn to_value(self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Params(object) => Value::Object(object.clone()),
            Self::Size(size) => Value::Number(Number::from(size)),
        }
    }
}

/// The values that a name is looked up in, the innermost last.
pub struct Scopes<'a> {
    stack: Vec<Found<'a>>,
}

impl<'a> Scopes<'a> {
    /// The params alone.
    pub fn new(params: &'a Object) -> Self {
        Self { stack: vec![Found::Params(params)] }
    }

    /// Goes into a value.
    pub fn push(&mut self, value: &'a Value) {
        self.stack.push(Found::Value(value));
    }

    /// Leaves the innermost value.
    pub fn pop(&mut self) {
        self.stack.pop();
    }

    /// The value of a name, or nothing when it is missing.
    ///
    /// A list position outside the list is an error, with the words of the server's Java exception.
    pub fn find(&self, name: &str) -> Result<Option<Found<'a>>, String> {
        if name == "." {
            return Ok(self.stack.last().copied());
        }
        for &scope in self.stack.iter().rev() {
            if let Some(found) = follow(scope, name)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

/// A whole name wins over its parts: a key may itself hold dots.
fn follow<'a>(scope: Found<'a>, name: &str) -> Result<Option<Found<'a>>, String> {
    if let Some(found) = member(scope, name)? {
        return Ok(Some(found));
    }
    if !name.contains('.') {
        return Ok(None);
    }
    let mut here = scope;
    for step in name.split('.') {
        match member(here, step)? {
            Some(next) => here = next,
            None => return Ok(None),
        }
    }
    Ok(Some(here))
}

fn member<'a>(scope: Found<'a>, name: &str) -> Result<Option<Found<'a>>, String> {
    match scope {
        Found::Params(object) | Found::Value(Value::Object(object)) => Ok(object.get(name).map(Found::Value)),
        Found::Value(Value::Array(elements)) if name == "size" => {
            Ok(Some(Found::Size(u32::try_from(elements.len()).unwrap_or(u32::MAX))))
        }
        Found::Value(Value::Array(elements)) => element(elements, name),
        _ => Ok(None),
    }
}

fn element<'a>(elements: &'a [Value], name: &str) -> Result<Option<Found<'a>>, String> {
    let Ok(index) = name.parse::<i32>() else { return Ok(None) };
    let found = usize::try_from(index).ok().and_then(|index| elements.get(index));
    let out_of_bounds = || format!("Index {index} out of bounds for length {}", elements.len());
    found.map(|value| Some(Found::Value(value))).ok_or_else(out_of_bounds)
}
