//! The error that every part of the emulator reports, and the JSON body that Elasticsearch gives it.

use std::fmt::{self, Display, Formatter};

use serde_json::{Map, Value, json};

use crate::content::Place;

/// The result of anything that Elasticsearch can refuse.
pub type Result<T> = std::result::Result<T, EsError>;

/// A refusal: what an Elasticsearch error body says, before it is JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct EsError {
    /// The HTTP status.
    pub status: u16,
    /// Elasticsearch's name for the kind of error, such as `parsing_exception`.
    pub kind: String,
    /// What was wrong, for a person.
    pub reason: String,
    /// Members beside `type` and `reason`, such as `index` or `header`; boxed, as results should be small.
    pub metadata: Box<Map<String, Value>>,
    /// The error below this one, if any.
    pub caused_by: Option<Box<EsError>>,
}

/// Kinds that are plain Java exceptions in Elasticsearch: below another error they are shown, but are never
/// the root cause, and at the top they are the root cause themselves.
const PLAIN_KINDS: [&str; 13] = [
    "date_time_parse_exception",
    "illegal_argument_exception",
    "illegal_state_exception",
    "input_coercion_exception",
    "json_e_o_f_exception",
    "json_parse_exception",
    "json_schema_exception",
    "mustache_exception",
    "number_format_exception",
    "pattern_syntax_exception",
    "stream_constraints_exception",
    "unsupported_operation_exception",
    "validation_exception",
];

const CONTENT_KINDS: [&str; 3] =
    ["x_content_parse_exception", "x_content_e_o_f_exception", "named_object_not_found_exception"];

impl EsError {
    /// An error without metadata and without a cause.
    pub fn new(status: u16, kind: &str, reason: impl Into<String>) -> Self {
        Self { status, kind: kind.into(), reason: reason.into(), metadata: Box::default(), caused_by: None }
    }

    /// A request that is JSON but not the language that is expected at that place.
    pub fn parsing(reason: impl Into<String>) -> Self {
        Self::new(400, "parsing_exception", reason)
    }

    /// A request whose JSON is broken, or has the wrong shape.
    pub fn content(reason: impl Into<String>) -> Self {
        Self::new(400, "x_content_parse_exception", reason)
    }

    /// The same, with the place where it shows.
    #[must_use]
    pub(crate) fn content_at(place: Place, reason: &str) -> Self {
        let Place(line, column) = place;
        Self::content(format!("[{line}:{column}] {reason}"))
    }

    /// A value that can't be used where it stands.
    pub fn illegal_argument(reason: impl Into<String>) -> Self {
        Self::new(400, "illegal_argument_exception", reason)
    }

    /// A part of Elasticsearch's language that the embedded engine does not have.
    #[must_use]
    pub fn unsupported(part: &str) -> Self {
        Self::illegal_argument(format!(
            "{part} exists in Elasticsearch, but the emulator's embedded engine does not support it; use --upstream URL to \
             search a real Elasticsearch"
        ))
    }

    /// The index does not exist.
    #[must_use]
    pub fn index_not_found(index: &str) -> Self {
        Self::new(404, "index_not_found_exception", format!("no such index [{index}]"))
            .with("resource.type", "index_or_alias")
            .with("resource.id", index)
            .with("index_uuid", "_na_")
            .with("index", index)
    }

    /// An error that shows only with an index at hand, as a search reports it when every index refuses.
    #[must_use]
    pub fn all_shards_failed(index: &str, cause: EsError) -> Self {
        let shard = json!({ "shard": 0, "index": index, "node": "emulator", "reason": cause.members() });
        Self::new(cause.status, "search_phase_execution_exception", "all shards failed")
            .with("phase", "query")
            .with("grouped", true)
            .with("failed_shards", json!([shard]))
            .caused_by(cause)
    }

    /// The same error with one more member beside `type` and `reason`.
    #[must_use]
    pub fn with(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.metadata.insert(member.into(), value.into());
        self
    }

    /// The same error with a cause.
    #[must_use]
    pub fn caused_by(mut self, cause: EsError) -> Self {
        self.caused_by = Some(Box::new(cause));
        self
    }

    /// The error that Elasticsearch names as the root: the innermost of its own errors. The errors
    /// of the content layer are none of them, but lead to those below.
    #[must_use]
    pub fn root_cause(&self) -> &EsError {
        match &self.caused_by {
            Some(cause) if self.passes_root_to(cause) => cause.root_cause(),
            _ => self,
        }
    }

    fn passes_root_to(&self, cause: &EsError) -> bool {
        let content = |error: &EsError| CONTENT_KINDS.contains(&error.kind.as_str());
        let plain = |error: &EsError| PLAIN_KINDS.contains(&error.kind.as_str());
        match self.kind.as_str() {
            "search_phase_execution_exception" => true,
            // What is below it comes from Lucene, though it may bear the name of one of Elasticsearch's own.
            "query_shard_exception" => false,
            _ if content(self) => !plain(cause),
            _ => !plain(self) && !content(cause) && !plain(cause),
        }
    }

    /// The response body: `{"error":{"root_cause":[…],"type","reason",…},"status"}`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut error = Map::new();
        error.insert("root_cause".into(), json!([self.root_cause().own_members()]));
        error.extend(self.members());
        json!({ "error": error, "status": self.status })
    }

    /// The error as it stands inside another body, such as an item of a bulk response: `type`, `reason`, metadata
    /// and causes.
    #[must_use]
    pub fn members(&self) -> Map<String, Value> {
        let mut members = self.own_members();
        if let Some(cause) = &self.caused_by {
            members.insert("caused_by".into(), cause.members().into());
        }
        members
    }

    /// The error in one line, as with `http.detailed_errors.enabled: false`: the Java class and the message of the
    /// outermost of the server's own errors.
    #[must_use]
    pub fn brief(&self) -> String {
        if !PLAIN_KINDS.contains(&self.kind.as_str()) && !CONTENT_KINDS.contains(&self.kind.as_str()) {
            return format!("{}[{}]", self.class(), self.reason);
        }
        self.caused_by.as_ref().map_or_else(|| "No ElasticsearchException found".to_owned(), |cause| cause.brief())
    }

    /// The name of the Java class that the kind is made of.
    fn class(&self) -> String {
        let capital = |word: &str| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        };
        let class: String = self.kind.split('_').map(capital).collect();
        let is_cut = ["security_exception", "parse_exception", "exception"].contains(&self.kind.as_str());
        if is_cut { format!("Elasticsearch{class}") } else { class }
    }

    fn own_members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        members.insert("type".into(), self.kind.as_str().into());
        members.insert("reason".into(), self.reason.as_str().into());
        members.extend(self.metadata.iter().map(|(member, value)| (member.clone(), value.clone())));
        members
    }
}

impl Display for EsError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.kind, self.reason)
    }
}

impl std::error::Error for EsError {}
