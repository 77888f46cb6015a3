//! The options, a row each.

use super::{
    readers,
    rule::{CONNECTOR, OF_APPLICATION, Reader, Rule, SEARCH, SHARED},
};

pub static TABLE: [Rule; 42] = [
    elsewhere("searchApplication"),
    elsewhere("searchApplications"),
    elsewhere("host"),
    elsewhere("cloud"),
    elsewhere("apiKey"),
    elsewhere("auth"),
    elsewhere("secondaryAuthorization"),
    elsewhere("connectionOptions"),
    elsewhere("onDiagnostic"),
    elsewhere("dispatcher"),
    row("cache", CONNECTOR, readers::cache),
    row("interceptSearchRequest", CONNECTOR, readers::function),
    row("interceptAutocompleteResultsRequest", CONNECTOR, readers::function),
    row("interceptAutocompleteSuggestionsRequest", CONNECTOR, readers::function),
    row("onResultClick", CONNECTOR, readers::function),
    row("onAutocompleteResultClick", CONNECTOR, readers::function),
    row("serverMode", CONNECTOR, readers::server_mode),
    row("opaqueIdPrefix", CONNECTOR, readers::header_text),
    row("allowInsecure", CONNECTOR, readers::flag),
    row("dictionary", OF_APPLICATION, readers::dictionary),
    row("params", OF_APPLICATION, readers::convention),
    row("aggregations", OF_APPLICATION, readers::field_to_name),
    row("fields", OF_APPLICATION, readers::field_to_type),
    row("highlightTags", OF_APPLICATION, readers::tags),
    row("trustSnippets", OF_APPLICATION, readers::lenient_flag),
    Rule { name: "headers", scopes: SHARED, reader: None },
    Rule { name: "retryBackoff", scopes: SHARED, reader: None },
    Rule { name: "context", scopes: SHARED, reader: None },
    row("requestTimeout", SHARED, readers::timeout),
    row("maxRetries", SHARED, readers::retries),
    row("retryOnTimeout", SHARED, readers::flag),
    row("maxResponseSize", SHARED, readers::response_size),
    row("querystring", SHARED, readers::querystring),
    row("opaqueId", SHARED, readers::header_text),
    row("compression", SHARED, readers::flag),
    row("redaction", SHARED, readers::redaction),
    row("signal", SHARED, readers::signal),
    row("id", SEARCH, readers::anything),
    row("ignore", SEARCH, readers::statuses),
    row("meta", SEARCH, readers::flag),
    row("asStream", SEARCH, readers::flag),
    row("cache", SEARCH, readers::anything),
];

const fn row(name: &'static str, scopes: u8, reader: Reader) -> Rule {
    Rule { name, scopes, reader: Some(reader) }
}

/// An option of the connector's that is read by itself.
const fn elsewhere(name: &'static str) -> Rule {
    Rule { name, scopes: CONNECTOR, reader: None }
}
