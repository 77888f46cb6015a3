//! The boundary to JavaScript, and the only folder that names its types. Each file is one crossing: questions and their
//! answers (`core`), values (`json`), errors (`error`), the dictionary on its own and its regular expressions
//! (`dictionary`); in the module for build scripts also the operator's half (`application`).

#[cfg(feature = "application")]
mod application;
mod core;
mod dictionary;
mod error;
mod json;
mod memory;

pub use self::core::Core;
