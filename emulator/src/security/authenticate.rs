//! From the `Authorization` header to an identity, or to the 401 that says why not.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::json;

use super::{ApiKeys, Identity};
use crate::error::EsError;
use crate::http::Request;

/// The challenges of a server that has TLS and so a token service. The comma is that of version 9.5; up to 8.x a
/// space stood there.
const CHALLENGES: [&str; 3] = ["Basic realm=\"security\", charset=\"UTF-8\"", "Bearer realm=\"security\"", "ApiKey"];

/// Base64 as Java reads it: padding may be missing.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The one user, who is a superuser.
#[derive(Clone)]
pub struct Credentials {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

/// Finds out who sent a request.
pub fn authenticate(request: &Request, user: &Credentials, keys: &ApiKeys) -> Result<Identity, EsError> {
    let header = request.header("authorization").unwrap_or_default();
    let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
    if scheme.eq_ignore_ascii_case("ApiKey") {
        return api_key(value.trim(), keys);
    }
    if scheme.eq_ignore_ascii_case("Basic") {
        return basic(value.trim(), user, request);
    }
    let uri = &request.uri;
    Err(unauthorised(&format!("missing authentication credentials for REST request [{uri}]"), None))
}

fn api_key(value: &str, keys: &ApiKeys) -> Result<Identity, EsError> {
    let Some((id, secret)) = decoded_pair(value) else { return Err(malformed("invalid ApiKey value")) };
    keys.verify(&id, &secret).map(Identity::ApiKey).map_err(|failure| {
        let reason =
            "unable to authenticate with provided credentials and anonymous access is not allowed for this request";
        unauthorised(reason, Some(&format!("API key: {failure}")))
    })
}

fn basic(value: &str, user: &Credentials, request: &Request) -> Result<Identity, EsError> {
    let Some((name, password)) = decoded_pair(value) else {
        return Err(malformed("invalid basic authentication header value"));
    };
    if name == user.user && password == user.password {
        return Ok(Identity::User(name));
    }
    let path = &request.path;
    Err(unauthorised(&format!("unable to authenticate user [{name}] for REST request [{path}]"), None))
}

fn decoded_pair(value: &str) -> Option<(String, String)> {
    let text = String::from_utf8(BASE64.decode(value).ok()?).ok()?;
    let (name, secret) = text.split_once(':')?;
    Some((name.to_owned(), secret.to_owned()))
}

/// A header that cannot be read. That it is a 401 of this shape is an inference: no such body has been seen.
fn malformed(reason: &str) -> EsError {
    unauthorised("error attempting to authenticate request", None).caused_by(EsError::illegal_argument(reason))
}

fn unauthorised(reason: &str, failure: Option<&str>) -> EsError {
    let mut error = EsError::new(401, "security_exception", reason);
    if let Some(failure) = failure {
        error = error.with("additional_unsuccessful_credentials", failure);
    }
    error.with("header", json!({ "WWW-Authenticate": CHALLENGES }))
}
