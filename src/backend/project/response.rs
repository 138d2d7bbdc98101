//! What the projects API answers: a bare list, a new key, a success, a problem (RFC 9457).

use crate::{
    backend::{Key, Keys, Response, error_items, search::Listed},
    failure::{ErrorItem, Failure, Fallible, InvalidResponse, ProblemDetails, Refusal},
    status::status_in_words,
    value::{Field, Kind, Table, Value},
};

/// What a key must look like on the wire, in the order in which `src/js/resources.js` looks.
pub const FIELDS: &[Field] = &fields(Field::required("is_admin_managed", Kind::Boolean));

/// The same of a new key, of which the server does not say who manages it.
pub const CREATED: &[Field] = &fields(Field::optional("is_admin_managed", Kind::Boolean));

const fn fields(is_admin_managed: Field) -> [Field; 12] {
    [
        Field::required("key_id", Kind::Text),
        Field::required("name", Kind::Text),
        Field::required("key_prefix", Kind::Text),
        Field::required("project_id", Kind::Text),
        Field::required("tenant_id", Kind::Text),
        Field::optional("scopes", Kind::Texts),
        is_admin_managed,
        Field::required("is_active", Kind::Boolean),
        Field::optional("expires_at", Kind::Moment),
        Field::optional("created_by", Kind::Text),
        Field::optional("last_used_at", Kind::Moment),
        Field::required("created_at", Kind::Moment),
    ]
}

const KEY: Table = Table {
    number: 1,
    fields: FIELDS,
};

const NEW_KEY: Table = Table {
    number: 2,
    fields: CREATED,
};

/// The type of a problem that names none (RFC 9457, section 4.2.1).
const NO_TYPE: &str = "about:blank";

/// The response to a list: an array, or `null` where there are no keys.
pub fn list<V: Value>(response: Response<V>) -> Fallible<Keys<V>, V> {
    let (body, class) = response.success(refusal)?;
    let keys = if body.is_nothing() {
        V::array(Vec::new())
    } else if body.is_array() {
        body
    } else {
        return Err(Failure::field("keys"));
    };
    Ok(Keys::check(&keys, &class, &KEY, "keys")?)
}

/// The same, as the only list page.
pub fn whole<V: Value>(response: Response<V>) -> Fallible<Listed<V>, V> {
    Ok(Listed {
        keys: list(response)?,
        total_count: None,
    })
}

/// The response to create: a key with its secret.
pub fn created<V: Value>(response: Response<V>) -> Fallible<Key<V>, V> {
    let (body, class) = response.success(refusal)?;
    let key = Key::check(body, &class, &NEW_KEY)?;
    if key.has_secret() {
        Ok(key)
    } else {
        Err(Failure::field("key"))
    }
}

/// The response to revoke. Only `success: true` is one.
pub fn success<V: Value>(response: Response<V>) -> Fallible<(), V> {
    let success = response.success(refusal)?.0.member("success");
    if success.and_then(|success| success.boolean()) == Some(true) {
        Ok(())
    } else {
        Err(InvalidResponse::NotRevoked.into())
    }
}

/// A problem, or whatever else a proxy sends. `errors[].value` repeats what was submitted, so it is never read.
fn refusal<V: Value>(response: Response<V>) -> Refusal<V> {
    let body = response.body.filter(V::is_object);
    let problem = body.as_ref().map(problem);
    let kind = problem.as_ref().map_or(NO_TYPE, |problem| &problem.kind);
    let fields = body.as_ref().and_then(|body| body.member("errors"));
    let errors = match fields.filter(V::is_object) {
        Some(fields) => errors_of_fields(&fields, kind),
        None => error_items(body.as_ref(), |item| error_item(item, kind)),
    };
    let said = problem.as_ref();
    let said = said.and_then(|problem| problem.detail.as_ref().or(problem.title.as_ref()));
    let message = said
        .cloned()
        .unwrap_or_else(|| status_in_words(response.status));
    Refusal {
        errors,
        retry_after: response.retry_after,
        problem,
        ..Refusal::new(response.status, message)
    }
}

fn problem<V: Value>(body: &V) -> ProblemDetails {
    ProblemDetails {
        kind: body.filled("type").unwrap_or_else(|| NO_TYPE.into()),
        title: body.filled("title"),
        status: body.member("status").and_then(|status| status.whole()),
        detail: body.filled("detail"),
        instance: body.filled("instance"),
    }
}

/// The reasons in an object of arrays: the name of each field, and its messages.
fn errors_of_fields<V: Value>(fields: &V, kind: &str) -> Vec<ErrorItem<V>> {
    let mut errors = Vec::new();
    for (field, messages) in fields.entries() {
        let messages = messages.items().ok().flatten().unwrap_or_default();
        errors.extend(
            messages
                .iter()
                .filter_map(V::text)
                .map(|message| ErrorItem {
                    code: kind.into(),
                    message,
                    long_message: None,
                    param_name: Some(field.clone()),
                    meta: None,
                }),
        );
    }
    errors
}

fn error_item<V: Value>(item: &V, kind: &str) -> ErrorItem<V> {
    ErrorItem {
        code: kind.into(),
        message: item.filled("message").unwrap_or_default(),
        long_message: None,
        param_name: item.filled("location"),
        meta: None,
    }
}
