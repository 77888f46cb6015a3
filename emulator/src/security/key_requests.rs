//! The bodies of requests about API keys: what a new one is made of, and which ones are meant.

use search_application_connector::json::Object;
use serde_json::Map;

use super::api_keys::NewKey;
use super::duration;
use super::role::Role;
use super::{ApiKey, Identity};
use crate::content::{Parser, Reads, Shape, Takes, Token, to_serde_object};
use crate::error::EsError;
use crate::http::Query;

/// The longest name, in UTF-16 units.
const LONGEST_NAME: usize = 256;

/// The body that makes a key.
#[derive(Default)]
pub struct SentKey {
    name: String,
    expiration: Option<String>,
    lifetime: Option<i64>,
    descriptors: Object,
    roles: Option<Vec<Role>>,
    metadata: Object,
}

impl Reads for SentKey {
    const SHAPE: Shape = Shape {
        name: "api_key_request",
        members: &[
            ("name", Takes::Text),
            ("role_descriptors", Takes::Objects),
            ("expiration", Takes::Text),
            ("metadata", Takes::Object),
        ],
        required: &["name"],
    };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        match name {
            "name" => self.name = parser.text()?,
            "expiration" => self.expiration = Some(parser.text()?),
            "metadata" => self.metadata = parser.object_here()?,
            _ if parser.token() == Some(Token::StartArray) => {
                let reason = "doesn't support arrays. Use a single object with multiple fields.";
                return Err(EsError::illegal_argument(format!("[{name}] {reason}")));
            }
            _ => {
                self.descriptors = parser.object_here()?;
                self.roles = Role::read_all(&self.descriptors, parser.place())?;
            }
        }
        Ok(())
    }

    fn complete(&mut self) -> Result<(), EsError> {
        let read = |text: &String| duration::milliseconds("expiration", text);
        self.lifetime = self.expiration.as_ref().map(read).transpose()?;
        Ok(())
    }
}

impl SentKey {
    /// The key, and what it lacks.
    pub fn into_key(self) -> Result<(NewKey, Vec<&'static str>), EsError> {
        Role::check_restrictions(self.roles.as_deref().unwrap_or_default())?;
        let faults = self.faults();
        let described = [("metadata", &self.metadata), ("role_descriptors", &self.descriptors)];
        let described = described.map(|(member, object)| (member.to_owned(), to_serde_object(object).into()));
        let described = Map::from_iter(described);
        Ok((NewKey { name: self.name, lifetime: self.lifetime, roles: self.roles, described }, faults))
    }

    fn faults(&self) -> Vec<&'static str> {
        let name = self.name.as_str();
        let too_long = name.encode_utf16().count() > LONGEST_NAME;
        let rules = [
            (name.is_empty(), "api key name is required"),
            (too_long, "api key name may not be more than 256 characters long"),
            (name.trim() != name, "api key name may not begin or end with whitespace"),
            (name.starts_with('_'), "api key name may not begin with an underscore"),
            (self.metadata.iter().any(|(name, _)| name.starts_with('_')), "metadata keys may not start with [_]"),
        ];
        rules.into_iter().filter(|(broken, _)| *broken).map(|(_, fault)| fault).collect()
    }
}

/// Which keys a request means.
#[derive(Default)]
pub struct Wanted {
    ids: Option<Vec<String>>,
    name: Option<String>,
    user: Option<String>,
    realm: Option<String>,
    owner: bool,
}

impl Reads for Wanted {
    const SHAPE: Shape = Shape {
        name: "invalidate_api_key",
        members: &[
            ("realm_name", Takes::TextOrNull),
            ("username", Takes::TextOrNull),
            ("id", Takes::TextOrNull),
            ("ids", Takes::Texts),
            ("name", Takes::TextOrNull),
            ("owner", Takes::BoolOrText),
        ],
        required: &[],
    };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        match name {
            "realm_name" => self.realm = parser.text_or_null()?,
            "username" => self.user = parser.text_or_null()?,
            "id" => self.ids = parser.text_or_null()?.map(|id| vec![id]).or(self.ids.take()),
            "ids" => self.ids = Some(parser.texts()?),
            "name" => self.name = parser.text_or_null()?,
            _ => self.owner = parser.text()? == "true",
        }
        Ok(())
    }
}

/// What keys are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// To be shown.
    ToShow,
    /// To be ended.
    ToInvalidate,
}

impl Wanted {
    /// The keys that the parameters of a request mean.
    pub fn of_query(query: &Query) -> Result<Self, EsError> {
        let text = |name: &str| query.get(name).filter(|text| !text.is_empty()).map(str::to_owned);
        Ok(Self {
            ids: text("id").map(|id| vec![id]),
            name: text("name"),
            user: text("username"),
            realm: text("realm_name"),
            owner: query.flag("owner")?,
        })
    }

    /// Whether it names one by its id.
    pub fn has_id(&self) -> bool {
        self.ids.is_some()
    }

    /// What the request lacks, or has too much of.
    pub fn faults(&self, asking: Asking) -> Vec<&'static str> {
        let ends = asking == Asking::ToInvalidate;
        let (one, owners) = (self.ids.is_some() || self.name.is_some(), self.user.is_some() || self.realm.is_some());
        let several = self.ids.is_some() && self.name.is_some();
        let nothing = !one && !owners && !self.owner;
        let rules = [
            (
                ends && nothing,
                "One of [api key id(s), api key name, username, realm name] must be specified if [owner] flag is false",
            ),
            (
                ends && one && owners,
                "username or realm name must not be specified when the api key id(s) or api key name are specified",
            ),
            (
                !ends && one && owners,
                "username or realm name must not be specified when the api key id or api key name is specified",
            ),
            (
                ends && self.owner && owners,
                "neither username nor realm-name may be specified when invalidating owned API keys",
            ),
            (
                !ends && self.owner && owners,
                "neither username nor realm-name may be specified when retrieving owned API keys",
            ),
            (ends && several, "only one of [api key id(s), api key name] can be specified"),
            (!ends && several, "only one of [api key id, api key name] can be specified"),
        ];
        rules.into_iter().filter(|(broken, _)| *broken).map(|(_, fault)| fault).collect()
    }

    /// Whether it means this key. The emulator's user is of the realm `reserved`.
    pub fn means(&self, key: &ApiKey, caller: &Identity) -> bool {
        self.ids.as_ref().is_none_or(|ids| ids.contains(&key.id))
            && self.name.as_ref().is_none_or(|name| is_named(key, name))
            && self.user.as_ref().is_none_or(|user| *user == key.owner)
            && self.realm.as_ref().is_none_or(|realm| realm == "reserved")
            && (!self.owner || caller.owns(key))
    }
}

/// A name may end with `*`, which stands for any end.
fn is_named(key: &ApiKey, name: &str) -> bool {
    name.strip_suffix('*').map_or(key.name == name, |start| key.name.starts_with(start))
}
