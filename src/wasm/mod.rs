//! The boundary to JavaScript, and the only folder that names its types: questions and their answers (`core`), texts
//! that cross (`text`), JSON text (`json`), the browser's regular expressions (`dictionary`); in the module for build scripts also values (`value`),
//! errors (`error`) and the operator's half (`application`).

#[cfg(feature = "application")]
mod application;
mod core;
mod dictionary;
#[cfg(feature = "application")]
mod error;
mod json;
mod memory;
mod text;
#[cfg(feature = "application")]
mod value;

pub use self::core::Core;
