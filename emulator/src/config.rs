//! What can be set about an emulator.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::http::cors::Cors;
use crate::licence::Licence;
use crate::security::Credentials;

/// The password of the user when none is given.
pub const DEVELOPMENT_PASSWORD: &str = "changeme";

/// The settings of an emulator.
#[derive(Clone)]
pub struct Config {
    /// Where it listens; port 0 takes a free one.
    pub address: SocketAddr,
    /// The one user.
    pub user: Credentials,
    /// Which other origins' pages may call it.
    pub cors: Cors,
    /// The largest request body, inflated, in bytes: `http.max_content_length`.
    pub max_content_length: usize,
    /// Whether errors are told in full (`http.detailed_errors.enabled`), or by one line of text.
    pub detailed_errors: bool,
    /// The licence that it claims to have.
    pub licence: Licence,
    /// Indices to make before it answers: the name, and a file with `{"settings", "mappings"}`.
    pub indices: Vec<(String, PathBuf)>,
    /// Documents to load before it answers: the index, and a file of NDJSON, JSON or CSV, gzipped or not.
    pub load: Vec<(String, PathBuf)>,
    /// The folder that everything is kept in over a restart; without one it lives as long as the process.
    pub data: Option<PathBuf>,
    /// Whether faults can be set, by requests from this machine to `/_emulator/faults`.
    pub faults: bool,
    /// The real engine that searches, if it is not the embedded one.
    pub upstream: Option<UpstreamAddress>,
}

/// Where a real Elasticsearch or OpenSearch is, and who the emulator is there.
#[derive(Clone)]
pub struct UpstreamAddress {
    /// Its URL; a path prefix is kept.
    pub url: String,
    /// The value of the `Authorization` header, if it wants one.
    pub authorization: Option<String>,
    /// A file with the certificates (PEM) of the only authorities whose signature is trusted; without it, those that
    /// browsers trust.
    pub authority: Option<PathBuf>,
}

impl Default for Config {
    /// Loopback, a free port, the development password, no CORS, and the server's limit of 100 MB.
    fn default() -> Self {
        Self {
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            user: Credentials { user: "elastic".to_owned(), password: DEVELOPMENT_PASSWORD.to_owned() },
            cors: Cors::default(),
            max_content_length: 100 * 1024 * 1024,
            detailed_errors: true,
            licence: Licence::default(),
            indices: Vec::new(),
            load: Vec::new(),
            data: None,
            faults: false,
            upstream: None,
        }
    }
}
