//! Clerk's Frontend API: what each method of `clerk.apiKeys` sends, and what it makes of the response.

mod draft;
mod host;
mod pages;
mod params;
mod response;
mod rotation;

use super::{
    Exchange, Key, Request, not_found,
    search::{LARGEST_PAGE, Search},
};
use serde::Serialize;

use crate::{
    failure::Fallible,
    retry::Effect,
    url::{self, Query},
    value::Value,
};

pub use draft::Draft;
pub use host::{ClerkState, dev_browser_in_url};
pub use pages::ListPages;
pub use params::{
    ClerkResourceReloadParams, CreateAPIKeyParams, GetAPIKeysParams, ReloadAPIKeyParams,
    ReloadTarget, RevokeAPIKeyParams, Selection, UpdateAPIKeyParams,
};
pub use response::Page;
pub use rotation::{Lifetime, Recipient, Rotation};

/// A key's ID and place, which find it again.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownKey {
    pub id: String,
    /// `None` where only the ID was given.
    pub place: Option<Place>,
}

/// Where a list has a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub subject: String,
    pub name: String,
}

/// A list page.
pub async fn get_all<X: Exchange>(
    call: &mut X,
    selection: &Selection,
) -> Fallible<Page<X::Value>, X::Value> {
    let subject = call.subject(selection.subject.clone()).await?;
    let mut query = list_query(
        &subject,
        &selection.text,
        selection.page.limit,
        selection.page.offset,
    );
    if selection.include_invalid {
        query.pair("include_invalid", "true");
    }
    response::page(call.send(list_request(query)).await?)
}

/// The key, with another description.
pub async fn update<X: Exchange>(
    call: &mut X,
    params: &UpdateAPIKeyParams,
) -> Fallible<Key<X::Value>, X::Value> {
    #[derive(Serialize)]
    struct Body<'a> {
        /// `null` takes it away.
        description: Option<&'a str>,
    }
    let body = Body {
        description: params.description.as_deref(),
    };
    let id = &params.api_key_id.0;
    let request = Request::patch(url::path(&["api_keys", id]), &body)?;
    response::key(call.send(request).await?, id)
}

/// The key, revoked.
pub async fn revoke<X: Exchange>(
    call: &mut X,
    params: &RevokeAPIKeyParams,
) -> Fallible<Key<X::Value>, X::Value> {
    let id = &params.api_key_id.0;
    let response = call.send(revoke_request(params)?).await?;
    let is_repeated = response.is_repeated;
    let failure = match response::revoked(response, id) {
        Err(failure) if is_repeated && failure.is_refusal() => failure,
        revoked => return revoked,
    };
    // An earlier attempt, whose response was lost, may have revoked the key.
    let key = KnownKey {
        id: id.clone(),
        place: None,
    };
    let lookup = Lookup {
        key: &key,
        nonce: None,
        fresh_token: false,
    };
    match lookup.run(call).await {
        Ok(Some(key)) if key.flag("revoked") == Some(true) => Ok(key),
        _ => Err(failure),
    }
}

fn revoke_request<V: Value>(params: &RevokeAPIKeyParams) -> Fallible<Request, V> {
    #[derive(Serialize)]
    struct Body<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        revocation_reason: Option<&'a str>,
    }
    let body = Body {
        revocation_reason: params.revocation_reason.as_deref(),
    };
    let path = url::path(&["api_keys", &params.api_key_id.0, "revoke"]);
    Request::post(Effect::Repeatable, path, &body)
}

/// The key as the server has it now, by a fresh session token. The Frontend API has no route for one key: it is searched for
/// in its subject's list.
pub async fn reload<X: Exchange>(
    call: &mut X,
    target: &ReloadTarget,
) -> Fallible<Key<X::Value>, X::Value> {
    let lookup = Lookup {
        key: &target.key,
        nonce: target.nonce.as_deref(),
        fresh_token: true,
    };
    let found = lookup.run(call).await?;
    found.ok_or_else(|| not_found(&target.key.id))
}

/// What to search the lists for.
struct Lookup<'a> {
    key: &'a KnownKey,
    nonce: Option<&'a str>,
    /// Ask for a fresh session token first.
    fresh_token: bool,
}

impl Lookup<'_> {
    /// Searches the key's subject's list, by its name, and then without it: the Backend API may have renamed the key. Where
    /// only its ID is known, searches the default subject's list, and then the user's own.
    async fn run<X: Exchange>(&self, call: &mut X) -> Fallible<Option<Key<X::Value>>, X::Value> {
        if let Some(Place { subject, name }) = &self.key.place {
            let found = self.search(call, subject, name, self.fresh_token).await?;
            if found.is_some() || name.is_empty() {
                return Ok(found);
            }
            return self.search(call, subject, "", false).await;
        }
        let subject = call.subject(None).await?;
        let found = self.search(call, &subject, "", self.fresh_token).await?;
        if found.is_some() {
            return Ok(found);
        }
        match call.user().await? {
            Some(user) if user != subject => self.search(call, &user, "", false).await,
            _ => Ok(None),
        }
    }

    async fn search<X: Exchange>(
        &self,
        call: &mut X,
        subject: &str,
        name: &str,
        fresh_token: bool,
    ) -> Fallible<Option<Key<X::Value>>, X::Value> {
        let request = |offset| {
            let text = X::Value::searched_name(name);
            let mut request = whole_list_request(subject, text, offset);
            request
                .query
                .optional_pair("rotating_token_nonce", self.nonce);
            request.with_fresh_token(fresh_token && offset == 0)
        };
        let search = Search {
            request: &request,
            listed: &|response| Ok(response::page(response)?.into()),
            is_found: &|key| key.is(&self.key.id),
        };
        let mut found = search.found(call, true).await?;
        found.truncate(1);
        Ok(found.pop())
    }
}

/// Reads the key's ID and place from a resource.
pub fn known<V: Value>(key: &V) -> Option<KnownKey> {
    let text = |name| key.member(name)?.text();
    let place = Place {
        subject: text("subject")?,
        name: text("name")?,
    };
    Some(KnownKey {
        id: text("id")?,
        place: Some(place),
    })
}

/// A list page as large as there is one, with the revoked and the expired keys.
fn whole_list_request(subject: &str, text: &str, offset: u64) -> Request {
    let mut query = list_query(subject, text, LARGEST_PAGE, offset);
    query.pair("include_invalid", "true");
    list_request(query)
}

fn list_request(query: Query) -> Request {
    Request::get(url::path(&["api_keys"])).with_query(query)
}

fn list_query(subject: &str, text: &str, limit: u64, offset: u64) -> Query {
    let mut query = Query::default();
    query
        .pair("subject", subject)
        .pair("query", text)
        .pair("limit", &limit.to_string())
        .pair("offset", &offset.to_string());
    query
}

#[cfg(test)]
mod tests;
