//! Reading the `script` of a template.

use search_application_connector::json::Object;

use super::application::{OBJECT_MEDIA_TYPE, Script};
use crate::content::{Parser, Reads, Shape, Takes, Token};
use crate::error::EsError;
use crate::java::{self, Order};

/// The one option that a script may have.
const CONTENT_TYPE: &str = "content_type";

/// A script as it was sent. Whether it is one that a template can have is checked when the template is built.
#[derive(Default)]
pub struct SentScript {
    /// The source, or the id of a stored one.
    text: Option<String>,
    is_stored: bool,
    lang: Option<String>,
    options: Vec<(String, String)>,
    params: Object,
}

impl Reads for SentScript {
    const SHAPE: Shape = Shape {
        name: "script",
        members: &[
            ("source", Takes::ObjectOrText),
            ("inline", Takes::ObjectOrText),
            ("id", Takes::Text),
            ("stored", Takes::Text),
            ("lang", Takes::Text),
            ("options", Takes::Object),
            ("params", Takes::Object),
        ],
        required: &[],
    };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        match name {
            // The second of each is an old name, which the server still reads.
            "source" | "inline" => self.read_source(parser)?,
            "id" | "stored" => {
                self.set(parser)?;
                self.is_stored = true;
            }
            "lang" => self.lang = Some(parser.text()?),
            "options" => self.read_options(parser)?,
            _ => self.params = parser.object_here()?,
        }
        Ok(())
    }
}

impl SentScript {
    fn set(&mut self, parser: &mut Parser<'_>) -> Result<(), EsError> {
        if self.text.is_some() {
            return Err(EsError::illegal_argument("must only use one of [source, id] when specifying a script"));
        }
        self.text = Some(parser.text()?);
        Ok(())
    }

    /// A source that is an object is its compact JSON, and the media type says so.
    fn read_source(&mut self, parser: &mut Parser<'_>) -> Result<(), EsError> {
        if parser.token() == Some(Token::String) {
            return self.set(parser);
        }
        if self.text.is_some() {
            return Err(EsError::illegal_argument("must only use one of [source, id] when specifying a script"));
        }
        self.text = Some(java::json(&parser.object_here()?.into(), Order::Written));
        self.set_option(CONTENT_TYPE, OBJECT_MEDIA_TYPE.to_owned());
        Ok(())
    }

    fn read_options(&mut self, parser: &mut Parser<'_>) -> Result<(), EsError> {
        while parser.next_token()? == Some(Token::Name) {
            let name = parser.name().to_owned();
            parser.next_token()?;
            self.set_option(&name, parser.text()?);
        }
        Ok(())
    }

    fn set_option(&mut self, name: &str, value: String) {
        self.options.retain(|(other, _)| other != name);
        self.options.push((name.to_owned(), value));
    }

    /// Checks what can be checked of the script alone.
    pub fn check_options(&self) -> Result<(), EsError> {
        if self.text.is_none() {
            let reason = "must specify either [source] for an inline script or [id] for a stored script";
            return Err(EsError::illegal_argument(reason));
        }
        if self.is_stored && self.lang.is_some() {
            return Err(EsError::illegal_argument("illegally specified <lang> for a stored script"));
        }
        if self.is_stored && !self.options.is_empty() {
            return Err(EsError::illegal_argument("field [options] cannot be specified using a stored script"));
        }
        let others: Vec<_> = self.options.iter().filter(|(name, _)| name != CONTENT_TYPE).collect();
        if others.is_empty() {
            return Ok(());
        }
        let entries = java::hashed(others, |(name, _)| name).map(|(name, value)| format!("{name}={value}"));
        let options = entries.collect::<Vec<_>>().join(", ");
        Err(EsError::illegal_argument(format!("illegal compiler options [{{{options}}}] specified")))
    }

    /// The script, if it is one of the kind that a template can have.
    pub fn into_inline_mustache(self) -> Result<Script, EsError> {
        if self.is_stored {
            return Err(EsError::illegal_argument("only [inline] script type is supported"));
        }
        if self.lang.is_some_and(|lang| lang != "mustache") {
            return Err(EsError::illegal_argument("only [mustache] scripting language is supported"));
        }
        let content_type = self.options.into_iter().find(|(name, _)| name == CONTENT_TYPE).map(|(_, value)| value);
        Ok(Script { source: self.text.unwrap_or_default(), content_type, params: self.params })
    }
}
