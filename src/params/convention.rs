//! Which params a template takes: the option `params`.

use super::{Question, boilerplate, typed::Typed};
use crate::{
    json::{Object, Value},
    search_ui::{QueryConfig, RequestState},
};

/// The convention that a search application's template follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Convention {
    /// That of the generated search application: [`crate::params::typed`].
    #[default]
    Typed,
    /// That of Elastic's own client: [`crate::params::boilerplate`].
    Boilerplate,
    /// The page's own: a function makes the params of the request state and the query config.
    Custom,
}

impl Convention {
    /// Reads the option: `"typed"`, `"boilerplate"`, or nothing, which means typed. `None` for anything else. A
    /// function is no JSON value, so whoever finds one takes [`Convention::Custom`].
    #[must_use]
    pub fn read(option: Option<&Value>) -> Option<Self> {
        match option {
            None | Some(Value::Null) => Some(Self::Typed),
            Some(name) => match name.as_str()? {
                "typed" => Some(Self::Typed),
                "boilerplate" => Some(Self::Boilerplate),
                _ => None,
            },
        }
    }

    /// The params of a search; `None` if the page's function makes them.
    pub fn search(
        self,
        known: &Typed,
        state: &RequestState,
        config: &QueryConfig,
        warnings: &mut Vec<String>,
    ) -> Option<Object> {
        match self {
            Self::Typed => Some(known.search(state, config, warnings)),
            Self::Boilerplate => Some(boilerplate::search(known, state, config, warnings)),
            Self::Custom => None,
        }
    }

    /// The params of a question of autocomplete; `None` if there is nothing to ask in this convention, or if the
    /// page's function makes them.
    pub fn ask(
        self,
        known: &Typed,
        search_term: &str,
        question: &Question,
        warnings: &mut Vec<String>,
    ) -> Option<Object> {
        match self {
            Self::Typed => Some(known.ask(search_term, question, warnings)),
            Self::Boilerplate => boilerplate::ask(known, search_term, question, warnings),
            Self::Custom => None,
        }
    }
}
