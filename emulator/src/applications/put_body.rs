//! Reading the body of `PUT`: strictly, with the nesting of errors that the server has.

use super::application::{Application, Script, Template};
use super::dictionary::StoredDictionary;
use super::script::SentScript;
use crate::content::{Parser, Reads, Shape, Takes, Token, read, read_here};
use crate::error::EsError;

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
    pub fn read(body: &[u8], name: &str, now: i64) -> Result<Self, EsError> {
        let mut sent = SentApplication { resource: name.to_owned(), ..SentApplication::default() };
        read(body, &mut sent)?;
        let no_script = sent.template.as_ref().is_some_and(|template| template.built.is_none());
        let faults = [
            sent.indices.is_empty().then_some("indices are missing"),
            no_script.then_some("script required for template"),
        ];
        sent.indices.sort_unstable();
        let application = Application {
            name: sent.resource,
            analytics_collection_name: sent.analytics_collection_name,
            updated_at_millis: sent.updated_at_millis.unwrap_or(now),
            template: sent.template.and_then(SentTemplate::complete),
        };
        Ok(Self { indices: sent.indices, application, faults: faults.into_iter().flatten().collect() })
    }
}

#[derive(Default)]
struct SentApplication {
    /// The name in the path.
    resource: String,
    name: Option<String>,
    indices: Vec<String>,
    analytics_collection_name: Option<String>,
    updated_at_millis: Option<i64>,
    template: Option<SentTemplate>,
}

impl Reads for SentApplication {
    const SHAPE: Shape = Shape {
        name: "search_application",
        members: &[
            ("name", Takes::TextOrNull),
            ("indices", Takes::Texts),
            ("analytics_collection_name", Takes::TextOrNull),
            ("updated_at_millis", Takes::Long),
            ("template", Takes::ObjectOrNull),
        ],
        required: &["indices"],
    };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        match name {
            "name" => self.name = parser.text_or_null()?,
            "indices" => self.indices = parser.texts()?,
            "analytics_collection_name" => self.analytics_collection_name = parser.text_or_null()?,
            "updated_at_millis" => self.updated_at_millis = Some(parser.long()?),
            _ if parser.token() == Some(Token::Null) => {}
            _ => {
                let mut template = SentTemplate::default();
                read_here(parser, &mut template)?;
                self.template = Some(template);
            }
        }
        Ok(())
    }

    fn complete(&mut self) -> Result<(), EsError> {
        match &self.name {
            _ if self.resource.trim().is_empty() => {
                Err(EsError::illegal_argument("Search Application name cannot be null or blank"))
            }
            Some(own) if *own != self.resource => Err(EsError::illegal_argument(format!(
                "Search Application name [{own}] does not match the resource name: [{}]",
                self.resource
            ))),
            _ => Ok(()),
        }
    }
}

/// A template as it was sent; a missing script is only found when the whole request is checked.
#[derive(Default)]
struct SentTemplate {
    script: Option<SentScript>,
    dictionary: Option<StoredDictionary>,
    built: Option<Script>,
}

impl SentTemplate {
    fn complete(self) -> Option<Template> {
        Some(Template { script: self.built?, dictionary: self.dictionary })
    }
}

impl Reads for SentTemplate {
    const SHAPE: Shape = Shape {
        name: "search_template",
        members: &[("script", Takes::Object), ("dictionary", Takes::Object)],
        required: &[],
    };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        if name == "script" {
            let mut script = SentScript::default();
            read_here(parser, &mut script)?;
            script.check_options()?;
            self.script = Some(script);
        } else {
            self.dictionary = Some(StoredDictionary::compile(&parser.object_here()?.into())?);
        }
        Ok(())
    }

    fn complete(&mut self) -> Result<(), EsError> {
        self.built = self.script.take().map(SentScript::into_inline_mustache).transpose()?;
        Ok(())
    }
}
