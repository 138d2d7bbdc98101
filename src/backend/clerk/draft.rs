//! A key to be made for a subject.

use super::{LARGEST_PAGE, NewKey, Revocation, answer, list_query, list_request, revoke_request};
use crate::{
    backend::{Answer, Exchange, Key, Request, creation, search::Listed},
    failure::Fallible,
    json,
    retry::Effect,
    url,
    value::{SharedSurveyor, Value},
};

pub struct Draft<V> {
    key: NewKey,
    subject: Box<str>,
    survey: SharedSurveyor<V>,
}

impl<V: Value> Draft<V> {
    /// The key's subject is fixed: the one that is named, else the call's. It is boxed, because it goes from hand to hand.
    pub async fn new<X: Exchange<Value = V>>(
        call: &mut X,
        mut key: NewKey,
        survey: SharedSurveyor<V>,
    ) -> Fallible<Box<Self>, V> {
        let subject = call.subject(key.subject.take()).await?;
        Ok(Box::new(Self {
            key,
            subject,
            survey,
        }))
    }
}

impl<V: Value> creation::Draft<V> for Draft<V> {
    fn name(&self) -> &str {
        &self.key.name
    }

    fn create(&self, name: &str) -> Box<Request> {
        let mut body = json::Object::new();
        body.text("type", "api_key")
            .text("name", name)
            .text("subject", &self.subject)
            .optional_text("description", self.key.description.as_deref())
            .optional_whole(
                "seconds_until_expiration",
                self.key.seconds_until_expiration,
            );
        Request::post(Effect::Once, url::path(&["api_keys"]), body)
    }

    fn created(&self, answer: Box<Answer<V>>) -> Fallible<Key<V>, V> {
        answer::created(answer, &*self.survey)
    }

    fn list(&self, name: &str, offset: u64) -> Box<Request> {
        list_request(list_query(&self.subject, name, LARGEST_PAGE, offset))
    }

    fn listed(&self, answer: Box<Answer<V>>) -> Fallible<Listed<V>, V> {
        Ok(answer::page(answer, &*self.survey)?.into())
    }

    fn is_live(&self, key: &Key<V>) -> bool {
        key.text("subject").as_ref() == Some(&self.subject) && key.flag("revoked") == Some(false)
    }

    fn revoke(&self, id: &str) -> Box<Request> {
        revoke_request(&Revocation {
            id: id.into(),
            reason: None,
        })
    }

    fn revoked(&self, id: &str, answer: Box<Answer<V>>) -> Fallible<(), V> {
        answer::revoked(answer, id, &*self.survey).map(drop)
    }
}
