//! The path of a search application's Search API, and the query string behind it.

use super::percent::percent_encode;
use crate::{
    error::Error,
    json::{Object, Value},
};

/// The path that an application's searches are posted to, its name percent-encoded.
///
/// # Errors
/// A [`Kind::Configuration`](crate::error::Kind::Configuration) error when the name can't be one.
pub fn path(application: &str) -> Result<String, Error> {
    let name = application.trim_ascii();
    if matches!(name, "" | "." | "..") {
        return Err(Error::configuration("`searchApplication` must be the name of a search application"));
    }
    Ok(["/_application/search_application/", &percent_encode(name), "/_search"].concat())
}

/// A query string without its `?`: lists are joined by commas, as Elasticsearch reads them.
#[must_use]
pub fn query(members: &Object) -> String {
    let mut query = String::new();
    for (name, value) in members.members() {
        let gap = if query.is_empty() { "" } else { "&" };
        query.push_str(&[gap, &percent_encode(name), "=", &percent_encode(&plain(value))].concat());
    }
    query
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(elements) => {
            let mut list = String::new();
            for element in elements {
                list.push_str(if list.is_empty() { "" } else { "," });
                list.push_str(&plain(element));
            }
            list
        }
        other => other.to_json(),
    }
}
