//! What a search application is, and how the server shows it.

use search_application_connector::json::{Number, Object, Value as Json};
use serde_json::Value;

use super::dictionary::StoredDictionary;
use crate::content::{Source, read_value, to_serde};
use crate::journal::Record;

/// The template of an application that has none.
const DEFAULT_SOURCE: &str = "{\n  \"query\": {\n    \"query_string\": {\n        \"query\": \"{{query_string}}\",\n        \
     \"default_field\": \"{{default_field}}\"\n        }\n    }\n}\n";

/// The option with which the server stores a source that was given as an object.
pub const OBJECT_MEDIA_TYPE: &str = "application/json;charset=utf-8";

/// A search application as it is stored. Which indices it has is its alias's business.
#[derive(Debug, Clone)]
pub struct Application {
    /// Its name, and that of its alias.
    pub name: String,
    /// A collection of behavioral analytics; never looked up.
    pub analytics_collection_name: Option<String>,
    /// When it was stored, in milliseconds since 1970, or what the request said.
    pub updated_at_millis: i64,
    /// The stored template; nothing means the default one.
    pub template: Option<Template>,
}

/// What turns params into a search.
#[derive(Debug, Clone)]
pub struct Template {
    /// The Mustache script.
    pub script: Script,
    /// What params must look like.
    pub dictionary: Option<StoredDictionary>,
}

/// A Mustache script.
#[derive(Debug, Clone)]
pub struct Script {
    /// Its text.
    pub source: String,
    /// The option `content_type`, which chooses how values are escaped.
    pub content_type: Option<String>,
    /// Params that requests need not give.
    pub params: Object,
}

impl Application {
    /// The template, stored or default.
    pub fn template(&self) -> Template {
        self.template.clone().unwrap_or_else(default_template)
    }

    /// As `GET` shows it, with the indices behind its alias.
    pub fn shown(&self, indices: &[String]) -> Json {
        let mut body = Object::new();
        body.insert("name", self.name.as_str());
        body.insert("indices", indices.iter().map(|index| Json::from(index.as_str())).collect::<Vec<_>>());
        self.add_analytics(&mut body);
        body.insert("updated_at_millis", self.updated_at());
        body.insert("template", self.template().shown());
        body.into()
    }

    /// The record that stores it again, number by number as it was sent. Its indices are in the record of its alias.
    pub fn to_record(&self) -> Record {
        let mut body = Object::new();
        body.insert("indices", Vec::new());
        self.add_analytics(&mut body);
        body.insert("updated_at_millis", self.updated_at());
        if let Some(template) = &self.template {
            body.insert("template", template.to_body());
        }
        Record::PutApplication { name: self.name.clone(), body: Json::Object(body).to_string() }
    }

    /// As the list shows it.
    pub fn to_list_item(&self) -> Value {
        let mut body = Object::new();
        body.insert("name", self.name.as_str());
        self.add_analytics(&mut body);
        body.insert("updated_at_millis", self.updated_at());
        to_serde(&body.into())
    }

    fn add_analytics(&self, body: &mut Object) {
        if let Some(name) = &self.analytics_collection_name {
            body.insert("analytics_collection_name", name.as_str());
        }
    }

    fn updated_at(&self) -> Number {
        let millis = self.updated_at_millis;
        #[expect(clippy::cast_precision_loss, reason = "the text has all digits")]
        Number::from_js(millis as f64, millis.to_string())
    }
}

impl Template {
    /// As a body of `PUT` has it.
    fn to_body(&self) -> Json {
        self.with_script(self.script.to_body())
    }

    fn shown(&self) -> Json {
        self.with_script(self.script.shown())
    }

    fn with_script(&self, script: Object) -> Json {
        let mut body = Object::new();
        body.insert("script", script);
        if let Some(dictionary) = &self.dictionary {
            body.insert("dictionary", dictionary.schema.clone());
        }
        body.into()
    }
}

impl Script {
    fn to_body(&self) -> Object {
        let mut body = Object::new();
        body.insert("source", self.source.as_str());
        self.add_options(&mut body);
        body.insert("params", self.params.clone());
        body
    }

    fn shown(&self) -> Object {
        let mut body = Object::new();
        body.insert("source", self.shown_source());
        body.insert("lang", "mustache");
        self.add_options(&mut body);
        if !self.params.is_empty() {
            body.insert("params", self.params.clone());
        }
        body
    }

    fn add_options(&self, body: &mut Object) {
        if let Some(content_type) = &self.content_type {
            let mut options = Object::new();
            options.insert("content_type", content_type.as_str());
            body.insert("options", options);
        }
    }

    /// A source that came as an object is shown as one.
    fn shown_source(&self) -> Json {
        let is_object = self.content_type.as_deref() == Some(OBJECT_MEDIA_TYPE);
        let parsed = if is_object { read_value(Source::of_request(self.source.as_bytes())).ok() } else { None };
        parsed.flatten().unwrap_or_else(|| self.source.as_str().into())
    }
}

fn default_template() -> Template {
    let params = ["query_string", "default_field"].into_iter().map(|name| (name.to_owned(), Json::from("*")));
    let script = Script { source: DEFAULT_SOURCE.to_owned(), content_type: None, params: params.collect() };
    Template { script, dictionary: None }
}
