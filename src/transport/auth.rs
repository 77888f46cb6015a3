//! The credential a request carries, kept so that it can't be printed by accident.

use std::fmt::{self, Debug, Formatter};

use super::{base64, header::is_header_safe, node::Address, secrets::secrets_of};
use crate::{
    error::Error,
    json::{Object, Value},
    options::present,
};

/// A credential, ready to be sent.
#[derive(Clone, PartialEq)]
pub struct Credential {
    /// The value of the `Authorization` header.
    header: String,
    /// The texts that must never be shown: what the header holds, and what it was made of.
    secrets: Vec<String>,
}

/// What kind of credential a function of the page supplies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `apiKey`
    ApiKey,
    /// `auth.bearer`
    Bearer,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Authentication {
    /// One credential for as long as the connector lives.
    Fixed(Credential),
    /// A function of the page is asked for it.
    Supplied(Scheme),
    /// The page's own `authorization` header, which stands among its headers.
    Header,
}

impl Scheme {
    /// The option whose value or function it is.
    #[must_use]
    pub fn option(self) -> &'static str {
        match self {
            Self::ApiKey => "apiKey",
            Self::Bearer => "auth.bearer",
        }
    }

    /// Reads an API key (the `encoded` text that creating it returned, or `{ id, api_key }`) or a bearer token.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error that doesn't quote the value.
    pub fn credential(self, value: &Value) -> Result<Credential, Error> {
        match (self, value) {
            (_, Value::String(text)) => {
                let text = text.trim_ascii();
                if text.is_empty() || !is_header_safe(text) {
                    return Err(self.unusable());
                }
                Ok(Credential::new(if self == Self::ApiKey { "ApiKey " } else { "Bearer " }, text))
            }
            (Self::ApiKey, _) => match (text_of(value, "id"), text_of(value, "api_key")) {
                (Some(id), Some(secret)) => Ok(Credential::pair("ApiKey ", id, secret)),
                _ => Err(self.unusable()),
            },
            (Self::Bearer, _) => Err(self.unusable()),
        }
    }

    fn unusable(self) -> Error {
        let what = match self {
            Self::ApiKey => {
                "` must be the `encoded` value that creating an API key returned, or `{ id, api_key }`, or a function \
                 that returns one"
            }
            Self::Bearer => "` must be a token, or a function that returns one",
        };
        let why = "; a line break or a character that a header can't hold means it was copied wrongly";
        Error::configuration(["`", self.option(), what, why].concat())
    }
}

impl Credential {
    fn new(scheme: &str, value: &str) -> Self {
        let header = [scheme, value].concat();
        Self { secrets: secrets_of(&header), header }
    }

    fn pair(scheme: &str, name: &str, secret: &str) -> Self {
        Self::new(scheme, &base64::encode([name, ":", secret].concat().as_bytes()))
    }

    /// A header's whole value, such as `ApiKey …`, or what [`Authentication::read`] takes as `auth`.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error that doesn't quote the value.
    pub fn secondary(value: &Value) -> Result<Self, Error> {
        let unusable = || {
            Error::configuration(
                "`secondaryAuthorization` must be the whole value of the header, such as \"ApiKey …\" or \"Basic …\", \
                 or an object like `auth`",
            )
        };
        match value {
            Value::String(header) if !header.trim_ascii().is_empty() && is_header_safe(header) => {
                Ok(Self::new("", header.trim_ascii()))
            }
            Value::Object(auth) => known(auth)?.ok_or_else(unusable),
            _ => Err(unusable()),
        }
    }

    /// The value of the `Authorization` header.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The texts that must never be shown.
    #[must_use]
    pub fn secrets(&self) -> &[String] {
        &self.secrets
    }
}

impl Authentication {
    /// Reads `apiKey`, `auth` and the credentials in the hosts' URLs, in the client's order: an API key before a
    /// token before a password, and an option before a URL. `functions` names the options that are functions.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error that quotes no value.
    pub fn read(given: &Object, functions: &[String], hosts: &[Address]) -> Result<Option<Self>, Error> {
        let none = Object::new();
        let auth = match given.get("auth") {
            None | Some(Value::Null) => &none,
            Some(Value::Object(auth)) => auth,
            Some(_) => return Err(not_auth()),
        };
        if auth.iter().any(|(name, _)| !["apiKey", "bearer", "username", "password"].contains(&name)) {
            return Err(not_auth());
        }
        let is_function = |option: &str| functions.iter().any(|name| name == option);
        if is_function("apiKey") || is_function("auth.apiKey") {
            return Ok(Some(Self::Supplied(Scheme::ApiKey)));
        }
        if let Some(key) = present(given, "apiKey").or_else(|| present(auth, "apiKey")) {
            return Ok(Some(Self::Fixed(Scheme::ApiKey.credential(key)?)));
        }
        if is_function("auth.bearer") {
            return Ok(Some(Self::Supplied(Scheme::Bearer)));
        }
        if let Some(credential) = known(auth)? {
            return Ok(Some(Self::Fixed(credential)));
        }
        let user = hosts.iter().find_map(|host| host.user.as_ref());
        Ok(user.map(|(name, password)| Self::Fixed(Credential::pair("Basic ", name, password))))
    }

    /// Whether a user's name and password are sent, which no page should hold.
    #[must_use]
    pub fn is_password(&self) -> bool {
        matches!(self, Self::Fixed(credential) if credential.header.starts_with("Basic "))
    }
}

/// The credential that stands in `auth`.
fn known(auth: &Object) -> Result<Option<Credential>, Error> {
    if let Some(key) = present(auth, "apiKey") {
        return Scheme::ApiKey.credential(key).map(Some);
    }
    if let Some(token) = present(auth, "bearer") {
        return Scheme::Bearer.credential(token).map(Some);
    }
    match (present(auth, "username"), present(auth, "password")) {
        (None, None) => Ok(None),
        (Some(Value::String(name)), Some(Value::String(password))) if !name.is_empty() && !password.is_empty() => {
            Ok(Some(Credential::pair("Basic ", name, password)))
        }
        _ => Err(not_auth()),
    }
}

fn not_auth() -> Error {
    Error::configuration("`auth` must be `{ apiKey }`, `{ bearer }` or `{ username, password }`, none of them empty")
}

fn text_of<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

impl Debug for Credential {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str("[redacted]")
    }
}
