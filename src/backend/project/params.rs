//! What the methods of a project's keys take: as TypeScript reads it, and as it is checked.

use tsify::Tsify;

use crate::{backend::Cut, failure::Fallible, given::Given, value::Value};

/// What `create()` of a project's keys takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `NewKey` reads it")]
pub struct CreateProjectAPIKeyParams {
    /// The key's name.
    name: String,
    /// At least one. The server takes an absent or empty list for full access, so full access is asked for by name: `['*']`.
    scopes: Vec<String>,
    /// Whole days, more than 0; `null` or absent: never expires.
    #[tsify(optional, type = "number | null")]
    days_until_expiration: Option<u64>,
}

/// What `getAll()` of a project's keys takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `Selection` reads it")]
pub struct GetProjectAPIKeysParams {
    /// From 1. Default 1.
    #[tsify(optional)]
    initial_page: Option<u64>,
    /// From 1. Default 10.
    #[tsify(optional)]
    page_size: Option<u64>,
    /// Only keys with this text in their names, in whatever case.
    #[tsify(optional)]
    query: Option<String>,
    /// Inactive and expired keys too. Default true: the server lists them.
    #[tsify(optional)]
    include_invalid: Option<bool>,
}

/// What `revoke()` of a project's keys takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `key_id` reads it")]
pub struct RevokeProjectAPIKeyParams {
    /// The ID of the key to revoke.
    #[serde(rename = "apiKeyID")]
    api_key_id: String,
}

/// What `reload()` of a project's keys takes. Without `apiKeyID` it reads the key that this object created, revoked or reloaded last.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `optional_key_id` reads it")]
pub struct ReloadProjectAPIKeyParams {
    /// The ID of the key to read.
    #[serde(rename = "apiKeyID")]
    #[tsify(optional)]
    api_key_id: Option<String>,
}

/// A key to create.
#[derive(Debug, PartialEq)]
pub struct NewKey {
    pub name: Box<str>,
    pub scopes: Vec<Box<str>>,
    pub days_until_expiration: Option<u64>,
}

/// The part of a project's keys to list.
#[derive(Debug, PartialEq)]
pub struct Selection {
    pub text: Box<str>,
    pub include_invalid: bool,
    pub(super) cut: Cut,
}

impl NewKey {
    pub fn read<V: Value>(params: &Given<V>) -> Fallible<Self, V> {
        Ok(Self {
            name: params.filled_text("name")?,
            scopes: params.filled_texts("scopes")?,
            days_until_expiration: params.whole("daysUntilExpiration")?,
        })
    }
}

impl Selection {
    /// All pages of it.
    pub fn whole(self) -> Self {
        let cut = Cut {
            limit: u64::MAX,
            offset: 0,
        };
        Self { cut, ..self }
    }

    pub fn read<V: Value>(params: &Given<V>) -> Fallible<Self, V> {
        Ok(Self {
            text: params.text("query")?.unwrap_or_default(),
            include_invalid: params.flag("includeInvalid", true)?,
            cut: Cut::read(params)?,
        })
    }
}
