//! A key to be made in a project.

use super::{ACCEPT, NewKey, answer, keys_of, list_request, revoke_request};
use crate::{
    backend::{Answer, Key, Request, creation, search::Listed},
    failure::Fallible,
    json,
    retry::Effect,
    value::Value,
};

pub struct Draft {
    pub project: Box<str>,
    pub key: NewKey,
}

impl<V: Value> creation::Draft<V> for Draft {
    fn name(&self) -> &str {
        &self.key.name
    }

    fn create(&self, name: &str) -> Box<Request> {
        let mut body = json::Object::new();
        body.text("name", name)
            .texts("scopes", &self.key.scopes)
            .optional_whole("expires_days", self.key.days_until_expiration);
        Request::post(Effect::Once, keys_of(&self.project, None), body).accepting(ACCEPT)
    }

    fn created(&self, answer: Box<Answer<V>>) -> Fallible<Key<V>, V> {
        answer::created(answer)
    }

    fn list(&self, _name: &str, _offset: u64) -> Box<Request> {
        list_request(&self.project)
    }

    /// The whole list: there is one part.
    fn listed(&self, answer: Box<Answer<V>>) -> Fallible<Listed<V>, V> {
        answer::whole(answer)
    }

    fn is_live(&self, key: &Key<V>) -> bool {
        key.flag("isActive") == Some(true)
    }

    fn revoke(&self, id: &str) -> Box<Request> {
        revoke_request(&self.project, id)
    }

    fn revoked(&self, _id: &str, answer: Box<Answer<V>>) -> Fallible<(), V> {
        answer::success(answer)
    }
}
