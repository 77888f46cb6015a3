//! Why an engine can't be asked, and what to do about it. None of it is the caller's fault, so all of it is a 502.

use std::io::ErrorKind;

use serde_json::Value;

use crate::error::EsError;

/// What is wrong between the emulator and the engine.
pub enum Trouble {
    /// No answer came.
    Silent(Box<ureq::Error>),
    /// It does not let the emulator do this: the status, and its reason.
    Refused(u16, String),
    /// It answers with this status, and no JSON.
    Foreign(u16),
}

impl From<ureq::Error> for Trouble {
    fn from(error: ureq::Error) -> Self {
        Self::Silent(Box::new(error))
    }
}

impl Trouble {
    /// An answer that is about the emulator's credentials, not about those of the caller.
    pub fn refusal(status: u16, body: Option<&Value>) -> Option<Self> {
        let text = |name: &str| body?.pointer(name)?.as_str().map(str::to_owned);
        let is_refusal = status == 401 || status == 403 && text("/error/type").as_deref() == Some("security_exception");
        is_refusal.then(|| Self::Refused(status, text("/error/reason").unwrap_or_else(|| "no reason given".to_owned())))
    }

    /// The error for a caller, about the engine at this URL.
    pub fn at(&self, url: &str) -> EsError {
        let reason = match self {
            Self::Silent(error) => format!("the engine at [{url}] can't be reached: {}", explain(error, url)),
            Self::Refused(status, reason) => format!(
                "the engine at [{url}] refuses the emulator ({status}: {reason}); set EMULATOR_UPSTREAM_AUTHORIZATION to \
                 what it wants as Authorization, such as `ApiKey …`"
            ),
            Self::Foreign(status) => format!(
                "what answers at [{url}] with {status} writes no JSON; is it an Elasticsearch or OpenSearch, and is the \
                 path right?"
            ),
        };
        EsError::new(502, "upstream_exception", reason)
    }
}

fn explain(error: &ureq::Error, url: &str) -> String {
    let is_tls = url.starts_with("https:");
    match error {
        ureq::Error::HostNotFound => "there is no such host; is --upstream right?".to_owned(),
        ureq::Error::Timeout(_) => "it has not answered in time".to_owned(),
        ureq::Error::BodyExceedsLimit(limit) => format!("its answer is larger than {limit} bytes"),
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused => {
                "nothing listens there; start it, or set --upstream to where it is".to_owned()
            }
            // rustls has this kind for all that is wrong with a peer.
            ErrorKind::InvalidData if error.to_string().contains("certificate") => format!(
                "{error}; if that is to be trusted, give the certificate of the authority that signed it by \
                 --upstream-ca (Elasticsearch makes one at first start: config/certs/http_ca.crt)"
            ),
            ErrorKind::InvalidData if is_tls => format!("{error}; if it speaks no TLS, write http:// in --upstream"),
            ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof if !is_tls => {
                "it broke the connection; if it speaks TLS, write https:// in --upstream".to_owned()
            }
            _ => format!("{error}; is --upstream right?"),
        },
        other => other.to_string(),
    }
}
