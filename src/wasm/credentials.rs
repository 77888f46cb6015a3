//! Who asks: the credential that the options hold, or the one that a function of the page supplies. That is asked
//! once, by all searches together, and again after the server refused what it gave.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;

use super::{
    fetch,
    json::{from_js, get},
};
use crate::{
    error::{Error, Kind},
    transport::{Authentication, Broken, Connection, Credential, Scheme, Secrets},
};

/// The credential, and what no error may show.
#[derive(Debug)]
pub struct Credentials {
    supplier: Option<(Scheme, Function)>,
    known: RefCell<Option<Rc<Credential>>>,
    /// The answer that is waited for.
    asked: RefCell<Option<Promise>>,
    /// What no error may show: what the options hold, and what was supplied.
    own: Secrets,
    supplied: RefCell<Secrets>,
    /// How many credentials have been forgotten.
    forgotten: Cell<u32>,
}

impl Credentials {
    /// The credential of the options; `function` supplies it where they hold none.
    pub fn new(connection: &Connection, function: Option<Function>) -> Self {
        let (known, supplier) = match &connection.authentication {
            Authentication::Fixed(credential) => (Some(Rc::new(credential.clone())), None),
            Authentication::Supplied(scheme) => (None, function.map(|function| (*scheme, function))),
            Authentication::Header => (None, None),
        };
        Self {
            supplier,
            known: RefCell::new(known),
            asked: RefCell::default(),
            own: connection.secrets(),
            supplied: RefCell::default(),
            forgotten: Cell::default(),
        }
    }

    /// What no error may show.
    pub fn secrets(&self) -> Secrets {
        self.own.clone().with(&self.supplied.borrow())
    }

    /// Tells credentials apart: who asks now may be somebody else.
    pub fn generation(&self) -> u32 {
        self.forgotten.get()
    }

    /// The credential to send; `None` where the page's own header holds it.
    ///
    /// # Errors
    /// When the page's function fails, takes longer than `milliseconds`, or returns what is no credential.
    pub async fn get(&self, milliseconds: u32, signal: &JsValue) -> Result<Option<Rc<Credential>>, Error> {
        let known = self.known.borrow().clone();
        match &self.supplier {
            Some((scheme, function)) if known.is_none() => {
                self.ask(*scheme, function, milliseconds, signal).await.map(Some)
            }
            _ => Ok(known),
        }
    }

    async fn ask(
        &self,
        scheme: Scheme,
        function: &Function,
        milliseconds: u32,
        signal: &JsValue,
    ) -> Result<Rc<Credential>, Error> {
        let asked = self.asked.borrow().clone();
        let asked = asked.unwrap_or_else(|| fetch::start(function, milliseconds));
        *self.asked.borrow_mut() = Some(asked.clone());
        let supplied = fetch::wait(&asked, signal).await;
        if !matches!(supplied, Err(Broken::GivenUp)) {
            *self.asked.borrow_mut() = None;
        }
        let supplied = supplied.map_err(|broken| Self::failure(scheme, &broken))?;
        if let Some(known) = self.known.borrow().clone() {
            // Another search, which waited for the same promise, was here before.
            return Ok(known);
        }
        let credential = Rc::new(scheme.credential(&from_js(&get(&supplied, "0"))?)?);
        self.supplied.borrow_mut().add_passing(credential.secrets());
        *self.known.borrow_mut() = Some(Rc::clone(&credential));
        Ok(credential)
    }

    /// Forgets a credential that the server refused. Whether there may be another.
    pub fn forget(&self, refused: &Rc<Credential>) -> bool {
        let mut known = self.known.borrow_mut();
        if self.supplier.is_some() && known.as_ref().is_some_and(|known| Rc::ptr_eq(known, refused)) {
            *known = None;
            self.forgotten.set(self.forgotten.get() + 1);
        }
        self.supplier.is_some()
    }

    fn failure(scheme: Scheme, broken: &Broken) -> Error {
        let reason = match broken {
            Broken::GivenUp => return Error::new(Kind::RequestAborted, "The request was given up"),
            // What it threw may quote the credential, which nobody here knows yet.
            Broken::Failed(_) => "` failed. Its own error is not shown, since it may hold the credential",
            _ => "` gave no answer in time",
        };
        Error::configuration(["The function `", scheme.option(), reason].concat())
    }
}
