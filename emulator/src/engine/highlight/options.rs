//! The options of highlighting: those of the request, which each field may override.

use serde_json::{Map, Value};

use crate::{
    engine::{limits, members::Members},
    error::{EsError, Result},
};

/// The `highlight` part of a search.
#[derive(Debug)]
pub struct Highlight {
    fields: Vec<(String, FieldOptions)>,
    html: bool,
    printed: Value,
}

/// The options of one field.
#[derive(Debug, Clone)]
pub(super) struct FieldOptions {
    pub(super) pre_tag: String,
    pub(super) post_tag: String,
    pub(super) fragment_size: usize,
    /// 0: the whole value, not fragments of it.
    pub(super) number_of_fragments: usize,
    pub(super) no_match_size: usize,
    pub(super) require_field_match: bool,
    pub(super) by_score: bool,
}

impl Default for FieldOptions {
    fn default() -> Self {
        Self {
            pre_tag: "<em>".into(),
            post_tag: "</em>".into(),
            fragment_size: 100,
            number_of_fragments: 5,
            no_match_size: 0,
            require_field_match: true,
            by_score: false,
        }
    }
}

/// Options that Elasticsearch has and this engine does not.
const REFUSED: [&str; 11] = [
    "tags_schema",
    "highlight_query",
    "matched_fields",
    "boundary_chars",
    "boundary_max_scan",
    "boundary_scanner_locale",
    "fragment_offset",
    "fragmenter",
    "options",
    "phrase_limit",
    "max_analyzed_offset",
];

impl Highlight {
    /// Reads the `highlight` part of a search body.
    pub fn read(body: &Value) -> Result<Self> {
        let mut members = Members::new("highlight", body)?;
        let html = match members.text("encoder")?.as_deref() {
            None | Some("default") => false,
            Some("html") => true,
            Some(other) => return Err(EsError::illegal_argument(format!("unknown encoder [{other}]"))),
        };
        let given = members.take("fields");
        let defaults = FieldOptions::default().overridden(&mut members)?;
        members.finish_strictly()?;
        let mut fields = Vec::new();
        let given = named(given)?;
        limits::check_names("highlight", given.len())?;
        for (name, options) in given {
            let mut members = Members::new("highlight_field", options)?;
            let options = defaults.clone().overridden(&mut members).map_err(|cause| in_field(name, cause))?;
            fields.push((name.clone(), options));
            members.finish_strictly()?;
        }
        Ok(Self { fields, html, printed: body.clone() })
    }

    /// The part as it is printed back.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.printed.clone()
    }

    /// The names or patterns of the fields, with their options.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &FieldOptions)> {
        self.fields.iter().map(|(name, options)| (name.as_str(), options))
    }

    /// Whether the text around the tags is made safe to be HTML.
    pub(super) fn is_html(&self) -> bool {
        self.html
    }
}

/// The fields with their options: one object, or a list of objects when the order counts.
fn named(fields: Option<&Value>) -> Result<Vec<(&String, &Value)>> {
    match fields {
        None => Ok(Vec::new()),
        Some(Value::Object(fields)) => Ok(fields.iter().collect()),
        Some(Value::Array(list)) => Ok(list.iter().filter_map(Value::as_object).flat_map(Map::iter).collect()),
        Some(_) => Err(EsError::new(
            400,
            "x_content_parse_exception",
            "[highlight] fields must be an object or a list of objects",
        )),
    }
}

/// An error in the options of one field, as Elasticsearch's reader reports it.
fn in_field(name: &str, cause: EsError) -> EsError {
    if cause.is_unsupported() {
        return cause;
    }
    let cause = EsError::content(format!("[fields] failed to parse field [{name}]")).caused_by(cause);
    EsError::content("[highlight] failed to parse field [fields]").caused_by(cause)
}

impl FieldOptions {
    fn overridden(mut self, members: &mut Members<'_>) -> Result<Self> {
        members.refuse(&REFUSED)?;
        members.boolean("force_source")?;
        if members.has("pre_tags") && !members.has("post_tags") {
            return Err(EsError::parsing("pre_tags are set but post_tags are not set"));
        }
        let first = |tags: Option<Vec<String>>| tags.and_then(|tags| tags.into_iter().next());
        self.pre_tag = first(members.texts("pre_tags")?).unwrap_or(self.pre_tag);
        self.post_tag = first(members.texts("post_tags")?).unwrap_or(self.post_tag);
        self.fragment_size = members.count("fragment_size")?.unwrap_or(self.fragment_size);
        self.number_of_fragments = members.count("number_of_fragments")?.unwrap_or(self.number_of_fragments);
        self.no_match_size = members.count("no_match_size")?.unwrap_or(self.no_match_size);
        self.require_field_match = members.boolean("require_field_match")?.unwrap_or(self.require_field_match);
        if let Some(order) = members.text("order")? {
            self.by_score = order == "score";
        }
        check(members, "type", "unified")?;
        check(members, "boundary_scanner", "sentence")?;
        Ok(self)
    }
}

fn check(members: &mut Members<'_>, option: &str, only: &str) -> Result<()> {
    match members.text(option)? {
        Some(value) if value != only => Err(EsError::unsupported(&format!("[{option}: {value}] in [highlight]"))),
        _ => Ok(()),
    }
}
