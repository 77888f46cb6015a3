//! What an exchange came to that brought no search response: the error, and what comes next.

use super::{Service, answer::Answer as Written};
use crate::{
    error::Error,
    json::{Number, Object, Value},
    transport::{
        Answer, Asked, Broken, check_product, refusal,
        retry::{self, Tried},
        unreadable,
    },
};

impl Service {
    /// `{ application, headers, requestTimeout, maxResponseSize, maxRetries, retryOnTimeout, attempts, page, node, nodes
    /// }` say what was asked, and of an answer `{ status, product, beginning, body, retryAfter }`, of none `{ outcome, reason }`
    /// what came of it. Returns `{ error, isOfNode, next }`, the last by the name of a [`retry::Next`].
    pub(super) fn judge(&self, given: &Value) -> String {
        let error = self.error(given);
        let tried = Tried {
            retries: whole(given, "attempts"),
            max_retries: whole(given, "maxRetries"),
            retry_on_timeout: given.get("retryOnTimeout") == Some(&Value::Bool(true)),
            timeout_ms: whole(given, "requestTimeout"),
            nodes: whole(given, "nodes"),
            retry_after: given.get("retryAfter").and_then(Value::as_number).map(Number::value),
        };
        let mut answer = Written::default();
        answer.flag("isOfNode", retry::speaks_against_node(&error));
        answer.text("next", Some(retry::next(&error, &tried).name()));
        answer.json("error", &described(&error));
        answer.done()
    }

    fn error(&self, given: &Value) -> Error {
        let none = Object::new();
        let asked = Asked {
            application: text(given, "application"),
            node: text(given, "node"),
            authentication: &self.options.connection.authentication,
            timeout_ms: whole(given, "requestTimeout"),
            max_response_size: whole(given, "maxResponseSize"),
            headers: given.get("headers").and_then(Value::as_object).unwrap_or(&none),
            page: given.get("page").and_then(Value::as_str),
        };
        if given.get("status").is_some() {
            return answered(given, &asked);
        }
        Broken::named(text(given, "outcome"), text(given, "reason")).error(&asked)
    }
}

/// An error as JavaScript makes it: `{ name, message, status, body?, refusal? }`.
#[must_use]
pub fn described(error: &Error) -> String {
    let mut answer = Written::default();
    answer.text("name", Some(error.kind.name()));
    answer.text("message", Some(&error.message));
    answer.number("status", error.status.unwrap_or_default().into());
    if let Some(body) = &error.body {
        answer.value("body", body);
    }
    if let Some(refusal) = &error.refusal {
        answer.json("refusal", refusal);
    }
    answer.done()
}

fn answered(given: &Value, asked: &Asked) -> Error {
    // A status has three digits; what is no number is no success.
    let status = u16::try_from(whole(given, "status")).unwrap_or_default();
    let text = text(given, "beginning");
    if !(200..300).contains(&status) {
        return refusal(Answer { status, text, json: given.get("body").cloned() }, asked);
    }
    let product = check_product(given.get("product").and_then(Value::as_str));
    product.err().map_or_else(|| unreadable(status, text), |error| error.with_status(status))
}

fn text<'a>(given: &'a Value, name: &str) -> &'a str {
    given.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn whole(given: &Value, name: &str) -> u32 {
    crate::search_ui::scalar::whole(given.get(name)).unwrap_or_default()
}
