//! Mustache as Elasticsearch runs it: the mustache.java engine with the server's own escaping and its functions
//! `toJson`, `join` and `url`. Written here because the semantics are that engine's (which values a section skips,
//! how a list prints, where a line vanishes), and no Rust crate has them.
//!
//! ```text
//! template text ── parse ─▶ parts ── render(params) ─▶ text
//! ```

mod parse;
mod render;
mod scope;

use search_application_connector::json::Object;

pub use render::RenderError;

/// The most that a template may print, in UTF-16 units: the server's default of `mustache.max_output_size_bytes`,
/// which it compares with the number of Java characters.
pub const MAX_OUTPUT: usize = 1_048_576;

/// How `{{x}}` is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escaping {
    /// As the inside of a JSON string.
    Json,
    /// Not at all.
    None,
    /// As a value of an HTML form.
    Url,
}

impl Escaping {
    /// The escaping of a script's `content_type` option; without the option it is JSON.
    ///
    /// Any other text than the five that the server knows is an error.
    pub fn of_media_type(media_type: Option<&str>) -> Result<Self, CompileError> {
        match media_type {
            None | Some("application/json" | "application/json;charset=utf-8" | "application/json; charset=UTF-8") => {
                Ok(Self::Json)
            }
            Some("text/plain") => Ok(Self::None),
            Some("application/x-www-form-urlencoded") => Ok(Self::Url),
            Some(other) => Err(CompileError(format!("No encoder found for media type [{other}]"))),
        }
    }
}

/// Why a template cannot be compiled, in the engine's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError(pub String);

/// A compiled template.
#[derive(Debug, Clone)]
pub struct Template {
    parts: Vec<Part>,
    escaping: Escaping,
}

impl Template {
    /// Compiles a template.
    pub fn compile(source: &str, escaping: Escaping) -> Result<Self, CompileError> {
        Ok(Self { parts: parse::parse(source)?, escaping })
    }

    /// Fills the template with params. The text may be as long as [`MAX_OUTPUT`].
    pub fn render(&self, params: &Object) -> Result<String, RenderError> {
        render::render(&self.parts, self.escaping, params)
    }
}

/// One piece of a compiled template.
#[derive(Debug, Clone)]
enum Part {
    /// Text that is printed as it stands.
    Text(String),
    /// `{{! … }}`, which prints nothing; but a function whose body has one has more than a name in it.
    Comment,
    /// `{{name}}`, or raw: `{{{name}}}` and `{{&name}}`.
    Variable { name: String, raw: bool },
    /// `{{#name}}…{{/name}}`
    Section { name: String, parts: Vec<Part> },
    /// `{{^name}}…{{/name}}`
    Inverted { name: String, parts: Vec<Part> },
    /// `{{$name}}…{{/name}}`: a block that nothing can replace, as templates cannot inherit here.
    Block(Vec<Part>),
    /// `{{#toJson}}name{{/toJson}}`
    ToJson { name: String },
    /// `{{#join}}name{{/join}}`; the body is what is printed when the name is not a list.
    Join { name: String, delimiter: String, body: Vec<Part> },
    /// `{{#url}}…{{/url}}`
    Url(Vec<Part>),
}
