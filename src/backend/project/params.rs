//! What the methods of a project's keys take.

use serde::Deserialize;
use tsify::Tsify;

use crate::{
    backend::ListPage,
    failure::Fallible,
    params::rules::{NonEmptyText, NonEmptyTexts, PathSegment, WholeNumber},
};

/// What `create()` of a project's keys takes.
#[derive(Debug, PartialEq, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CreateProjectAPIKeyParams {
    /// The key's name.
    #[tsify(type = "string")]
    pub name: NonEmptyText,
    /// At least one. The server takes an absent or empty list for full access, so full access is asked for by name: `['*']`.
    #[tsify(type = "string[]")]
    pub scopes: NonEmptyTexts,
    /// Whole days, more than 0; `null` or absent: never expires.
    #[tsify(optional, type = "number | null | undefined")]
    pub days_until_expiration: Option<WholeNumber>,
}

/// What `getAll()` of a project's keys takes.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct GetProjectAPIKeysParams {
    /// From 1. Default 1.
    #[tsify(optional, type = "number | undefined")]
    initial_page: Option<WholeNumber>,
    /// From 1. Default 10.
    #[tsify(optional, type = "number | undefined")]
    page_size: Option<WholeNumber>,
    /// Only keys with this text in their names, in whatever case.
    #[tsify(optional, type = "string | undefined")]
    query: Option<String>,
    /// Inactive and expired keys too. Default true: the server lists them.
    #[tsify(optional, type = "boolean | undefined")]
    include_invalid: Option<bool>,
}

/// What `revoke()` of a project's keys takes.
#[derive(Debug, Deserialize, Tsify)]
pub struct RevokeProjectAPIKeyParams {
    /// The ID of the key to revoke.
    #[serde(rename = "apiKeyID")]
    #[tsify(type = "string")]
    pub api_key_id: PathSegment,
}

/// What `reload()` of a project's keys takes. Without `apiKeyID` it reads the key that this object created, revoked or reloaded last.
#[derive(Debug, Deserialize, Tsify)]
pub struct ReloadProjectAPIKeyParams {
    /// The ID of the key to read.
    #[serde(rename = "apiKeyID")]
    #[tsify(optional, type = "string | undefined")]
    pub api_key_id: Option<PathSegment>,
}

/// Which of a project's keys to list.
#[derive(Debug, PartialEq)]
pub struct Selection {
    pub text: String,
    pub include_invalid: bool,
    pub(super) page: ListPage,
}

impl GetProjectAPIKeysParams {
    /// The keys of one list page.
    pub fn selection<V>(self) -> Fallible<Selection, V> {
        Ok(Selection {
            page: ListPage::of(self.initial_page, self.page_size.map(|size| size.0))?,
            text: self.query.unwrap_or_default(),
            include_invalid: self.include_invalid.unwrap_or(true),
        })
    }
}

impl Selection {
    /// The keys of all list pages.
    pub fn whole(self) -> Self {
        let page = ListPage {
            limit: u64::MAX,
            offset: 0,
        };
        Self { page, ..self }
    }
}
