//! Options of the JavaScript client that are about sockets. A page has none: its browser does that work, and says so
//! is kinder than to ignore them. Elsewhere `fetch` takes a dispatcher, which does it.

use super::Surroundings;
use crate::{error::Error, json::Object, options::present};

/// What the browser does itself.
#[derive(Clone, Copy)]
enum Job {
    Certificates,
    Connections,
    Proxy,
    Nodes,
}

const JOBS: [(&str, Job); 15] = [
    ("tls", Job::Certificates),
    ("ssl", Job::Certificates),
    ("caFingerprint", Job::Certificates),
    ("agent", Job::Connections),
    ("dispatcher", Job::Connections),
    ("keepAlive", Job::Connections),
    ("maxSockets", Job::Connections),
    ("Connection", Job::Connections),
    ("proxy", Job::Proxy),
    ("node", Job::Nodes),
    ("nodes", Job::Nodes),
    ("sniffOnStart", Job::Nodes),
    ("sniffInterval", Job::Nodes),
    ("sniffOnConnectionFault", Job::Nodes),
    ("nodeSelector", Job::Nodes),
];

/// Refuses what can't work where it is given.
///
/// # Errors
/// A [`Kind::Configuration`](crate::error::Kind::Configuration) error that says who does that job there.
pub fn refuse(given: &Object, surroundings: &Surroundings) -> Result<(), Error> {
    let in_page = surroundings.in_page;
    let is_given = |name| present(given, name).is_some() || surroundings.functions.iter().any(|given| given == name);
    match JOBS.iter().find(|(name, _)| is_given(name)) {
        None => Ok(()),
        Some(("dispatcher", _)) if !in_page => Ok(()),
        Some((name, job)) => Err(Error::configuration(["`", name, "` ", reason(*job, in_page)].concat())),
    }
}

fn reason(job: Job, in_page: bool) -> &'static str {
    match (job, in_page) {
        (Job::Nodes, _) => {
            "is not an option: give the nodes' URLs as `host`, one or several; which nodes there are is not asked for"
        }
        (Job::Certificates, true) => {
            "has no effect in a page: the browser does TLS, and trusts the certificates that its user's system trusts. \
             Leave it out"
        }
        (Job::Connections, true) => {
            "has no effect in a page: the browser opens, keeps and shares connections itself. Leave it out"
        }
        (Job::Proxy, true) => {
            "has no effect in a page: the browser uses the proxy that its user's system is set to. Leave it out"
        }
        (Job::Certificates, false) => {
            "is not an option, since `fetch` opens the connections: pass a dispatcher of undici that does it, \
             `dispatcher: new Agent({ connect: { ca } })`"
        }
        (Job::Connections, false) => {
            "is not an option, since `fetch` opens the connections: pass a dispatcher of undici that does it, \
             `dispatcher: new Agent({ connections, keepAliveTimeout })`"
        }
        (Job::Proxy, false) => {
            "is not an option, since `fetch` opens the connections: pass a dispatcher of undici that does it, \
             `dispatcher: new ProxyAgent(url)`"
        }
    }
}
