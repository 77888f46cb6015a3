//! `suggest`: completions of what was typed, from completion fields.

mod completion;

use serde_json::{Map, Value, json};

use super::{collapse::Collapse, corpus::Corpus, hits::Printer, mapping::scalar_text, members::Members, sort::Sorted};
use crate::error::{EsError, Result};
use completion::Completion;

/// The suggesters of a search, by name.
#[derive(Debug)]
pub struct Suggest {
    suggesters: Vec<Named>,
    printed: Value,
}

#[derive(Debug)]
struct Named {
    name: String,
    text: String,
    completion: Completion,
}

impl Suggest {
    /// Reads `{name: {"prefix": …, "completion": {…}}, …}`, with a `text` for all that have none.
    pub fn read(body: &Value) -> Result<Self> {
        let mut members = Members::new("suggest", body)?;
        let text = members.text("text")?;
        let mut suggesters = Vec::new();
        while let Some((name, body)) = members.take_any() {
            suggesters.push(read_named(name, body, text.as_deref())?);
        }
        Ok(Self { suggesters, printed: body.clone() })
    }

    /// The suggesters as they were given.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.printed.clone()
    }

    /// The results by name. The options show what the printer shows of a hit.
    pub fn run(&self, corpus: &Corpus<'_>, mut printer: Printer<'_>, collapse: Option<&Collapse>) -> Result<Value> {
        let mut print = |option: &Sorted| printer.hit(option, collapse);
        let result = |named: &Named| {
            let options = named.completion.options(corpus, &named.text, &mut print)?;
            let length = named.text.encode_utf16().count();
            let entry = json!({ "text": named.text, "offset": 0, "length": length, "options": options });
            Ok((named.name.clone(), json!([entry])))
        };
        self.suggesters.iter().map(result).collect::<Result<Map<_, _>>>().map(Value::from)
    }
}

fn read_named(name: &str, body: &Value, text: Option<&str>) -> Result<Named> {
    let mut members = Members::new("suggest", body)?;
    members.refuse(&["regex", "term", "phrase"])?;
    let typed = scalar_member(&mut members, "prefix")?.or(scalar_member(&mut members, "text")?);
    let Some(completion) = members.take("completion") else {
        return Err(match members.take_any() {
            Some((kind, _)) => unknown(kind),
            None => EsError::parsing(format!("missing suggestion object for [{name}]")),
        });
    };
    let completion = Completion::read(completion)?;
    members.finish()?;
    let missing = || EsError::illegal_argument("The required text option is missing");
    let text = typed.or(text.map(String::from)).ok_or_else(missing)?;
    Ok(Named { name: name.to_owned(), text, completion })
}

fn scalar_member(members: &mut Members<'_>, name: &str) -> Result<Option<String>> {
    members.take(name).map(scalar_text).transpose()
}

fn unknown(kind: &str) -> EsError {
    let cause = EsError::new(400, "named_object_not_found_exception", format!("unknown field [{kind}]"));
    EsError::parsing(format!("unknown suggestion type [{kind}]")).caused_by(cause)
}
