//! A key to create for a subject.

use serde::Serialize;

use super::{CreateAPIKeyParams, RevokeAPIKeyParams, response, revoke_request, whole_list_request};
#[cfg(test)]
use crate::backend::Exchange;
use crate::{
    backend::{Key, Request, Response, creation, search::Listed},
    failure::{ErrorItem, Fallible, Refusal},
    params::rules::PathSegment,
    retry::Effect,
    url,
    value::Value,
};

pub struct Draft {
    params: CreateAPIKeyParams,
    /// The one that the params name, else the call's.
    subject: String,
}

/// The body of the request.
#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    name: &'a str,
    subject: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds_until_expiration: Option<u64>,
}

impl Draft {
    pub fn new(params: CreateAPIKeyParams, subject: String) -> Box<Self> {
        Box::new(Self { params, subject })
    }

    /// Begins to create a key, as the API does it.
    #[cfg(test)]
    pub async fn creation<X: Exchange>(
        call: &mut X,
        params: CreateAPIKeyParams,
    ) -> Fallible<creation::Creation<X::Value>, X::Value> {
        let subject = call.subject(params.subject.clone()).await?;
        let user = call.user().await?;
        Ok(creation::Creation::new(Self::new(params, subject), user))
    }
}

impl<V: Value> creation::Draft<V> for Draft {
    fn name(&self) -> &str {
        &self.params.name.0
    }

    fn owner(&self) -> &str {
        &self.subject
    }

    fn create(&self, name: &str) -> Fallible<Request, V> {
        let body = Body {
            r#type: "api_key",
            name,
            subject: &self.subject,
            description: self.params.description.as_deref(),
            seconds_until_expiration: self.params.seconds_until_expiration.map(|it| it.0),
        };
        Request::post(Effect::Once, url::path(&["api_keys"]), &body)
    }

    fn created(&self, response: Response<V>) -> Fallible<Key<V>, V> {
        response::created(response)
    }

    fn is_name_taken(&self, refusal: &Refusal<V>) -> bool {
        let is_conflict = |item: &ErrorItem<V>| item.code == "token_creation_conflict";
        refusal.status == 409 && refusal.errors.iter().any(is_conflict)
    }

    fn list(&self, name: &str, offset: u64) -> Request {
        whole_list_request(&self.subject, name, offset)
    }

    fn listed(&self, response: Response<V>) -> Fallible<Listed<V>, V> {
        Ok(response::page(response)?.into())
    }

    fn is_live(&self, key: &Key<V>) -> bool {
        key.text("subject").as_ref() == Some(&self.subject) && key.flag("revoked") == Some(false)
    }

    fn revoke(&self, id: &str) -> Fallible<Request, V> {
        revoke_request(&RevokeAPIKeyParams {
            api_key_id: PathSegment(id.to_owned()),
            revocation_reason: None,
        })
    }

    fn revoked(&self, id: &str, response: Response<V>) -> Fallible<(), V> {
        response::revoked(response, id).map(drop)
    }
}
