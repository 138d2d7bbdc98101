//! A key to be made for a subject.

use super::{LARGEST_PAGE, NewKey, Revocation, answer, list_query, list_request, revoke_request};
#[cfg(test)]
use crate::backend::Exchange;
use crate::{
    backend::{Answer, Key, Request, creation, search::Listed},
    failure::Fallible,
    json,
    retry::Effect,
    url,
    value::Value,
};

pub struct Draft {
    key: NewKey,
    /// The one that the key names, else the call's: it is fixed.
    subject: Box<str>,
}

impl Draft {
    /// It is boxed, because it goes from hand to hand.
    pub fn new(key: NewKey, subject: Box<str>) -> Box<Self> {
        Box::new(Self { key, subject })
    }

    /// Begins to make a key, as the API does it.
    #[cfg(test)]
    pub async fn creation<X: Exchange>(
        call: &mut X,
        mut key: NewKey,
    ) -> Fallible<creation::Creation<X::Value>, X::Value> {
        let subject = call.subject(key.subject.take()).await?;
        let user = call.user().await?;
        let draft = Self::new(key, subject);
        Ok(creation::Creation::begin(call, draft, user))
    }
}

impl<V: Value> creation::Draft<V> for Draft {
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
        answer::created(answer)
    }

    fn list(&self, name: &str, offset: u64) -> Box<Request> {
        list_request(list_query(&self.subject, name, LARGEST_PAGE, offset))
    }

    fn listed(&self, answer: Box<Answer<V>>) -> Fallible<Listed<V>, V> {
        Ok(answer::page(answer)?.into())
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
        answer::revoked(answer, id).map(drop)
    }
}
