//! Where searches go, who asks, and how: what a connector is told of the cluster, read and checked once.

use super::{
    Authentication, Credential, RequestOptions, Secrets, cloud, header,
    node::Address,
    request_options::{flag, present, whole},
};
use crate::{
    error::Error,
    gather::Gather,
    json::{Object, Value},
};

/// The options that are read here, beside those of [`RequestOptions`].
pub const CONNECTION: [&str; 12] = [
    "host",
    "cloud",
    "serverMode",
    "apiKey",
    "auth",
    "secondaryAuthorization",
    "connectionOptions",
    "opaqueIdPrefix",
    "onDiagnostic",
    "cache",
    "allowInsecure",
    "dispatcher",
];

/// The version of its API that a serverless cluster is asked for.
const SERVERLESS_VERSION: (&str, &str) = ("elastic-api-version", "2023-10-31");

/// What surrounds the options: what JSON can't say of them.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Whether a browser sends the requests, not Node or its like.
    pub in_page: bool,
    /// The options that are functions, by name; `auth.bearer` for a member.
    pub functions: Vec<String>,
}

/// How many answers are kept, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheOptions {
    /// The most entries; the one that was not used for longest goes first.
    pub max_entries: u32,
    /// Milliseconds.
    pub ttl: u32,
}

/// What a connector is told of the cluster.
#[derive(Debug, Clone)]
pub struct Connection {
    /// The addresses of the nodes, or of proxies in front of them, without a trailing slash.
    pub nodes: Vec<String>,
    /// Who asks.
    pub authentication: Authentication,
    /// For whom besides (`es-secondary-authorization`).
    pub secondary: Option<Credential>,
    /// What stands before each `opaqueId`.
    pub opaque_id_prefix: String,
    /// How searches are sent, unless one says otherwise.
    pub request: RequestOptions,
    /// Whether answers are kept.
    pub cache: Option<CacheOptions>,
    /// Whether a browser sends the requests.
    pub in_page: bool,
}

impl Connection {
    /// Reads the options of a connector or a client.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first that can't work.
    pub fn read(given: &Object, surroundings: &Surroundings) -> Result<Self, Error> {
        let allow_insecure = flag(given, "allowInsecure")?.unwrap_or(false);
        let mut hosts = hosts(given, allow_insecure)?;
        let is_serverless = is_serverless(given)?;
        if is_serverless {
            hosts.truncate(1);
        }
        let opaque_id_prefix = text(given, "opaqueIdPrefix")?.unwrap_or_default().to_owned();
        let mut request = RequestOptions::over(&RequestOptions::default(), given, &opaque_id_prefix)?;
        // What only a single search may say: its own id, and for a connector `cache` is another option.
        request.cache = true;
        if is_serverless {
            header::set(&mut request.headers, (SERVERLESS_VERSION.0.to_owned(), SERVERLESS_VERSION.1.to_owned()));
        }
        let read = Authentication::read(given, &surroundings.functions, &hosts)?;
        let has_header = request.headers.iter().any(|(name, _)| name == "authorization");
        let authentication = read.or(has_header.then_some(Authentication::Header)).ok_or_else(no_credential)?;
        Ok(Self {
            nodes: hosts.into_iter().map(|host| host.url).gather(),
            authentication,
            secondary: present(given, "secondaryAuthorization").map(Credential::secondary).transpose()?,
            opaque_id_prefix,
            request,
            cache: cache(given)?,
            in_page: surroundings.in_page,
        })
    }

    /// What the developer should know.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let is_exposed = self.in_page && self.authentication.is_password();
        let warning = "Everyone who opens the page can read the user's name and password, and do with them whatever \
                       that user may do. Make an API key that is restricted to the search application and pass it as \
                       `apiKey`";
        if is_exposed { vec![warning.to_owned()] } else { Vec::new() }
    }

    /// What no error may show, as far as the options tell it.
    #[must_use]
    pub fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        for credential in [fixed(&self.authentication), self.secondary.as_ref()].into_iter().flatten() {
            secrets.add(credential.secrets());
        }
        secrets.add_headers(&self.request.headers);
        secrets
    }
}

fn fixed(authentication: &Authentication) -> Option<&Credential> {
    match authentication {
        Authentication::Fixed(credential) => Some(credential),
        _ => None,
    }
}

fn no_credential() -> Error {
    Error::configuration("`apiKey` is missing: the key that lets the page search this application and nothing else")
}

fn hosts(given: &Object, allow_insecure: bool) -> Result<Vec<Address>, Error> {
    match (present(given, "host"), present(given, "cloud")) {
        (Some(_), Some(_)) => Err(Error::configuration("Give either `host` or `cloud`, not both")),
        (None, None) => Err(Error::configuration("`host` is missing: the URL of the cluster")),
        (None, Some(cloud)) => {
            let id = cloud.get("id").and_then(Value::as_str);
            let id = id.ok_or_else(|| Error::configuration("`cloud` must be `{ id }`, the id a text"))?;
            Ok(vec![Address::read(&cloud::host_of(id)?, false)?])
        }
        (Some(Value::Array(hosts)), None) if !hosts.is_empty() => {
            let mut addresses = Vec::new();
            for host in hosts {
                addresses.push(address(host, allow_insecure)?);
            }
            Ok(addresses)
        }
        (Some(host), None) => Ok(vec![address(host, allow_insecure)?]),
    }
}

fn address(host: &Value, allow_insecure: bool) -> Result<Address, Error> {
    match host {
        Value::String(text) if !text.trim_ascii().is_empty() => Address::read(text, allow_insecure),
        _ => Err(Error::configuration("`host` must be a text, the URL of the cluster, or a list of such texts")),
    }
}

fn is_serverless(given: &Object) -> Result<bool, Error> {
    match text(given, "serverMode")? {
        None | Some("stack") => Ok(false),
        Some("serverless") => Ok(true),
        Some(_) => Err(Error::configuration("`serverMode` must be \"stack\" or \"serverless\"")),
    }
}

fn text<'a>(given: &'a Object, name: &str) -> Result<Option<&'a str>, Error> {
    match present(given, name) {
        None => Ok(None),
        Some(Value::String(text)) if header::is_header_safe(text) => Ok(Some(text)),
        Some(_) => Err(Error::configuration(["`", name, "` must be a text that a header can hold"].concat())),
    }
}

fn cache(given: &Object) -> Result<Option<CacheOptions>, Error> {
    match present(given, "cache") {
        None | Some(Value::Bool(false)) => Ok(None),
        Some(Value::Object(cache)) => {
            let max_entries = whole(cache, "maxEntries", 1, u32::MAX)?;
            let ttl = whole(cache, "ttl", 1, u32::MAX)?;
            match (max_entries, ttl, cache.len()) {
                (Some(max_entries), Some(ttl), 2) => Ok(Some(CacheOptions { max_entries, ttl })),
                _ => Err(not_a_cache()),
            }
        }
        Some(_) => Err(not_a_cache()),
    }
}

fn not_a_cache() -> Error {
    Error::configuration("`cache` must be `{ maxEntries, ttl }`, the second in milliseconds, or false")
}
