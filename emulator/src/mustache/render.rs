//! Parts and params to text, within bounds: a template of nested sections over long lists must neither print nor
//! work without end.

use std::borrow::Cow;

use search_application_connector::json::{Object, Value};

use super::scope::{Found, Scopes};
use super::{Escaping, MAX_OUTPUT, Part};
use crate::java::{self, Order};

/// How many parts and list elements one rendering may visit. The server has no such limit, only that of the output; but sections that
/// print nothing would keep it busy for ever.
const MAX_STEPS: usize = 2_000_000;

/// Why a template could not be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenderError {
    /// The text is longer than [`MAX_OUTPUT`].
    TooLarge,
    /// A value could not be had: the cause in the server's words.
    Failed(String),
}

/// Prints all parts.
pub fn render(parts: &[Part], escaping: Escaping, params: &Object) -> Result<String, RenderError> {
    let mut renderer = Renderer { scopes: Scopes::new(params), escaping, steps: 0 };
    let mut out = Output::default();
    renderer.parts(parts, &mut out)?;
    Ok(out.text)
}

/// The text so far, and its length as Java counts it.
#[derive(Default)]
struct Output {
    text: String,
    units: usize,
}

impl Output {
    fn push(&mut self, text: &str) -> Result<(), RenderError> {
        self.units += text.encode_utf16().count();
        if self.units > MAX_OUTPUT {
            return Err(RenderError::TooLarge);
        }
        self.text.push_str(text);
        Ok(())
    }
}

struct Renderer<'a> {
    scopes: Scopes<'a>,
    escaping: Escaping,
    steps: usize,
}

impl<'a> Renderer<'a> {
    fn parts(&mut self, parts: &[Part], out: &mut Output) -> Result<(), RenderError> {
        parts.iter().try_for_each(|part| self.part(part, out))
    }

    fn part(&mut self, part: &Part, out: &mut Output) -> Result<(), RenderError> {
        self.step()?;
        match part {
            Part::Text(text) => out.push(text),
            Part::Comment => Ok(()),
            Part::Variable { name, raw } => self.variable(name, *raw, out),
            Part::Section { name, parts } => self.section(name, parts, out),
            Part::Inverted { name, parts } => match self.find(name)? {
                Some(found) if is_shown(found) => Ok(()),
                _ => self.parts(parts, out),
            },
            Part::Block(parts) => self.parts(parts, out),
            Part::ToJson { name } => self.print_json(name, out),
            Part::Join { name, delimiter, body } => self.join(name, delimiter, body, out),
            Part::Url(body) => {
                let text = self.captured(body)?;
                out.push(&url_encoded(&text))
            }
        }
    }

    fn step(&mut self) -> Result<(), RenderError> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Err(RenderError::Failed(format!("the template takes more than {MAX_STEPS} steps")));
        }
        Ok(())
    }

    fn variable(&mut self, name: &str, raw: bool, out: &mut Output) -> Result<(), RenderError> {
        let Some(found) = self.find(name)? else { return Ok(()) };
        let text = printed(found);
        match self.escaping {
            _ if raw => out.push(&text),
            Escaping::None => out.push(&text),
            Escaping::Url => out.push(&url_encoded(&text)),
            Escaping::Json => {
                let mut escaped = String::with_capacity(text.len());
                java::escape(&text, &mut escaped);
                out.push(&escaped)
            }
        }
    }

    fn section(&mut self, name: &str, parts: &[Part], out: &mut Output) -> Result<(), RenderError> {
        match self.find(name)? {
            Some(Found::Value(Value::Array(elements))) => {
                elements.iter().try_for_each(|element| self.inside(element, parts, out))
            }
            Some(found @ Found::Value(value)) if is_shown(found) => self.inside(value, parts, out),
            Some(found) if is_shown(found) => self.parts(parts, out),
            _ => Ok(()),
        }
    }

    fn print_json(&mut self, name: &str, out: &mut Output) -> Result<(), RenderError> {
        match self.find(name)?.map(Found::to_value) {
            None | Some(Value::Null) => Ok(()),
            Some(value @ (Value::Array(_) | Value::Object(_))) => out.push(&java::json(&value, Order::Hashed)),
            Some(other) => out.push(&java::text(&other)),
        }
    }

    fn join(&mut self, name: &str, delimiter: &str, body: &[Part], out: &mut Output) -> Result<(), RenderError> {
        let Some(Found::Value(Value::Array(elements))) = self.find(name)? else {
            return self.parts(body, out);
        };
        for (at, element) in elements.iter().enumerate() {
            self.step()?;
            if *element == Value::Null {
                return Err(RenderError::Failed(format!("Function failure: a list to join has null at {at}")));
            }
            out.push(if at > 0 { delimiter } else { "" })?;
            out.push(&printed(Found::Value(element)))?;
        }
        Ok(())
    }

    fn captured(&mut self, parts: &[Part]) -> Result<String, RenderError> {
        let mut captured = Output::default();
        self.parts(parts, &mut captured)?;
        Ok(captured.text)
    }

    fn inside(&mut self, value: &'a Value, parts: &[Part], out: &mut Output) -> Result<(), RenderError> {
        self.step()?;
        self.scopes.push(value);
        let result = self.parts(parts, out);
        self.scopes.pop();
        result
    }

    fn find(&self, name: &str) -> Result<Option<Found<'a>>, RenderError> {
        self.scopes.find(name).map_err(RenderError::Failed)
    }
}

/// Whether `{{#x}}` is rendered. Zero and an empty object are; an empty text and an empty list are not.
fn is_shown(found: Found<'_>) -> bool {
    match found {
        Found::Value(Value::Null | Value::Bool(false)) => false,
        Found::Value(Value::String(text)) => !text.is_empty(),
        Found::Value(Value::Array(elements)) => !elements.is_empty(),
        _ => true,
    }
}

/// What `{{x}}` prints before it is escaped.
fn printed(found: Found<'_>) -> Cow<'_, str> {
    match found {
        Found::Value(Value::Null) => Cow::Borrowed(""),
        Found::Value(Value::String(text)) => Cow::Borrowed(text),
        Found::Value(value) => Cow::Owned(java::text(value)),
        other => Cow::Owned(java::text(&other.to_value())),
    }
}

fn url_encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
