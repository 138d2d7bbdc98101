//! What Clerk's methods take: as TypeScript reads it, and as it is checked.

use tsify::Tsify;

use super::Known;
use crate::{
    backend::{Cut, key_id, optional_key_id},
    failure::{Failure, Fallible},
    given::Given,
    value::Value,
};

/// What `create()` takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `NewKey` reads it")]
pub struct CreateAPIKeyParams {
    /// The key's name. Clerk wants at least 3 characters, and each name once for a subject, revoked keys counted.
    name: String,
    /// The user or organization the key is for. Default: the active organization, else the user.
    #[tsify(optional, type = "string | null")]
    subject: Option<String>,
    /// At most 255 characters.
    #[tsify(optional, type = "string | null")]
    description: Option<String>,
    /// Whole seconds, more than 0; `null` or absent: never expires.
    #[tsify(optional, type = "number | null")]
    seconds_until_expiration: Option<u64>,
}

/// What `getAll()` takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `Selection` reads it")]
pub struct GetAPIKeysParams {
    /// From 1. Default 1.
    #[tsify(optional)]
    initial_page: Option<u64>,
    /// From 1; Clerk gives 100 at most. Default 10.
    #[tsify(optional)]
    page_size: Option<u64>,
    /// Only keys that match this text.
    #[tsify(optional)]
    query: Option<String>,
    /// The user or organization whose keys. Default: the active organization, else the user.
    #[tsify(optional, type = "string | null")]
    subject: Option<String>,
    /// Revoked and expired keys too. Default false.
    #[tsify(optional)]
    include_invalid: Option<bool>,
}

/// What `revoke()` takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `Revocation` reads it")]
pub struct RevokeAPIKeyParams {
    /// The ID of the key to revoke.
    #[serde(rename = "apiKeyID")]
    api_key_id: String,
    /// Kept with the key.
    #[tsify(optional, type = "string | null")]
    revocation_reason: Option<String>,
}

/// What `rotate()` takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `Rotation` reads it")]
pub struct RotateAPIKeyParams {
    /// The ID of the key to replace.
    #[serde(rename = "apiKeyID")]
    api_key_id: String,
    /// The new key's name. Default: the old name with the date, and with a number where that is taken.
    #[tsify(optional)]
    name: Option<String>,
    /// Whole seconds, more than 0; `null` or absent: the new key never expires.
    #[tsify(optional, type = "number | null")]
    seconds_until_expiration: Option<u64>,
    /// Kept with the old key.
    #[tsify(optional, type = "string | null")]
    revocation_reason: Option<String>,
    /// Stores the new secret. The old key is revoked only after this settles; where it rejects, the new key is revoked.
    #[tsify(type = "(key: APIKeyResource) => void | Promise<void>")]
    on_secret: (),
}

/// What `reload()` takes. Without `apiKeyID` it reads the key that this object created, revoked or reloaded last.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `Rereading` reads it")]
pub struct ReloadAPIKeyParams {
    /// The ID of the key to read.
    #[serde(rename = "apiKeyID")]
    #[tsify(optional)]
    api_key_id: Option<String>,
    /// Sent to the Frontend API as it is.
    #[tsify(optional)]
    rotating_token_nonce: Option<String>,
}

/// A key to create.
#[derive(Debug, PartialEq)]
pub struct NewKey {
    pub name: Box<str>,
    pub subject: Option<Box<str>>,
    pub description: Option<Box<str>>,
    pub seconds_until_expiration: Option<u64>,
}

/// The part of a subject's keys to list.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection {
    pub subject: Option<Box<str>>,
    pub text: Box<str>,
    pub limit: u64,
    pub offset: u64,
    pub include_invalid: bool,
}

/// A key to revoke.
#[derive(Debug, PartialEq)]
pub struct Revocation {
    pub id: Box<str>,
    pub reason: Option<Box<str>>,
}

/// A key to read again.
#[derive(Debug, PartialEq)]
pub struct Rereading {
    pub target: Known,
    pub nonce: Option<Box<str>>,
}

impl NewKey {
    pub fn read<V: Value>(params: &Given<V>) -> Fallible<Self, V> {
        Ok(Self {
            name: params.filled_text("name")?,
            subject: params.text("subject")?,
            description: params.text("description")?,
            seconds_until_expiration: params.whole("secondsUntilExpiration")?,
        })
    }
}

impl Selection {
    pub fn read<V: Value>(params: &Given<V>) -> Fallible<Self, V> {
        let Cut { limit, offset } = Cut::read(params)?;
        Ok(Self {
            subject: params.text("subject")?,
            text: params.text("query")?.unwrap_or_default(),
            limit,
            offset,
            include_invalid: params.flag("includeInvalid", false)?,
        })
    }
}

impl Revocation {
    pub fn read<V: Value>(params: &Given<V>) -> Fallible<Self, V> {
        Ok(Self {
            id: key_id(params)?,
            reason: params.text("revocationReason")?,
        })
    }
}

impl Rereading {
    /// The key is the one that is named, else the last one; and the last one always where that `is_fixed`.
    pub fn read<V: Value>(
        params: &Given<V>,
        last: Option<Known>,
        is_fixed: bool,
    ) -> Fallible<Self, V> {
        let named = optional_key_id(params)?.filter(|_| !is_fixed);
        let nonce = params.text("rotatingTokenNonce")?;
        let target = match (named, last) {
            (None, None) => return Err(Failure::NoResource.into()),
            (Some(id), Some(last)) if last.id != id => Known { id, place: None },
            (Some(id), None) => Known { id, place: None },
            (_, Some(last)) => last,
        };
        Ok(Self { target, nonce })
    }
}
