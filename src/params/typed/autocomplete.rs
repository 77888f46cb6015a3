//! The param `autocomplete`, and with it `filters`.
//!
//! ```json
//! { "autocomplete": { "query": "sta", "size": 5, "suggestions": 4 },
//!   "filters": { "in_stock": { "all": { "values": [true] } } } }
//! { "autocomplete": { "query": "sta", "size": 3, "type": { "popular": true } } }
//! ```
//! `size` asks for hits, `suggestions` for completions (all kinds that the search application has), `type` for the
//! hits of one kind of suggestion in place of the results.

use super::{Typed, filters, insert_text, object};
use crate::gather::Gather;
use crate::{
    json::Object,
    params::{Hits, Question, param_name},
    search_ui::{Filter, QueryConfig},
};

impl Typed {
    /// The params of a question of autocomplete.
    ///
    /// The filters of its config that the search application takes are sent, so they may change while the page runs;
    /// the others are left to the template, which has those that the config had when the application was made.
    pub fn ask(&self, search_term: &str, question: &Question, warnings: &mut Vec<String>) -> Object {
        let mut request = Object::new();
        insert_text("query", search_term, &mut request);
        if question.config().is_some() {
            request.insert("size", question.hits_size().clamp(1, self.limits.max_size));
        }
        if !question.completions.is_empty() {
            request.insert("suggestions", question.suggestions_size().clamp(1, self.limits.max_size));
        }
        if let (Hits::Suggestions(name, _), None) = (question.hits, question.application) {
            request.insert("type", object(&param_name(name), true));
        }
        let mut params = Object::new();
        params.insert("autocomplete", request);
        let taken = self.taken(question);
        let filters = filters::filters(self, &taken, &QueryConfig::default(), warnings);
        if !filters.is_empty() {
            params.insert("filters", filters);
        }
        params
    }

    fn taken(&self, question: &Question) -> Vec<Filter> {
        let given = question.config().map_or(&[][..], |config| &config.filters);
        let is_taken = |filter: &&Filter| self.fields.type_of(&filter.field, &QueryConfig::default()).is_some();
        given.iter().filter(is_taken).cloned().gather()
    }
}
