//! Where searches go, who asks, and how: what a connector is told of the cluster, read and checked once.

use super::{Authentication, Credential, cloud, node::Address};
use crate::{
    error::Error,
    gather::Gather,
    json::{Object, Value},
    options::present,
};

/// What surrounds the options: what JSON can't say of them.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Whether a browser sends the requests, not Node or its like.
    pub in_page: bool,
    /// The options that are functions, by name; `auth.bearer` for a member.
    pub functions: Vec<String>,
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
    /// Whether the cluster is a serverless one.
    pub is_serverless: bool,
    /// Whether a browser sends the requests.
    in_page: bool,
}

impl Connection {
    /// Reads what `given` says of it, of which `told` has been read; `headers` are those of every search.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first that can't work.
    pub fn read(
        given: &Object,
        told: &Object,
        surroundings: &Surroundings,
        headers: Option<&Object>,
    ) -> Result<Self, Error> {
        let mut hosts = hosts(given, told.get("allowInsecure") == Some(&Value::Bool(true)))?;
        let is_serverless = told.get("serverMode").and_then(Value::as_str) == Some("serverless");
        if is_serverless {
            hosts.truncate(1);
        }
        let read = Authentication::read(given, &surroundings.functions, &hosts)?;
        let is_in_header = headers.is_some_and(|headers| headers.contains("authorization"));
        Ok(Self {
            nodes: hosts.into_iter().map(|host| host.url).gather(),
            authentication: read.or(is_in_header.then_some(Authentication::Header)).ok_or_else(no_credential)?,
            secondary: present(given, "secondaryAuthorization").map(Credential::secondary).transpose()?,
            is_serverless,
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

    /// What no error may show.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        let fixed = match &self.authentication {
            Authentication::Fixed(credential) => Some(credential),
            _ => None,
        };
        let mut secrets = Vec::new();
        for credential in [fixed, self.secondary.as_ref()].into_iter().flatten() {
            secrets.extend_from_slice(credential.secrets());
        }
        secrets
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
