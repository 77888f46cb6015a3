//! How an option is read: by its row in the table.

use super::table::TABLE;
use crate::{
    error::Error,
    gather::Gather,
    json::{Object, Value},
    text::listed,
};

/// Said once for all searches of a connector.
pub const CONNECTOR: u8 = 1;
/// Said for a single search.
pub const SEARCH: u8 = 2;
/// Said of a search application that is not the connector's own.
pub const APPLICATION: u8 = 4;
/// Said for all searches or for one.
pub const SHARED: u8 = CONNECTOR | SEARCH;
/// Said of any search application.
pub const OF_APPLICATION: u8 = CONNECTOR | APPLICATION;

/// What becomes of an option's value; or why it can't be: the sentence behind the option's name.
pub type Reader = fn(&Value) -> Result<Value, &'static str>;

/// An option.
pub struct Rule {
    pub name: &'static str,
    /// Where it may be said: [`CONNECTOR`] and its like.
    pub scopes: u8,
    /// `None`: it is read elsewhere, or JavaScript's own.
    pub reader: Option<Reader>,
}

/// The options that have a reader, read.
///
/// # Errors
/// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first that can't work.
pub fn read(given: &Object, scope: u8) -> Result<Object, Error> {
    let mut read = Object::new();
    for rule in TABLE.iter().filter(|rule| rule.scopes & scope != 0) {
        if let (Some(value), Some(reader)) = (present(given, rule.name), rule.reader) {
            let value = reader(value).map_err(|why| Error::configuration(["`", rule.name, why].concat()))?;
            read.insert(rule.name, value);
        }
    }
    Ok(read)
}

/// Refuses an option, or a function given as one, that may not be said there.
///
/// # Errors
/// A [`Kind::Configuration`](crate::error::Kind::Configuration) error with all that may.
pub fn refuse_unknown(given: &Object, functions: &[String], scope: u8) -> Result<(), Error> {
    // A member of another option has a dot in its name, and is looked at there.
    let functions = functions.iter().map(String::as_str).filter(|name| !name.bytes().any(|byte| byte == b'.'));
    let names = names(scope);
    match given.iter().map(|(name, _)| name).chain(functions).find(|name| !names.contains(name)) {
        Some(name) => {
            Err(Error::configuration(["There is no option `", name, "`. The options are ", &listed(&names)].concat()))
        }
        None => Ok(()),
    }
}

/// The options that there are.
pub fn names(scope: u8) -> Vec<&'static str> {
    TABLE.iter().filter(|rule| rule.scopes & scope != 0).map(|rule| rule.name).gather()
}

/// The member, unless it is `null`.
pub fn present<'a>(given: &'a Object, name: &str) -> Option<&'a Value> {
    given.get(name).filter(|&value| *value != Value::Null)
}
