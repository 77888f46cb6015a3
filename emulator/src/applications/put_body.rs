//! Reading the body of `PUT`: strictly, with the nesting of errors that the server has.

use search_application_connector::json::{Object, Value};

use super::application::{Application, Template};
use super::dictionary::StoredDictionary;
use super::script::SentScript;
use crate::content::Shape;
use crate::error::EsError;

const APPLICATION: Shape = Shape {
    name: "search_application",
    members: &["indices", "name", "analytics_collection_name", "updated_at_millis", "template"],
};

const TEMPLATE: Shape = Shape { name: "search_template", members: &["script", "dictionary"] };

/// What a `PUT` asks for.
pub struct PutBody {
    /// The indices, sorted.
    pub indices: Vec<String>,
    /// The application.
    pub application: Application,
    /// What it lacks.
    pub faults: Vec<&'static str>,
}

impl PutBody {
    /// Reads the body for the application of that name. `now` is its time of storing, if the body has none.
    pub fn read(body: &Value, name: &str, now: i64) -> Result<Self, EsError> {
        let object = APPLICATION.read(body)?;
        let indices = APPLICATION.optional_texts(object, "indices")?;
        let analytics_collection_name = APPLICATION.optional_text(object, "analytics_collection_name")?;
        let updated_at_millis = read_time(object)?.unwrap_or(now);
        let template = read_template(object)?;
        let own_name = APPLICATION.optional_text(object, "name")?;
        let mut indices = indices.ok_or_else(|| EsError::illegal_argument("Required [indices]"))?;
        check_name(object, own_name.as_deref(), name)?;
        let no_script = template.as_ref().is_some_and(|template| template.script.is_none());
        let faults =
            [indices.is_empty().then_some("indices are missing"), no_script.then_some("script required for template")];
        indices.sort_unstable();
        let template = template.and_then(SentTemplate::complete);
        let name = name.to_owned();
        let application = Application { name, analytics_collection_name, updated_at_millis, template };
        Ok(Self { indices, application, faults: faults.into_iter().flatten().collect() })
    }
}

/// A template as it was sent; a missing script is only found when the whole request is checked.
struct SentTemplate {
    script: Option<super::application::Script>,
    dictionary: Option<StoredDictionary>,
}

impl SentTemplate {
    fn complete(self) -> Option<Template> {
        Some(Template { script: self.script?, dictionary: self.dictionary })
    }
}

fn read_time(object: &Object) -> Result<Option<i64>, EsError> {
    let member = "updated_at_millis";
    match object.get(member) {
        None => Ok(None),
        Some(Value::Number(number)) => number.text().parse().map(Some).map_err(|_| {
            let cause = EsError::illegal_argument(format!("[{}] is not a whole number of 64 bits", number.text()));
            APPLICATION.failed_member(member, cause)
        }),
        Some(other) => Err(APPLICATION.wrong_type(member, other)),
    }
}

fn read_template(object: &Object) -> Result<Option<SentTemplate>, EsError> {
    let member = "template";
    match object.get(member) {
        None | Some(Value::Null) => Ok(None),
        Some(value @ Value::Object(_)) => {
            template(value).map(Some).map_err(|cause| APPLICATION.failed_member(member, cause))
        }
        Some(other) => Err(APPLICATION.wrong_type(member, other)),
    }
}

fn template(value: &Value) -> Result<SentTemplate, EsError> {
    let object = TEMPLATE.read(value)?;
    let mut script = None;
    let mut dictionary = None;
    for (member, value) in object {
        if !matches!(value, Value::Object(_)) {
            return Err(TEMPLATE.wrong_type(member, value));
        }
        let failed = |cause| TEMPLATE.failed_member(member, cause);
        if member == "script" {
            script = Some(SentScript::read(value).map_err(failed)?);
        } else {
            dictionary = Some(StoredDictionary::compile(value).map_err(failed)?);
        }
    }
    let script = script.map(SentScript::into_inline_mustache).transpose();
    Ok(SentTemplate { script: script.map_err(|cause| TEMPLATE.failed_build(object, cause))?, dictionary })
}

fn check_name(object: &Object, own: Option<&str>, resource: &str) -> Result<(), EsError> {
    match own {
        Some(own) if own != resource => {
            let reason = format!("Search Application name [{own}] does not match the resource name: [{resource}]");
            Err(APPLICATION.failed_build(object, EsError::illegal_argument(reason)))
        }
        _ => Ok(()),
    }
}
