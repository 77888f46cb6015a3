//! From the params of a request to a search: dictionary, defaults, Mustache, and the lenient reading of what the
//! template printed.

use search_application_connector::json::{Object, Value};

use super::application::{Application, Script, Template};
use crate::content::{Parser, Place, Reads, Shape, Source, Takes, kind, read, read_value, to_serde};
use crate::error::EsError;
use crate::mustache::{self, CompileError, Escaping, RenderError};

/// When params are checked.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// As they were sent: `_search`.
    BeforeDefaults,
    /// With the template's defaults filled in: `_render_query`.
    AfterDefaults,
}

/// What a request asks with.
#[derive(Default)]
struct Asked {
    params: Object,
}

impl Reads for Asked {
    const SHAPE: Shape = Shape {
        name: "query_params",
        members: &[("name", Takes::TextOrNull), ("params", Takes::Object)],
        required: &[],
    };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        match name {
            "params" => self.params = parser.object_here()?,
            // A name is read and ignored: the path has one.
            _ => drop(parser.text_or_null()?),
        }
        Ok(())
    }
}

/// Reads `{"params": {…}}`; no body at all means no params.
pub fn read_params(body: Option<&[u8]>) -> Result<Object, EsError> {
    let mut asked = Asked::default();
    body.map_or(Ok(()), |body| read(body, &mut asked))?;
    Ok(asked.params)
}

/// The search that an application makes of params.
pub fn render(application: &Application, params: &Object, check: Check) -> Result<serde_json::Value, EsError> {
    let Template { script, dictionary } = application.template();
    let merged = merge(&script.params, params);
    let checked = match check {
        Check::BeforeDefaults => params,
        Check::AfterDefaults => &merged,
    };
    dictionary.map_or(Ok(()), |dictionary| dictionary.validate(checked))?;
    let text = print(&script, &merged)?;
    let read = read_value(Source::of_template(&text))?;
    match read.ok_or_else(|| EsError::content_at(Place(1, 0), "No content to map due to end-of-input"))? {
        read @ Value::Object(_) => Ok(to_serde(&read)),
        other => Err(EsError::parsing(format!("Expected [START_OBJECT] but found [{}]", kind(&other)))),
    }
}

/// The defaults, overwritten name by name.
fn merge(defaults: &Object, params: &Object) -> Object {
    let members = defaults.iter().chain(params.iter());
    members.map(|(name, value)| (name.to_owned(), value.clone())).collect()
}

fn print(script: &Script, params: &Object) -> Result<String, EsError> {
    let compiled = Escaping::of_media_type(script.content_type.as_deref())
        .and_then(|escaping| mustache::Template::compile(&script.source, escaping))
        .map_err(|error| compile_error(script, error))?;
    compiled.render(params).map_err(|error| match error {
        RenderError::TooLarge => EsError::new(400, "parse_exception", "Mustache script result size limit exceeded"),
        RenderError::Failed(reason) => {
            let cause = EsError::new(500, "mustache_exception", reason);
            EsError::new(500, "general_script_exception", "Error running query-template").caused_by(cause)
        }
    })
}

fn compile_error(script: &Script, CompileError(reason): CompileError) -> EsError {
    EsError::new(400, "script_exception", reason.clone())
        .with("script_stack", serde_json::json!([]))
        .with("script", script.source.as_str())
        .with("lang", "mustache")
        .caused_by(EsError::new(400, "mustache_exception", reason))
}
