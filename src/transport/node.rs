//! The address of a node, or of a proxy in front of it.

use super::percent::percent_decode;
use crate::error::Error;
use crate::text::{split_at_byte, until};

/// An address that has been checked.
#[derive(Clone)]
pub struct Address {
    /// Scheme, host, port and path prefix, without a trailing slash and without credentials.
    pub url: String,
    /// User name and password that stood in it, if both did.
    pub user: Option<(String, String)>,
}

impl Address {
    /// Reads a `host`. A path prefix is kept.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error, which doesn't quote it, when it is not an
    /// absolute `http:` or `https:` URL, holds a query or a fragment, or is plain `http:` to another machine without
    /// `allow_insecure`.
    pub fn read(host: &str, allow_insecure: bool) -> Result<Self, Error> {
        let mut host = host.trim_ascii();
        while let Some(shorter) = host.strip_suffix('/') {
            host = shorter;
        }
        let (scheme, rest) = split_at_byte(host, b':').ok_or_else(not_a_url)?;
        let rest = rest.strip_prefix("//").ok_or_else(not_a_url)?;
        let whole_authority = until(rest, b"/?#\\");
        let (user_info, authority) = user_and_host(whole_authority);
        let after = rest.get(whole_authority.len()..).unwrap_or_default();
        if !is_host(authority) || rest.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(not_a_url());
        }
        if until(after, b"?#\\") != after {
            return Err(Error::configuration("`host` must end with the host or a path, without `?`, `#` or `\\`"));
        }
        check_scheme(scheme, authority, allow_insecure)?;
        Ok(Self { url: [scheme, "://", authority, after].concat(), user: user_info.and_then(user) })
    }

    /// Scheme and authority, for messages.
    #[must_use]
    pub fn origin(url: &str) -> &str {
        let mut slashes = url.bytes().enumerate().filter(|&(_, byte)| byte == b'/');
        let end = slashes.nth(2).map(|(at, _)| at);
        end.and_then(|end| url.get(..end)).unwrap_or(url)
    }
}

fn check_scheme(scheme: &str, authority: &str, allow_insecure: bool) -> Result<(), Error> {
    if scheme.eq_ignore_ascii_case("https") {
        return Ok(());
    }
    if !scheme.eq_ignore_ascii_case("http") {
        return Err(not_a_url());
    }
    if allow_insecure || is_loopback(authority) {
        return Ok(());
    }
    Err(Error::configuration(
        "`host` must be https: over plain http anyone on the way can read the API key. Where that is understood, \
         `allowInsecure: true` permits it",
    ))
}

fn not_a_url() -> Error {
    Error::configuration(
        "`host` must be the URL of the cluster or of a proxy in front of it, such as https://search.example.com",
    )
}

/// The parts before and after the last `@`.
fn user_and_host(authority: &str) -> (Option<&str>, &str) {
    let at = authority.bytes().rposition(|byte| byte == b'@');
    match at.and_then(|at| Some((authority.get(..at)?, authority.get(at + 1..)?))) {
        Some((user_info, host)) => (Some(user_info), host),
        None => (None, authority),
    }
}

fn user(user_info: &str) -> Option<(String, String)> {
    let (name, password) = split_at_byte(user_info, b':')?;
    (!name.is_empty() && !password.is_empty()).then(|| (percent_decode(name), percent_decode(password)))
}

/// Whether it is a name and, at most, a port: a password with a slash in it must not be taken for one.
fn is_host(authority: &str) -> bool {
    let name = host_name(authority);
    let brackets = if authority.starts_with('[') { 2 } else { 0 };
    let port = authority.get(name.len() + brackets..).unwrap_or("?");
    let port = port.strip_prefix(':').unwrap_or(port);
    !name.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
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
