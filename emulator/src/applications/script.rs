//! Reading the `script` of a template.

use search_application_connector::json::{Object, Value};

use super::application::{OBJECT_MEDIA_TYPE, Script};
use crate::content::Shape;
use crate::error::EsError;

const SCRIPT: Shape = Shape { name: "script", members: &["source", "id", "lang", "params", "options"] };

/// A script as it was sent. Whether it is one that a template can have is checked when the template is built.
pub struct SentScript {
    lang: String,
    is_stored: bool,
    script: Script,
}

impl SentScript {
    /// Reads the object.
    pub fn read(value: &Value) -> Result<Self, EsError> {
        let object = SCRIPT.read(value)?;
        let lang = SCRIPT.optional_text(object, "lang")?.unwrap_or_else(|| "mustache".to_owned());
        let id = SCRIPT.optional_text(object, "id")?;
        let (source, is_object) = read_source(object)?;
        let params = SCRIPT.optional_object(object, "params")?.cloned().unwrap_or_default();
        let content_type = read_content_type(object, is_object)?;
        let (source, is_stored) = match (source, id) {
            (Some(_), Some(_)) => {
                let reason = "must only use one of [source, id] when specifying a script";
                return Err(EsError::illegal_argument(reason));
            }
            (None, None) => {
                let reason = "must specify either [source] for an inline script or [id] for a stored script";
                return Err(EsError::illegal_argument(reason));
            }
            (Some(source), None) => (source, false),
            (None, Some(_)) => (String::new(), true),
        };
        Ok(Self { lang, is_stored, script: Script { source, content_type, params } })
    }

    /// The script, if it is one of the kind that a template can have.
    pub fn into_inline_mustache(self) -> Result<Script, EsError> {
        if self.is_stored {
            return Err(EsError::illegal_argument("only [inline] script type is supported"));
        }
        if self.lang != "mustache" {
            return Err(EsError::illegal_argument("only [mustache] scripting language is supported"));
        }
        Ok(self.script)
    }
}

/// The source, and whether it was sent as an object: then its compact JSON is the template.
fn read_source(object: &Object) -> Result<(Option<String>, bool), EsError> {
    match object.get("source") {
        None => Ok((None, false)),
        Some(Value::String(text)) => Ok((Some(text.clone()), false)),
        Some(source @ Value::Object(_)) => Ok((Some(source.to_string()), true)),
        Some(other) => Err(SCRIPT.wrong_type("source", other)),
    }
}

fn read_content_type(object: &Object, source_is_object: bool) -> Result<Option<String>, EsError> {
    const OPTIONS: &str = "options";
    let given = SCRIPT.optional_object(object, OPTIONS)?;
    let illegal = given.into_iter().flat_map(Object::iter).find(|(name, _)| *name != "content_type");
    if illegal.is_some() {
        let options = given.into_iter().flat_map(Object::iter).map(|(name, value)| format!("{name}={}", plain(value)));
        let options = options.collect::<Vec<_>>().join(", ");
        return Err(EsError::illegal_argument(format!("illegal compiler options [{{{options}}}] specified")));
    }
    match given.and_then(|options| options.get("content_type")) {
        _ if source_is_object => Ok(Some(OBJECT_MEDIA_TYPE.to_owned())),
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(SCRIPT.wrong_type(OPTIONS, other)),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
