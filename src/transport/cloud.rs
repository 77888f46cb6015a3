//! A cloud id: `name:base64`, where the base64 is `host$elasticsearch$kibana`. The rules are the JavaScript client's;
//! where that throws a bare `TypeError`, for a port behind the Elasticsearch part, this names the mistake.

use super::base64;
use crate::error::Error;
use crate::text::split_at_byte;

/// The URL of the deployment's Elasticsearch.
///
/// # Errors
/// [`Kind::Configuration`](crate::error::Kind::Configuration)
pub fn host_of(id: &str) -> Result<String, Error> {
    let (_, encoded) = split_at_byte(id, b':').ok_or_else(not_an_id)?;
    if encoded.is_empty() || encoded.bytes().any(|byte| byte == b':') {
        return Err(not_an_id());
    }
    let decoded = String::from_utf8(base64::decode(encoded)).map_err(|_| not_decodable())?;
    let (host, rest) = split_at_byte(&decoded, b'$').ok_or_else(not_decodable)?;
    let (cluster, _) = split_at_byte(rest, b'$').unwrap_or((rest, ""));
    if host.is_empty() || !is_label(cluster) {
        return Err(not_decodable());
    }
    Ok(["https://", cluster, ".", host].concat())
}

/// What may stand before the host's first dot: no port, no path, no user name.
fn is_label(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

fn not_an_id() -> Error {
    Error::configuration("`cloud.id` must be in the format \"name:base64string\", as the deployment's page shows it")
}

fn not_decodable() -> Error {
    Error::configuration(
        "`cloud.id` must hold, in base64, at least two \"$\" separated parts: \"<host>[:port]$<elasticsearch>[$<kibana>]\". \
         Copy it again from the deployment's page",
    )
}
