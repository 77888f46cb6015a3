//! What a search application is, and how the server shows it.

use search_application_connector::json::{self, Object, Value as Json};
use serde_json::{Map, Value, json};

use super::dictionary::StoredDictionary;
use crate::content::{to_serde, to_serde_object};
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
    pub fn to_json(&self, indices: &[String]) -> Value {
        let mut body = Map::new();
        body.insert("name".into(), self.name.as_str().into());
        body.insert("indices".into(), json!(indices));
        self.add_analytics(&mut body);
        body.insert("updated_at_millis".into(), self.updated_at_millis.into());
        body.insert("template".into(), self.template().to_json());
        body.into()
    }

    /// The record that stores it again, number by number as it was sent. Its indices are in the record of its alias.
    pub fn to_record(&self) -> Record {
        let mut body = Object::new();
        body.insert("indices".to_owned(), Json::Array(Vec::new()));
        if let Some(name) = &self.analytics_collection_name {
            body.insert("analytics_collection_name".to_owned(), Json::from(name.as_str()));
        }
        let updated = json::read(&self.updated_at_millis.to_string()).unwrap_or_default();
        body.insert("updated_at_millis".to_owned(), updated);
        if let Some(template) = &self.template {
            body.insert("template".to_owned(), template.to_body());
        }
        Record::PutApplication { name: self.name.clone(), body: Json::Object(body).to_string() }
    }

    /// As the list shows it.
    pub fn to_list_item(&self) -> Value {
        let mut body = Map::new();
        body.insert("name".into(), self.name.as_str().into());
        self.add_analytics(&mut body);
        body.insert("updated_at_millis".into(), self.updated_at_millis.into());
        body.into()
    }

    fn add_analytics(&self, body: &mut Map<String, Value>) {
        let name = self.analytics_collection_name.as_deref();
        body.extend(name.map(|name| ("analytics_collection_name".to_owned(), name.into())));
    }
}

impl Template {
    fn to_body(&self) -> Json {
        let mut script = Object::new();
        script.insert("source".to_owned(), Json::from(self.script.source.as_str()));
        if let Some(content_type) = &self.script.content_type {
            let options = [("content_type".to_owned(), Json::from(content_type.as_str()))];
            script.insert("options".to_owned(), Json::Object(options.into_iter().collect()));
        }
        script.insert("params".to_owned(), Json::Object(self.script.params.clone()));
        let mut body = Object::new();
        body.insert("script".to_owned(), Json::Object(script));
        if let Some(dictionary) = &self.dictionary {
            body.insert("dictionary".to_owned(), dictionary.schema.clone());
        }
        Json::Object(body)
    }

    fn to_json(&self) -> Value {
        let mut body = Map::new();
        body.insert("script".into(), self.script.to_json());
        body.extend(self.dictionary.as_ref().map(|kept| ("dictionary".to_owned(), to_serde(&kept.schema))));
        body.into()
    }
}

impl Script {
    fn to_json(&self) -> Value {
        let mut body = Map::new();
        body.insert("source".into(), self.shown_source());
        body.insert("lang".into(), "mustache".into());
        if let Some(content_type) = &self.content_type {
            body.insert("options".into(), json!({ "content_type": content_type }));
        }
        if !self.params.is_empty() {
            body.insert("params".into(), to_serde_object(&self.params).into());
        }
        body.into()
    }

    /// A source that came as an object is shown as one.
    fn shown_source(&self) -> Value {
        let is_object = self.content_type.as_deref() == Some(OBJECT_MEDIA_TYPE);
        let parsed = if is_object { serde_json::from_str(&self.source).ok() } else { None };
        parsed.unwrap_or_else(|| self.source.as_str().into())
    }
}

fn default_template() -> Template {
    let params = ["query_string", "default_field"].into_iter().map(|name| (name.to_owned(), Json::from("*")));
    let script = Script { source: DEFAULT_SOURCE.to_owned(), content_type: None, params: params.collect() };
    Template { script, dictionary: None }
}
