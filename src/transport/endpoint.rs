//! The URL of a search application's Search API.

use crate::error::Error;

/// The URL to post searches to, from the address of a node or of a proxy in front of it. A path prefix is kept and
/// the application's name is percent-encoded.
///
/// # Errors
/// A [`Kind::Configuration`](crate::error::Kind::Configuration) error when `host` is not an absolute `http:` or
/// `https:` URL, holds a user name, a query or a fragment, or is plain `http:` to another machine without
/// `allow_insecure`; or when the name can't be one.
pub fn endpoint(host: &str, application: &str, allow_insecure: bool) -> Result<String, Error> {
    let base = base_url(host.trim_ascii(), allow_insecure)?;
    let name = application.trim_ascii();
    if matches!(name, "" | "." | "..") {
        return Err(Error::configuration("`searchApplication` must be the name of a search application"));
    }
    Ok([base, "/_application/search_application/", &percent_encode(name), "/_search"].concat())
}

/// The host's URL without a trailing slash.
fn base_url(host: &str, allow_insecure: bool) -> Result<&str, Error> {
    let (scheme, rest) = host.split_once(':').ok_or_else(not_a_url)?;
    let rest = rest.strip_prefix("//").ok_or_else(not_a_url)?;
    let authority = until(rest, b"/?#\\");
    if authority.bytes().any(|byte| byte == b'@') {
        return Err(Error::configuration(
            "`host` must not hold a user name or password: everyone who opens the page could read them. \
             Make an API key that is restricted to the search application and pass it as `apiKey`",
        ));
    }
    if host_name(authority).is_empty() || host.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(not_a_url());
    }
    if until(rest, b"?#\\") != rest {
        return Err(Error::configuration("`host` must end with the host or a path, without `?`, `#` or `\\`"));
    }
    if scheme.eq_ignore_ascii_case("http") {
        if !allow_insecure && !is_loopback(authority) {
            return Err(Error::configuration(
                "`host` must be https: over plain http anyone on the way can read the API key. \
                 Where that is understood, `allowInsecure: true` permits it",
            ));
        }
    } else if !scheme.eq_ignore_ascii_case("https") {
        return Err(not_a_url());
    }
    Ok(host.trim_end_matches('/'))
}

fn not_a_url() -> Error {
    Error::configuration(
        "`host` must be the URL of the cluster or of a proxy in front of it, such as https://search.example.com",
    )
}

/// The text before the first of these ASCII characters.
fn until<'a>(text: &'a str, stops: &[u8]) -> &'a str {
    let end = text.bytes().position(|byte| stops.contains(&byte));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

fn host_name(authority: &str) -> &str {
    match authority.strip_prefix('[') {
        Some(ipv6) => until(ipv6, b"]"),
        None => until(authority, b":"),
    }
}

/// Whether what is sent there never leaves the machine.
fn is_loopback(authority: &str) -> bool {
    let name = host_name(authority).to_ascii_lowercase();
    let ipv4_loopback = name.starts_with("127.") && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    ipv4_loopback || name == "localhost" || name.ends_with(".localhost") || name == "::1"
}

/// Everything but RFC 3986's unreserved characters becomes `%XX`.
fn percent_encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let hex = |digit: u8| HEX.get(usize::from(digit)).copied().map_or('0', char::from);
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    encoded
}
