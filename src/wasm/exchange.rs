//! One search on its way: node after node, as often as it may be tried, until there is an answer or an error to tell.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Math};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    call::{Call, status_of},
    credentials::Credentials,
    fetch,
    json::from_js,
    live::Live,
};
use crate::{
    error::{Error, Kind},
    gather::Gather,
    json::Value,
    transport::{
        Answer, Asked, Broken, Connection, Credential, Pool, Record, Secrets, check_product, query, refusal,
        retry::{self, Next},
        unreadable,
    },
};

#[wasm_bindgen(module = "/src/js/options.js")]
extern "C" {
    fn notify(listener: &Function, name: &str, error: &JsValue, result: &JsValue, details: &JsValue);
}

/// What every search of a client is sent with.
#[derive(Debug)]
pub struct Exchange {
    /// Where searches go.
    pub connection: Connection,
    /// Who asks.
    pub credentials: Credentials,
    /// The nodes.
    pub pool: RefCell<Pool>,
    /// The functions and objects among the client's options.
    pub live: Live,
}

impl Exchange {
    /// The answer to a search, which `signal` gives up.
    ///
    /// # Errors
    /// What is final, or was tried as often as it may be.
    pub async fn run(&self, call: &Call, signal: &JsValue) -> Result<JsValue, Error> {
        let mut was_renewed = false;
        loop {
            let credential = self.credentials.get(call.options.timeout_ms, signal).await?;
            let Err(error) = self.attempt(call, credential.as_ref(), signal).await else {
                return Ok(call.answer.borrow().clone());
            };
            if error.status == Some(401)
                && !was_renewed
                && credential.is_some_and(|used| self.credentials.forget(&used))
            {
                was_renewed = true;
                continue;
            }
            let seconds = self.pause_before_next(call, &error)?;
            call.attempts.set(call.attempts.get() + 1);
            self.tell(call, "retry", Some(&error), &[]);
            if seconds > 0.0 {
                fetch::sleep(seconds, signal).await.map_err(|broken| self.failure(call, &broken))?;
            }
        }
    }

    /// One exchange with one node.
    async fn attempt(&self, call: &Call, credential: Option<&Rc<Credential>>, signal: &JsValue) -> Result<(), Error> {
        let at = self.pool.borrow_mut().choose();
        let no_node = || Error::new(Kind::NoLivingConnections, "There is no node to send the search to");
        call.node.set(at.ok_or_else(no_node)?);
        self.tell(call, "request", None, &[]);
        let request = self.request(call, credential);
        *call.answer.borrow_mut() = JsValue::UNDEFINED;
        let answered = fetch::post(&request, &self.live.dispatcher, signal).await;
        let result = answered.map_err(|broken| self.failure(call, &broken)).and_then(|answer| self.judge(call, answer));
        let mut pool = self.pool.borrow_mut();
        match &result {
            Err(error) if retry::speaks_against_node(error) => pool.mark_dead(call.node.get()),
            Err(error) if error.kind == Kind::RequestAborted => {}
            _ => pool.mark_alive(call.node.get()),
        }
        result
    }

    /// What nothing that is told of a search may show.
    fn secrets(&self, call: &Call) -> Secrets {
        let mut secrets = self.credentials.secrets();
        secrets.add_headers(&call.headers);
        secrets
    }

    fn request(&self, call: &Call, credential: Option<&Rc<Credential>>) -> Value {
        let secrets = self.secrets(call);
        let secrets = secrets.each().map(Value::from).gather();
        let first = credential.map(|credential| ("authorization", credential.as_ref()));
        let second = self.connection.secondary.as_ref().map(|credential| ("es-secondary-authorization", credential));
        call.request(&self.url(call), [first, second], secrets)
    }

    /// Whether an answer is a search response.
    fn judge(&self, call: &Call, answer: JsValue) -> Result<(), Error> {
        let status = status_of(&answer);
        *call.answer.borrow_mut() = answer;
        self.tell(call, "deserialization", None, &[]);
        let is_ignored = call.options.ignore.contains(&u32::from(status).into());
        let is_success = (200..300).contains(&status);
        if !is_success && !is_ignored {
            return Err(self.refused(call, status));
        }
        if is_success {
            check_product(call.part("product").as_string().as_deref()).map_err(|error| error.with_status(status))?;
        }
        let body = call.part("body");
        if is_ignored || (body.is_object() && !body.is_array()) {
            return Ok(());
        }
        Err(unreadable(status, &call.part("beginning").as_string().unwrap_or_default()))
    }

    fn refused(&self, call: &Call, status: u16) -> Error {
        let text = call.part("beginning").as_string().unwrap_or_default();
        let json = Some(call.part("body")).filter(|body| !body.is_undefined());
        let json = json.and_then(|body| from_js(&body).ok());
        refusal(Answer { status, text: &text, json }, &self.asked(call, &self.url(call)))
    }

    /// The error that an exchange without an answer is.
    pub fn failure(&self, call: &Call, broken: &Broken) -> Error {
        broken.error(&self.asked(call, &self.url(call)))
    }

    fn asked<'a>(&'a self, call: &'a Call, node: &'a str) -> Asked<'a> {
        Asked {
            application: &call.application,
            node,
            authentication: &self.connection.authentication,
            options: &call.options,
            headers: &call.headers,
            page: self.live.page.as_deref(),
        }
    }

    fn url(&self, call: &Call) -> String {
        self.pool.borrow().node(call.node.get()).map_or_else(String::new, |node| node.url.clone())
    }

    /// Seconds to wait before the next attempt; the error itself when there is none.
    fn pause_before_next(&self, call: &Call, error: &Error) -> Result<f64, Error> {
        let retry_after = call.part("retryAfter").as_f64();
        let nodes = self.pool.borrow().size();
        match retry::next(error, call.attempts.get(), nodes, retry_after, &call.options) {
            Next::GiveUp => Err(error.clone()),
            Next::AskAnother => Ok(0.0),
            Next::Wait(seconds) => Ok(seconds),
            Next::BackOff => Self::backoff(call, call.attempts.get() + 1),
        }
    }

    fn backoff(call: &Call, attempt: u32) -> Result<f64, Error> {
        let Some(function) = &call.backoff else { return Ok(retry::backoff(attempt, Math::random())) };
        let (min, max) = retry::BACKOFF_SECONDS;
        let seconds = function.call3(&JsValue::UNDEFINED, &min.into(), &max.into(), &attempt.into());
        let seconds =
            seconds.ok().and_then(|seconds| seconds.as_f64()).filter(|seconds| (0.0..f64::INFINITY).contains(seconds));
        seconds.ok_or_else(|| Error::configuration("The function `retryBackoff` must return a number of seconds"))
    }

    /// What a search comes to: the body, or with `meta: true` the whole exchange; told to whoever listens.
    ///
    /// # Errors
    /// The error, with what is known of the exchange and without what must not be shown.
    pub fn conclude(&self, call: &Call, answer: Result<JsValue, Error>) -> Result<JsValue, Error> {
        match answer {
            Ok(answer) => {
                *call.answer.borrow_mut() = answer;
                self.tell(call, "response", None, &[]);
                Ok(if call.options.meta { call.result(&self.record(call, false)) } else { call.part("body") })
            }
            Err(error) => {
                let is_aborted = error.kind == Kind::RequestAborted;
                let error = self.with_record(call, error);
                if is_aborted {
                    self.tell(call, "abort", Some(&error), &[]);
                }
                self.tell(call, "response", Some(&error), &[]);
                Err(error)
            }
        }
    }

    /// The error as it may be shown.
    fn with_record(&self, call: &Call, error: Error) -> Error {
        let secrets = self.secrets(call);
        let redact = |body: &Value| call.options.redaction.apply(body, &secrets);
        let (message, body) = (secrets.redact(&error.message), error.body.as_ref().map(redact));
        let record = self.record(call, error.kind == Kind::RequestAborted);
        error.with_record(record, message, body)
    }

    fn record(&self, call: &Call, aborted: bool) -> Value {
        let pool = self.pool.borrow();
        let record = Record {
            path: &call.path,
            querystring: &query(&call.options.querystring),
            body: &call.body,
            headers: &call.headers,
            options: call.given.clone(),
            id: call.id.clone(),
            context: call.plain_context(),
            node: pool.node(call.node.get()),
            attempts: call.attempts.get(),
            aborted,
            answer_headers: call.plain_part("headers"),
            warnings: call.plain_part("warnings"),
        };
        record.to_value(&call.options.redaction, &self.secrets(call))
    }

    /// Tells the page's listener, if there is one.
    pub fn tell(&self, call: &Call, name: &str, error: Option<&Error>, details: &[(&str, bool)]) {
        let Some(listener) = &self.live.observer else { return };
        let aborted = error.is_some_and(|error| error.kind == Kind::RequestAborted);
        let result = call.result(&self.record(call, aborted));
        let error = error.map_or(JsValue::NULL, |error| self.with_record(call, error.clone()).into());
        let details = details.iter().map(|&(name, value)| (name.to_owned(), value.into())).gather();
        notify(listener, name, &error, &result, &super::json::to_js(&Value::Object(details.into())));
    }
}
