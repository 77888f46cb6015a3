//! Document and field level security of the embedded engine: a caller who sees only a part of an index searches an
//! index that holds only that part. So nothing of the rest can show, whatever is asked: in counts, in aggregations, in
//! highlights or by the order of hits.

use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::Indices;
use crate::engine::Engine;
use crate::error::EsError;
use crate::security::{Part, Sight};

/// How many parts are kept for the next search.
const KEPT: usize = 16;

/// Parts of indices that were searched lately, the latest last.
#[derive(Default)]
pub struct Parts(Mutex<Vec<Kept>>);

struct Kept {
    index: String,
    part: Part,
    /// The number of the last change when it was made.
    age: u64,
    engine: Engine,
}

/// What a caller sees of what it asked for.
pub struct Seen {
    /// An engine that has these indices, or the caller's parts of them.
    pub engine: Engine,
    /// The indices.
    pub names: Vec<String>,
    /// The parts; none when it sees all of everything.
    pub parts: Vec<Part>,
}

impl Indices {
    /// What a caller sees of the indices that an expression means.
    pub fn seen(&self, sight: Sight<'_>, expression: &str, lenient: bool) -> Result<Seen, EsError> {
        let (mut engines, mut parts) = (Vec::new(), Vec::new());
        for (index, through) in self.reached(expression, lenient)? {
            let through: Vec<&str> = through.iter().map(String::as_str).collect();
            let part = sight.part(&through);
            let engine = part.as_ref().map_or_else(|| Ok(self.engine.clone()), |part| self.part(&index, part))?;
            engines.push((index, engine));
            parts.extend(part);
        }
        let engine = if parts.is_empty() {
            self.engine.clone()
        } else {
            Engine::over(engines.iter().map(|(index, engine)| (index.as_str(), engine)))?
        };
        Ok(Seen { engine, names: engines.into_iter().map(|(index, _)| index).collect(), parts })
    }

    /// A document as a caller sees it who reaches its index by this name.
    pub fn get_document(&self, sight: Sight<'_>, name: &str, index: &str, id: &str) -> Result<Value, EsError> {
        let mut answer = self.engine.get_document(index, id)?;
        let Some(part) = sight.part(&[name]) else { return Ok(answer) };
        if self.part(index, &part)?.get_document(index, id)?.get("found") != Some(&true.into()) {
            return Ok(json!({ "_index": index, "_id": id, "found": false }));
        }
        if let Some(Value::Object(source)) = answer.get_mut("_source") {
            *source = part.of_source(source);
        }
        Ok(answer)
    }

    /// An engine with that part of an index under the index's name. One is built at a time, so that many who ask for the
    /// same wait for it instead of building it again.
    fn part(&self, index: &str, part: &Part) -> Result<Engine, EsError> {
        part.check_clock().map_err(|error| EsError::all_shards_failed(index, error))?;
        let mut kept = self.parts.0.lock().unwrap_or_else(PoisonError::into_inner);
        let age = self.changes();
        kept.retain(|other| other.age == age);
        let place = kept.iter().position(|other| other.index == index && other.part == *part);
        let found = place.map(|place| kept.remove(place));
        let built = || Ok(Kept { index: index.to_owned(), engine: self.build(index, part)?, part: part.clone(), age });
        let found = found.map_or_else(built, Ok)?;
        let engine = found.engine.clone();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(found);
        Ok(engine)
    }

    fn build(&self, index: &str, part: &Part) -> Result<Engine, EsError> {
        let mappings = part.of_mapping_to_fill(&self.engine.mapping(index)?);
        let engine = Engine::in_memory();
        engine.create_index(index, &json!({ "settings": self.engine.settings(index)?, "mappings": mappings }))?;
        for (id, source) in self.engine.documents(index, part.query().as_ref())? {
            let source = Value::from(part.of_source(&source)).to_string();
            engine.index_document(index, Some(&id), source.as_bytes(), false)?;
        }
        engine.refresh(index)?;
        Ok(engine)
    }
}
