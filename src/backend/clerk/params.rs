//! What Clerk's methods take.

use serde::Deserialize;
use tsify::Tsify;

use crate::given::{Fault, Given, Why};

/// What `create()` takes.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct CreateAPIKeyParams {
    /// The key's name. Clerk wants at least 3 characters and each name once for a subject, revoked keys counted.
    #[tsify(type = "string")]
    name: Given,
    /// The user or organization the key is for. Default: the active organization, else the user.
    #[tsify(optional, type = "string | null")]
    subject: Given,
    /// At most 255 characters.
    #[tsify(optional, type = "string | null")]
    description: Given,
    /// Whole seconds, more than 0; `null` or absent: never expires.
    #[tsify(optional, type = "number | null")]
    seconds_until_expiration: Given,
}

/// What `getAll()` takes.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct GetAPIKeysParams {
    /// From 1. Default 1.
    #[tsify(optional, type = "number")]
    initial_page: Given,
    /// From 1; Clerk gives 100 at most. Default 10.
    #[tsify(optional, type = "number")]
    page_size: Given,
    /// Only keys that match this text.
    #[tsify(optional, type = "string")]
    query: Given,
    /// The user or organization whose keys. Default: the active organization, else the user.
    #[tsify(optional, type = "string | null")]
    subject: Given,
    /// Revoked and expired keys too. Default false.
    #[tsify(optional, type = "boolean")]
    include_invalid: Given,
}

/// What `revoke()` takes.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct RevokeAPIKeyParams {
    /// The ID of the key to revoke.
    #[tsify(type = "string")]
    #[serde(rename = "apiKeyID")]
    api_key_id: Given,
    /// Kept with the key.
    #[tsify(optional, type = "string | null")]
    revocation_reason: Given,
    // Only read, so tsify leaves it out of the declarations.
    #[serde(rename = "apiKeyId", skip_serializing)]
    misspelt: Given,
}

/// What `reload()` takes. Without `apiKeyID` it reads the key that this object created, revoked or reloaded last.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct ReloadAPIKeyParams {
    /// The ID of the key to read.
    #[tsify(optional, type = "string")]
    #[serde(rename = "apiKeyID")]
    api_key_id: Given,
    /// Sent to the Frontend API as it is.
    #[tsify(optional, type = "string")]
    rotating_token_nonce: Given,
    // Only read, so tsify leaves it out of the declarations.
    #[serde(rename = "apiKeyId", skip_serializing)]
    misspelt: Given,
}

/// A key to create.
#[derive(Debug, PartialEq)]
pub struct NewKey {
    pub name: String,
    pub subject: Option<String>,
    pub description: Option<String>,
    pub seconds_until_expiration: Option<u64>,
}

/// The part of a subject's keys to list.
#[derive(Debug, PartialEq)]
pub struct Selection {
    pub subject: Option<String>,
    pub text: String,
    pub limit: u64,
    pub offset: u64,
    pub include_invalid: bool,
}

/// A key to revoke.
#[derive(Debug, PartialEq)]
pub struct Revocation {
    pub id: String,
    pub reason: Option<String>,
}

/// A key to read again.
#[derive(Debug, PartialEq)]
pub struct Rereading {
    /// `None`: the last one.
    pub id: Option<String>,
    pub nonce: Option<String>,
}

impl CreateAPIKeyParams {
    pub fn check(self) -> Result<NewKey, Fault> {
        Ok(NewKey {
            name: self.name.filled_text("name")?,
            subject: self.subject.text("subject")?,
            description: self.description.text("description")?,
            seconds_until_expiration: self
                .seconds_until_expiration
                .whole("secondsUntilExpiration")?,
        })
    }
}

impl GetAPIKeysParams {
    pub fn check(self) -> Result<Selection, Fault> {
        let page = self.initial_page.whole("initialPage")?.unwrap_or(1);
        let limit = self.page_size.whole("pageSize")?.unwrap_or(10);
        let offset = (page - 1).checked_mul(limit);
        Ok(Selection {
            subject: self.subject.text("subject")?,
            text: self.query.text("query")?.unwrap_or_default(),
            limit,
            offset: offset.ok_or(Fault::new("initialPage", Why::TooLarge))?,
            include_invalid: self.include_invalid.flag("includeInvalid")?,
        })
    }
}

impl RevokeAPIKeyParams {
    pub fn check(self) -> Result<Revocation, Fault> {
        Ok(Revocation {
            id: spelt(self.api_key_id, &self.misspelt)?.segment("apiKeyID")?,
            reason: self.revocation_reason.text("revocationReason")?,
        })
    }
}

impl ReloadAPIKeyParams {
    pub fn check(self) -> Result<Rereading, Fault> {
        let id = match spelt(self.api_key_id, &self.misspelt)? {
            Given::Nothing => None,
            id => Some(id.segment("apiKeyID")?),
        };
        let nonce = self.rotating_token_nonce.text("rotatingTokenNonce")?;
        Ok(Rereading { id, nonce })
    }
}

/// An ID under another spelling is not taken for none.
fn spelt(id: Given, misspelt: &Given) -> Result<Given, Fault> {
    match (id, misspelt) {
        (Given::Nothing, Given::Nothing) => Ok(Given::Nothing),
        (Given::Nothing, _) => Err(Fault::new("apiKeyId", Why::Misspelt("apiKeyID"))),
        (id, _) => Ok(id),
    }
}
