//! A key to create in a project.

use serde::Serialize;

use super::{ACCEPT, CreateProjectAPIKeyParams, keys_of, list_request, response, revoke_request};
use crate::{
    backend::{Key, Request, Response, creation, search::Listed},
    failure::{Fallible, Refusal},
    retry::Effect,
    value::Value,
};

pub struct Draft {
    pub project: String,
    pub params: CreateProjectAPIKeyParams,
}

/// The body of the request.
#[derive(Serialize)]
struct Body<'a> {
    name: &'a str,
    scopes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_days: Option<u64>,
}

impl<V: Value> creation::Draft<V> for Draft {
    fn name(&self) -> &str {
        &self.params.name.0
    }

    fn owner(&self) -> &str {
        &self.project
    }

    fn create(&self, name: &str) -> Fallible<Request, V> {
        let body = Body {
            name,
            scopes: &self.params.scopes.0,
            expires_days: self.params.days_until_expiration.map(|it| it.0),
        };
        let request = Request::post(Effect::Once, keys_of(&self.project, None), &body)?;
        Ok(request.accepting(ACCEPT))
    }

    fn created(&self, response: Response<V>) -> Fallible<Key<V>, V> {
        response::created(response)
    }

    fn is_name_taken(&self, refusal: &Refusal<V>) -> bool {
        refusal.status == 409
    }

    fn list(&self, _name: &str, _offset: u64) -> Request {
        list_request(&self.project)
    }

    /// The whole list: there is one list page.
    fn listed(&self, response: Response<V>) -> Fallible<Listed<V>, V> {
        response::whole(response)
    }

    fn is_live(&self, key: &Key<V>) -> bool {
        key.flag("isActive") == Some(true)
    }

    fn revoke(&self, id: &str) -> Fallible<Request, V> {
        Ok(revoke_request(&self.project, id))
    }

    fn revoked(&self, _id: &str, response: Response<V>) -> Fallible<(), V> {
        response::success(response)
    }
}
