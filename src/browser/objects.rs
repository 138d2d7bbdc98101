//! The objects of the host page that an object of the API needs.
//!
//! What WebAssembly refers to is never collected, and the host page's objects may refer to the object of the API. So they
//! are in one JavaScript object, which JavaScript holds: the object of the API and the class of its resources. WebAssembly
//! holds it while a call is under way, and refers to it weakly otherwise.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::{Callback, Callbacks, clerk::ClerkObject};
use crate::failure::{Failure, Fallible};

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    #[wasm_bindgen(js_name = pageObjects)]
    fn new(clerk: &JsValue, options: &JsValue) -> PageObjects;

    fn weak(objects: &PageObjects) -> Function;
}

#[wasm_bindgen]
extern "C" {
    /// The Clerk object, the options, the functions among them, and the class of the resources.
    pub type PageObjects;

    // These do not throw: the object is ours and has no prototype.

    #[wasm_bindgen(method, indexing_getter)]
    fn get(this: &PageObjects, name: &str) -> JsValue;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &PageObjects, name: &str, value: &JsValue);
}

impl PageObjects {
    /// The functions and the class are absent at first.
    pub fn of(clerk: &JsValue, options: &JsValue) -> Self {
        new(clerk, options)
    }

    pub fn downgrade(&self) -> WeakPageObjects {
        WeakPageObjects(weak(self))
    }

    pub fn clerk(&self) -> ClerkObject {
        ClerkObject::new(self.get("clerk"))
    }

    pub fn options(&self) -> JsValue {
        self.get("options")
    }

    /// The class of the resources.
    pub fn class(&self) -> JsValue {
        self.get("Resource")
    }

    pub fn set_class(&self, class: &JsValue) {
        self.set("Resource", class);
    }

    /// A function among the options, once they were read.
    pub fn callback(&self, name: &str) -> Option<Callback> {
        let function = self.get(name);
        (!function.is_undefined()).then(|| Callback(function.unchecked_into()))
    }

    pub fn set_callbacks(&self, callbacks: &Callbacks) {
        self.set_callback("getToken", callbacks.token.as_ref());
        self.set_callback("getSubject", callbacks.subject.as_ref());
        self.set_callback("getQuery", callbacks.query.as_ref());
    }

    fn set_callback(&self, name: &str, callback: Option<&Callback>) {
        if let Some(Callback(function)) = callback {
            self.set(name, function);
        }
    }
}

/// A weak reference to the objects: a function that gives them.
pub struct WeakPageObjects(Function);

impl WeakPageObjects {
    /// The objects. They are there while the object of the API or one of its resources is.
    pub fn upgrade(&self) -> Fallible<PageObjects, JsValue> {
        match self.0.call0(&JsValue::UNDEFINED) {
            Ok(objects) if objects.is_object() => Ok(objects.unchecked_into()),
            _ => Err(Failure::NoSessionToken.into()),
        }
    }
}
