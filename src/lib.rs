//! A connector between Elastic's Search UI and Elasticsearch's Search Application Search API.
//!
//! A search goes through the modules once, in this order: [`search_ui`] reads what Search UI asks, [`params`] turns it
//! into the params of a search application, [`dictionary`] refuses what the server would refuse, [`transport`] says
//! what goes where and what an answer means. [`options`] says what they go by, and [`service`] is what JavaScript asks of
//! all of them; it waits for the network and shapes the answer. `wasm/` alone names JavaScript types.

#[cfg(feature = "application")]
pub mod application;
pub mod dictionary;
pub mod error;
mod gather;
pub mod json;
pub mod options;
pub mod params;
pub mod search_ui;
pub mod service;
mod text;
pub mod transport;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
