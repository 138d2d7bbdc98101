//! JSON values as the engine's own parser made them.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::prelude::*;

use super::page;
use crate::value::Value;

impl Value for JsValue {
    fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok()
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

    fn items(&self) -> Option<Vec<Self>> {
        Some(self.dyn_ref::<Array>()?.to_vec())
    }

    fn is_array(&self) -> bool {
        Array::is_array(self)
    }

    fn is_object(&self) -> bool {
        page::is_object(self)
    }

    fn is_nothing(&self) -> bool {
        self.is_null() || self.is_undefined()
    }

    fn read(&self, name: &str) -> Result<Option<Self>, Self> {
        let member = Reflect::get(self, &JsValue::from_str(name))?;
        Ok((!member.is_undefined()).then_some(member))
    }

    fn texts(&self) -> Result<Option<Vec<String>>, Self> {
        page::texts(self)
    }

    fn has_text(&self, part: &str) -> bool {
        page::has_text(self, part)
    }

    fn array(items: Vec<Self>) -> Self {
        items.into_iter().collect::<Array>().into()
    }
}
