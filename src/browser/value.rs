//! Values as JavaScript has them.

use js_sys::{Array, Date, JsString};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::globals::{array_from, atob, entries, get, is_array, parse_json, stringify};
use crate::{
    failure::{Failure, Fallible},
    value::{Decoded, ResourceClass, Table, Value},
};

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = decodeKeys)]
    fn decode_keys(
        table: u8,
        class: &JsValue,
        keys: &JsValue,
        now: f64,
        resources: &Array,
    ) -> Result<Vec<u32>, JsValue>;
}

/// Says that the first item is no object.
const NO_ITEM: [u32; 3] = [0, u32::MAX, u32::MAX];

impl Value for JsValue {
    fn from_base64url(text: &str) -> Option<Self> {
        let binary = atob(&text.replace('-', "+").replace('_', "/")).ok()??;
        // `atob` gives a character for each byte.
        let bytes: Option<Vec<u8>> = binary.chars().map(|byte| u8::try_from(byte).ok()).collect();
        let json = String::from_utf8(bytes?).ok()?;
        parse_json(&json.into())
    }

    fn json_of(body: &impl Serialize) -> Fallible<String, Self> {
        let failed = |cause| Failure::callback("JSON.stringify", Some(cause));
        // `None` is `null`: without this it is `undefined`, which JSON leaves out.
        let writer = Serializer::new().serialize_missing_as_null(true);
        let body = body
            .serialize(&writer)
            .map_err(|error| failed(error.into()))?;
        let json = stringify(&body).map_err(failed)?;
        json.and_then(|json| json.as_string())
            .ok_or_else(|| Failure::callback("JSON.stringify", None))
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn moment(&self) -> Option<f64> {
        Some(self.dyn_ref::<Date>()?.get_time())
    }

    fn items(&self) -> Result<Option<Vec<Self>>, Self> {
        if !Value::is_array(self) {
            return Ok(None);
        }
        // A copy, made while getters are caught.
        Ok(array_from(self)?.map(|copy| copy.to_vec()))
    }

    fn is_array(&self) -> bool {
        is_array(self).unwrap_or(false)
    }

    fn is_object(&self) -> bool {
        JsValue::is_object(self) && !Value::is_array(self)
    }

    fn is_nothing(&self) -> bool {
        self.is_null() || self.is_undefined()
    }

    fn read(&self, name: &'static str) -> Result<Option<Self>, Self> {
        get(self, name)
    }

    fn contains(&self, part: &str) -> bool {
        let lower_case = |text: &JsString| text.to_lower_case();
        let Some(text) = self.dyn_ref::<JsString>() else {
            return false;
        };
        lower_case(text).includes(&String::from(lower_case(&part.into())), 0)
    }

    fn entries(&self) -> Vec<(String, Self)> {
        let entry = |pair: Self| {
            let pair: Array = pair.dyn_into().ok()?;
            Some((pair.get(0).text()?, pair.get(1)))
        };
        let pairs = entries(self).ok().flatten().unwrap_or_default();
        pairs.iter().filter_map(entry).collect()
    }

    fn normalized(text: &str) -> String {
        JsString::from(text).normalize("NFC").trim().into()
    }

    fn array(items: Vec<Self>) -> Self {
        items.into_iter().collect::<Array>().into()
    }

    fn decode(&self, table: &Table, class: &ResourceClass<Self>) -> Decoded<Self> {
        let resources = Array::new();
        Decoded {
            // It throws where the host page replaces `Date`.
            found: decode_keys(table.number, &class.class, self, class.now, &resources)
                .unwrap_or_else(|_| NO_ITEM.to_vec()),
            resources: resources.into(),
        }
    }
}
