//! What can be said on the command line and in the environment, and the settings that it means.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Parser;
use emulator::{Config, Cors, Credentials, Licence, Origins, UpstreamAddress};

const ENVIRONMENT: &str = "\
Environment:
  EMULATOR_PASSWORD                the user's password, where it does not show in the list of processes
  EMULATOR_UPSTREAM_AUTHORIZATION  what to send to --upstream as `Authorization`
  EMULATOR_LOG                     what to log";

/// A local server that speaks Elasticsearch's Search Application API, for development and tests.
///
/// Its first line on standard output is `listening on http://HOST:PORT`; its log, one JSON object a line, goes to standard
/// error. It ends on SIGINT and SIGTERM, after the requests that it is answering.
#[derive(Parser)]
#[command(version, after_help = ENVIRONMENT)]
pub struct Arguments {
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 9200)]
    port: u16,
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1", value_parser = parse_host)]
    host: IpAddr,
    /// An origin whose pages may call the emulator; may be given several times. `*` allows any, `/regex/` a pattern
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin)]
    cors_origin: Vec<String>,
    /// The headers that pages may send, separated by commas; without it, Elasticsearch's default list
    #[arg(long, value_name = "HEADERS", value_delimiter = ',')]
    cors_allow_headers: Vec<String>,
    /// The methods that pages may use, separated by commas; without it, Elasticsearch's default list
    #[arg(long, value_name = "METHODS", value_delimiter = ',')]
    cors_allow_methods: Vec<String>,
    /// The headers that pages may read, separated by commas
    #[arg(long, value_name = "HEADERS", value_delimiter = ',', default_value = "X-elastic-product")]
    cors_expose_headers: Vec<String>,
    /// How long browsers may keep the answer to a preflight, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 1_728_000)]
    cors_max_age: u32,
    /// Let pages send credentials such as cookies
    #[arg(long)]
    cors_allow_credentials: bool,
    /// The largest request body, inflated, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = 100 * 1024 * 1024)]
    max_content_length: usize,
    /// Answer errors by one line of text, as Elasticsearch does without detailed errors
    #[arg(long)]
    no_detailed_errors: bool,
    /// The name of the one user, who may do everything
    #[arg(long, default_value = "elastic")]
    user: String,
    /// The user's password. Give it in the environment, where it does not show in the list of processes
    #[arg(long, env = "EMULATOR_PASSWORD", hide_env_values = true, default_value = emulator::DEVELOPMENT_PASSWORD)]
    password: String,
    /// A real Elasticsearch or OpenSearch that keeps the indices and searches them, in place of the embedded engine.
    /// What to send there as `Authorization` is read from the environment: `EMULATOR_UPSTREAM_AUTHORIZATION`
    #[arg(long, value_name = "URL", env = "EMULATOR_UPSTREAM")]
    upstream: Option<String>,
    /// The certificate (PEM) of the authority that signed the certificate of --upstream, where browsers don't trust it
    #[arg(long, value_name = "FILE", requires = "upstream")]
    upstream_ca: Option<PathBuf>,
    /// Keep indices, documents, search applications and keys in this folder over a restart; without it they live as long as
    /// the process
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The licence that it claims to have: trial, enterprise, platinum or basic, under which search applications are refused
    #[arg(long, default_value = "trial", value_name = "NAME")]
    licence: Licence,
    /// An index to make at start, from a file with its settings and mappings; may be given several times
    #[arg(long, value_name = "INDEX=FILE", value_parser = parse_named_file)]
    index: Vec<(String, PathBuf)>,
    /// Documents to load at start; may be given several times. NDJSON, with or without bulk actions, a JSON array, or CSV
    /// with a header (.csv); each may be gzipped (.gz). An index that has documents is left as it is
    #[arg(long, value_name = "INDEX=FILE", value_parser = parse_named_file)]
    load: Vec<(String, PathBuf)>,
    /// Let requests from this machine to /_emulator/faults order delays, refusals and broken connections, for tests
    #[arg(long)]
    faults: bool,
    /// What to log, such as `warn` or `emulator=debug`
    #[arg(long, env = "EMULATOR_LOG", default_value = "info")]
    pub log: String,
}

impl Arguments {
    /// The settings that these arguments, and the environment, mean.
    pub fn into_config(self) -> Result<Config, Box<dyn std::error::Error>> {
        let mut cors = Cors {
            allow_credentials: self.cors_allow_credentials,
            expose_headers: self.cors_expose_headers,
            max_age: self.cors_max_age,
            ..Cors::default()
        };
        if !self.cors_origin.is_empty() {
            cors.allow_origin = Some(Origins::parse(&self.cors_origin.join(","))?);
        }
        if !self.cors_allow_headers.is_empty() {
            cors.allow_headers = self.cors_allow_headers;
        }
        if !self.cors_allow_methods.is_empty() {
            cors.allow_methods = self.cors_allow_methods;
        }
        let upstream = self.upstream.as_deref().map(|url| read_upstream(url, self.upstream_ca)).transpose()?;
        Ok(Config {
            address: SocketAddr::new(self.host, self.port),
            user: Credentials { user: self.user, password: self.password },
            cors,
            licence: self.licence,
            max_content_length: self.max_content_length,
            detailed_errors: !self.no_detailed_errors,
            indices: self.index,
            load: self.load,
            data: self.data,
            faults: self.faults,
            upstream,
        })
    }
}

/// The credential is no part of the URL, since the list of processes shows it. What is refused is not repeated, as it may
/// hold one all the same.
fn read_upstream(url: &str, authority: Option<PathBuf>) -> Result<UpstreamAddress, String> {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or_default();
    if url.contains('@') {
        return Err("--upstream: put the credential into EMULATOR_UPSTREAM_AUTHORIZATION, not into the URL".to_owned());
    }
    if host.is_empty() || url.contains(['?', '#']) {
        return Err("--upstream: expected a URL such as http://127.0.0.1:9201".to_owned());
    }
    let authorization = std::env::var("EMULATOR_UPSTREAM_AUTHORIZATION").ok();
    if authorization.as_deref().is_some_and(|value| !value.contains(' ') || value.contains(char::is_control)) {
        return Err("EMULATOR_UPSTREAM_AUTHORIZATION: expected one line such as `ApiKey …` or `Basic …`".to_owned());
    }
    Ok(UpstreamAddress { url: url.to_owned(), authorization, authority })
}

fn parse_host(argument: &str) -> Result<IpAddr, String> {
    argument
        .parse()
        .map_err(|_| "expected an IP address such as 127.0.0.1, or 0.0.0.0 for all of this machine".to_owned())
}

/// What a browser sends as `Origin`, a pattern, or several of these.
fn parse_origin(argument: &str) -> Result<String, String> {
    let is_origin = |origin: &str| match origin.trim().split_once("://") {
        Some((scheme, host)) => !scheme.is_empty() && !host.is_empty() && !host.contains('/'),
        None => ["*", "null"].contains(&origin.trim()),
    };
    if argument.starts_with('/') || argument.split(',').all(is_origin) {
        return Ok(argument.to_owned());
    }
    Err("expected scheme, host and port alone, such as http://localhost:5173; or `*`, or a /pattern/".to_owned())
}

fn parse_named_file(argument: &str) -> Result<(String, PathBuf), String> {
    match argument.split_once('=') {
        Some((index, file)) if !index.is_empty() && !file.is_empty() => Ok((index.to_owned(), PathBuf::from(file))),
        _ => Err("expected INDEX=FILE".to_owned()),
    }
}
