//! Values for the tests on the host.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Decoded, Field, Kind, ResourceClass, Table, Value};
use crate::failure::Fallible;

impl Value for Json {
    fn from_base64url(text: &str) -> Option<Self> {
        let json = Base64UrlUnpadded::decode_vec(text).ok()?;
        serde_json::from_slice(&json).ok()
    }

    fn json_of(body: &impl Serialize) -> Fallible<String, Self> {
        Ok(serde_json::to_string(body).expect("a body that is JSON"))
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(ToOwned::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    /// The resources of the tests have their dates as numbers.
    fn moment(&self) -> Option<f64> {
        self.as_f64()
    }

    fn items(&self) -> Result<Option<Vec<Self>>, Self> {
        Ok(self.as_array().cloned())
    }

    fn is_array(&self) -> bool {
        Json::is_array(self)
    }

    fn is_object(&self) -> bool {
        Json::is_object(self)
    }

    fn is_nothing(&self) -> bool {
        self.is_null()
    }

    /// A member `{"throws": …}` stands for a getter that throws.
    fn read(&self, name: &'static str) -> Result<Option<Self>, Self> {
        match self.get(name) {
            Some(member) if member.get("throws").is_some() => Err(member["throws"].clone()),
            member => Ok(member.filter(|member| !member.is_null()).cloned()),
        }
    }

    fn entries(&self) -> Vec<(String, Self)> {
        match self {
            Json::Object(members) => members.clone().into_iter().collect(),
            Json::Array(items) => {
                let named = |(index, item): (usize, &Json)| (index.to_string(), item.clone());
                items.iter().enumerate().map(named).collect()
            }
            _ => Vec::new(),
        }
    }

    fn normalized(text: &str) -> String {
        use unicode_normalization::UnicodeNormalization as _;
        text.nfc().collect::<String>().trim().to_owned()
    }

    fn contains(&self, part: &str) -> bool {
        let text = self.as_str().unwrap_or_default().to_lowercase();
        text.contains(&part.to_lowercase())
    }

    fn array(items: Vec<Self>) -> Self {
        Json::Array(items)
    }

    /// What `decode` of `src/js` finds, by the table itself.
    fn decode(&self, table: &Table, class: &ResourceClass<Self>) -> Decoded<Self> {
        let items = self.as_array().expect("an array");
        Decoded {
            found: rows(table.fields, items),
            resources: items.iter().map(|item| resource(item, class)).collect(),
        }
    }
}

/// The members of a resource that Rust reads, as the classes of `src/js/resources.js` build them. Without a class it is the
/// item as it came.
pub fn resource(item: &Json, class: &ResourceClass<Json>) -> Json {
    match class.class.as_str() {
        Some("APIKey") => {
            let mut key = item.clone();
            key["createdBy"] = item["created_by"].clone();
            key["createdAt"] = item["created_at"].clone();
            key["lastUsedAt"] = item["last_used_at"].clone();
            key
        }
        Some("ProjectAPIKey") => json!({
            "id": item["key_id"], "name": item["name"], "isActive": item["is_active"], "secret": item["key"],
            "createdBy": item["created_by"], "createdAt": item["created_at"], "lastUsedAt": item["last_used_at"],
            "expired": item["expires_at"].as_f64().is_some_and(|moment| moment <= class.now),
        }),
        _ => item.clone(),
    }
}

fn rows(table: &[Field], items: &[Json]) -> Vec<u32> {
    let row = |(item, index): (&Json, u32)| {
        let (low, high) = table.split_at(table.len().min(8));
        [index, kinds(low, item), kinds(high, item)]
    };
    items.iter().zip(0..).flat_map(row).collect()
}

fn kinds(fields: &[Field], item: &Json) -> u32 {
    let kinds = fields.iter().zip(0_u32..);
    kinds.fold(0, |kinds, (field, place)| {
        kinds | u32::from(found(item, field)) << (3 * place)
    })
}

fn found(key: &Json, field: &Field) -> u8 {
    if !key.is_object() {
        return Kind::NoItem as u8;
    }
    let kind = match &key[field.name] {
        Json::Null => Kind::Nothing,
        Json::Bool(_) => Kind::Boolean,
        Json::Number(number) if field.kind == Kind::Moment && number.as_f64() <= Some(8.64e15) => {
            Kind::Moment
        }
        Json::String(text) if field.kind == Kind::Moment && text.contains('T') => Kind::Moment,
        Json::String(_) => Kind::Text,
        Json::Array(items) if field.kind == Kind::Texts && items.iter().all(Json::is_string) => {
            Kind::Texts
        }
        Json::Object(_) => Kind::Object,
        Json::Number(_) | Json::Array(_) => return 6,
    };
    kind as u8
}
