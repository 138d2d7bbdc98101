//! JSON values as the engine's own parser made them.

use std::cell::RefCell;

use js_sys::{Array, Date};
use wasm_bindgen::prelude::*;

use super::page;
use crate::value::{Factory, Survey, Table, Value};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Reflect)]
    fn get(object: &JsValue, name: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
}

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn surveyed(
        table: u8,
        class: &JsValue,
        keys: &JsValue,
        now: f64,
        resources: &Array,
    ) -> Result<Vec<u32>, JsValue>;
}

/// What is told of a first item that is no object.
const NO_ITEM: [u32; 3] = [0, u32::MAX, u32::MAX];

impl Value for JsValue {
    fn from_base64url(text: &str) -> Option<Self> {
        page::decode(text).ok()?
    }

    fn text(&self) -> Option<Box<str>> {
        self.as_string().map(String::into_boxed_str)
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

    fn items(&self) -> Option<Vec<Self>> {
        // Not wasm-bindgen's own, which a page's `Array.isArray` can throw through.
        Value::is_array(self).then(|| self.unchecked_ref::<Array>().to_vec())
    }

    fn is_array(&self) -> bool {
        is_array(self).unwrap_or(false)
    }

    fn is_object(&self) -> bool {
        page::is_object(self)
    }

    fn is_nothing(&self) -> bool {
        self.is_null() || self.is_undefined()
    }

    fn read(&self, name: &'static str) -> Result<Option<Self>, Self> {
        get(self, &as_js(name))
    }

    fn texts(&self) -> Result<Option<Vec<Box<str>>>, Self> {
        Ok(page::listed(page::texts(self)?))
    }

    fn has_text(&self, part: &str) -> bool {
        page::has_text(self, part)
    }

    fn array(items: Vec<Self>) -> Self {
        let array = Array::new();
        for item in &items {
            array.push(item);
        }
        array.into()
    }

    fn survey(&self, table: &Table, factory: &Factory<Self>) -> Survey<Self> {
        let resources = Array::new();
        Survey {
            // It throws where the page has laid something of its own over `Date`.
            found: surveyed(table.number, &factory.class, self, factory.now, &resources)
                .unwrap_or_else(|_| NO_ITEM.to_vec()),
            resources: resources.into(),
        }
    }
}

thread_local! {
    static NAMES: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// A name as the engine knows it. Each is handed over once: decoded anew for each look, it would be
/// most of what the look takes.
fn as_js(name: &'static str) -> JsValue {
    NAMES.with_borrow_mut(|names| {
        if let Some((_, known)) = names.iter().find(|(known, _)| *known == name) {
            return known.clone();
        }
        let handed = JsValue::from_str(name);
        names.push((name, handed.clone()));
        handed
    })
}
