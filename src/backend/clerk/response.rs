//! What Clerk's Frontend API answers: keys, pages of keys, refusals.

use crate::{
    backend::{Key, Keys, Response, error_items, search::Listed},
    failure::{ErrorItem, Failure, Fallible, InvalidResponse, Refusal},
    status::status_in_words,
    value::{Field, Kind, ResourceClass, Table, Value},
};

/// What an API key must look like on the wire, in the order in which `src/js/resources.js` looks.
pub const FIELDS: &[Field] = &[
    Field::required("id", Kind::Text),
    Field::required("type", Kind::Text),
    Field::required("name", Kind::Text),
    Field::required("subject", Kind::Text),
    Field::required("scopes", Kind::Texts),
    Field::optional("claims", Kind::Object),
    Field::required("revoked", Kind::Boolean),
    Field::optional("revocation_reason", Kind::Text),
    Field::required("expired", Kind::Boolean),
    Field::optional("expiration", Kind::Moment),
    Field::optional("created_by", Kind::Text),
    Field::optional("description", Kind::Text),
    Field::optional("secret", Kind::Text),
    Field::optional("last_used_at", Kind::Moment),
    Field::required("created_at", Kind::Moment),
    Field::required("updated_at", Kind::Moment),
];

const KEY: Table = Table {
    number: 0,
    fields: FIELDS,
};

/// A list page, and how many there are on all pages.
#[derive(Debug, PartialEq)]
pub struct Page<V> {
    pub keys: Keys<V>,
    pub total_count: u32,
}

impl<V> From<Page<V>> for Listed<V> {
    fn from(page: Page<V>) -> Self {
        Self {
            keys: page.keys,
            total_count: Some(page.total_count.into()),
        }
    }
}

/// The response to create: a key with its secret.
pub fn created<V: Value>(response: Response<V>) -> Fallible<Key<V>, V> {
    let (body, class) = response.success(refusal)?;
    let key = Key::check(unwrap(body), &class, &KEY)?;
    if key.has_secret() {
        Ok(key)
    } else {
        Err(Failure::field("secret"))
    }
}

/// The response to a list.
pub fn page<V: Value>(response: Response<V>) -> Fallible<Page<V>, V> {
    let (body, class) = response.success(refusal)?;
    let data = body.member("data").filter(V::is_array);
    let data = data.ok_or_else(|| Failure::field("data"))?;
    let keys = Keys::check(&data, &class, &KEY, "data")?;
    let total_count = body.member("total_count").and_then(|count| count.whole());
    let total_count = total_count.ok_or_else(|| Failure::field("total_count"))?;
    Ok(Page { keys, total_count })
}

/// The response about the one key that was asked for.
pub fn key<V: Value>(response: Response<V>, id: &str) -> Fallible<Key<V>, V> {
    let (body, class) = response.success(refusal)?;
    Ok(same(unwrap(body), &class, id)?)
}

/// The response to revoke. Only a key that is revoked is one.
pub fn revoked<V: Value>(response: Response<V>, id: &str) -> Fallible<Key<V>, V> {
    let key = key(response, id)?;
    if key.flag("revoked") == Some(true) {
        Ok(key)
    } else {
        Err(InvalidResponse::NotRevoked.into())
    }
}

/// A key may come bare or as `{response: key}`.
fn unwrap<V: Value>(body: V) -> V {
    body.member("response").filter(V::is_object).unwrap_or(body)
}

fn same<V: Value>(key: V, class: &ResourceClass<V>, id: &str) -> Result<Key<V>, InvalidResponse> {
    let key = Key::check(key, class, &KEY)?;
    if key.is(id) {
        Ok(key)
    } else {
        Err(InvalidResponse::OtherKey)
    }
}

/// `{errors: [{code, message, long_message, meta}], clerk_trace_id}`, or whatever else a proxy sends.
fn refusal<V: Value>(response: Response<V>) -> Refusal<V> {
    let errors = error_items(response.body.as_ref(), error_item);
    let message = errors
        .first()
        .map(|first| first.long_message.as_ref().unwrap_or(&first.message))
        .filter(|message| !message.is_empty());
    let message = message
        .cloned()
        .unwrap_or_else(|| status_in_words(response.status));
    Refusal {
        errors,
        retry_after: response.retry_after,
        clerk_trace_id: response.body.and_then(|body| body.filled("clerk_trace_id")),
        ..Refusal::new(response.status, message)
    }
}

fn error_item<V: Value>(item: &V) -> ErrorItem<V> {
    let meta = item.member("meta").filter(V::is_object);
    ErrorItem {
        code: item.filled("code").unwrap_or_default(),
        message: item.filled("message").unwrap_or_default(),
        long_message: item.filled("long_message"),
        param_name: meta.as_ref().and_then(|meta| meta.filled("param_name")),
        meta,
    }
}
