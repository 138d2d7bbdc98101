//! What Clerk's methods take.

use serde::Deserialize;
use tsify::Tsify;

use super::KnownKey;
use crate::{
    backend::ListPage,
    failure::{Failure, Fallible},
    params::rules::{NonEmptyText, PageSize, PathSegment, WholeNumber},
};

/// What `create()` takes.
#[derive(Debug, Clone, PartialEq, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CreateAPIKeyParams {
    /// The key's name. Clerk wants at least 3 characters, and each name once for a subject, revoked keys counted.
    #[tsify(type = "string")]
    pub name: NonEmptyText,
    /// The user or organization the key is for. Default: the active organization, else the user.
    #[tsify(optional, type = "string | null | undefined")]
    pub subject: Option<String>,
    /// At most 255 characters.
    #[tsify(optional, type = "string | null | undefined")]
    pub description: Option<String>,
    /// Whole seconds, more than 0; `null` or absent: never expires.
    #[tsify(optional, type = "number | null | undefined")]
    pub seconds_until_expiration: Option<WholeNumber>,
}

/// What `getAll()` takes.
#[derive(Debug, Clone, PartialEq, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct GetAPIKeysParams {
    /// From 1. Default 1.
    #[tsify(optional, type = "number | undefined")]
    pub initial_page: Option<WholeNumber>,
    /// 1 to 100. Default 10.
    #[tsify(optional, type = "number | undefined")]
    pub page_size: Option<PageSize>,
    /// Only keys that match this text.
    #[tsify(optional, type = "string | undefined")]
    pub query: Option<String>,
    /// The user or organization whose keys. Default: the active organization, else the user.
    #[tsify(optional, type = "string | null | undefined")]
    pub subject: Option<String>,
    /// Revoked and expired keys too. Default false.
    #[tsify(optional, type = "boolean | undefined")]
    pub include_invalid: Option<bool>,
}

/// What `revoke()` takes.
#[derive(Debug, Clone, PartialEq, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct RevokeAPIKeyParams {
    /// The ID of the key to revoke.
    #[serde(rename = "apiKeyID")]
    #[tsify(type = "string")]
    pub api_key_id: PathSegment,
    /// Kept with the key.
    #[tsify(optional, type = "string | null | undefined")]
    pub revocation_reason: Option<String>,
}

/// What `update()` takes: all that a browser may change.
#[derive(Debug, Clone, PartialEq, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct UpdateAPIKeyParams {
    /// The ID of the key to change.
    #[serde(rename = "apiKeyID")]
    #[tsify(type = "string")]
    pub api_key_id: PathSegment,
    /// At most 255 characters; `null` takes the description away.
    #[tsify(type = "string | null")]
    pub description: Option<String>,
}

/// What `reload()` takes. Without `apiKeyID` it reads the key that this object created, revoked or reloaded last.
#[derive(Debug, Clone, PartialEq, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ReloadAPIKeyParams {
    /// The ID of the key to read.
    #[serde(rename = "apiKeyID")]
    #[tsify(optional, type = "string | undefined")]
    pub api_key_id: Option<PathSegment>,
    /// Sent to the Frontend API as it is.
    #[tsify(optional, type = "string | undefined")]
    pub rotating_token_nonce: Option<String>,
}

/// What `reload()` of a resource takes.
#[derive(Debug, Clone, PartialEq, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ClerkResourceReloadParams {
    /// Sent to the Frontend API as it is.
    #[tsify(optional, type = "string | undefined")]
    pub rotating_token_nonce: Option<String>,
}

/// Which of a subject's keys to list.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection {
    pub subject: Option<String>,
    pub text: String,
    pub page: ListPage,
    pub include_invalid: bool,
}

impl GetAPIKeysParams {
    /// The keys of one list page.
    pub fn selection<V>(self) -> Fallible<Selection, V> {
        Ok(Selection {
            page: ListPage::of(self.initial_page, self.page_size.map(|size| size.0))?,
            subject: self.subject,
            text: self.query.unwrap_or_default(),
            include_invalid: self.include_invalid.unwrap_or(false),
        })
    }
}

/// Which key to read again.
#[derive(Debug, PartialEq)]
pub struct ReloadTarget {
    pub key: KnownKey,
    pub nonce: Option<String>,
}

impl ReloadAPIKeyParams {
    /// The key that the params name, else the last one.
    pub fn target<V>(self, last: Option<KnownKey>) -> Fallible<ReloadTarget, V> {
        let named = self.api_key_id.map(|id| id.0);
        let key = match (named, last) {
            (None, None) => return Err(Failure::NoResource.into()),
            (None, Some(last)) => last,
            (Some(id), Some(last)) if last.id == id => last,
            (Some(id), _) => KnownKey { id, place: None },
        };
        Ok(ReloadTarget {
            key,
            nonce: self.rotating_token_nonce,
        })
    }
}

impl ClerkResourceReloadParams {
    /// The key of the resource.
    pub fn target<V>(self, key: Option<KnownKey>) -> Fallible<ReloadTarget, V> {
        Ok(ReloadTarget {
            key: key.ok_or(Failure::NoResource)?,
            nonce: self.rotating_token_nonce,
        })
    }
}
