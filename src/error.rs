//! Every error that the package can throw. The kinds are the error classes of Elasticsearch's JavaScript client,
//! and one more for refused params. Search UI shows `message` and nothing else, so the message carries what a
//! person needs: what happened, the server's own reason, and what to do. No part of an error holds a credential.

use std::{
    fmt::{self, Display, Formatter},
    ops::Deref,
};

use crate::json::Value;

/// Which class of error it is: in JavaScript, its class is [`Kind::name`] with `Error` behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The options given to the constructor can't work.
    Configuration,
    /// No answer could be had: network, CORS, or a server that went away.
    Connection,
    /// No whole answer within the time allowed.
    Timeout,
    /// The caller gave the request up.
    RequestAborted,
    /// There is no node to send the request to.
    NoLivingConnections,
    /// What should be sent can't be written as JSON.
    Serialization,
    /// What came back can't be read as the JSON that was expected.
    Deserialization,
    /// The server answered with an error.
    Response,
    /// What answered isn't Elasticsearch.
    ProductNotSupported,
    /// The dictionary refuses the params.
    Validation,
}

impl Kind {
    /// The class's name without `Error`, as the JavaScript client has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Configuration => "Configuration",
            Self::Connection => "Connection",
            Self::Timeout => "Timeout",
            Self::RequestAborted => "RequestAborted",
            Self::NoLivingConnections => "NoLivingConnections",
            Self::Serialization => "Serialization",
            Self::Deserialization => "Deserialization",
            Self::Response => "Response",
            Self::ProductNotSupported => "ProductNotSupported",
            Self::Validation => "Validation",
        }
    }
}

/// An error: its kind, a message for people, and for programs what there is of these. Boxed, since nearly every
/// function may return one and a `Result` is as large as its larger half.
#[derive(Debug, Clone, PartialEq)]
pub struct Error(Box<Details>);

/// What there is to know of an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// Which class of error it is.
    pub kind: Kind,
    /// What happened and what to do, for a person.
    pub message: String,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// The answer's body, if it was JSON.
    pub body: Option<Value>,
    /// What a dictionary has against params, or the meta-schema against a dictionary, as
    /// [`Dictionary::refusal`](crate::dictionary::Dictionary::refusal) tells it: JavaScript puts it into words.
    pub refusal: Option<String>,
}

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl Error {
    /// An error without an answer behind it.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Details { kind, message: message.into(), status: None, body: None, refusal: None }))
    }

    /// The same error with the status of the answer that it was read from.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// The same error with what programs may read.
    #[must_use]
    pub fn with_body(mut self, body: Option<Value>) -> Self {
        self.0.body = body;
        self
    }

    /// The same error with what is still to be put into words.
    #[must_use]
    pub fn with_refusal(mut self, refusal: String) -> Self {
        self.0.refusal = Some(refusal);
        self
    }

    /// A mistake in the options.
    pub fn configuration(message: impl Into<String>) -> Self {
        Self::new(Kind::Configuration, message)
    }
}

impl Display for Error {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
