//! The one class that the package's entry calls: each object of it is of one of the two classes that the entry gives.

use wasm_bindgen::prelude::*;

use super::{apikeys::APIKeys, project::ProjectAPIKeys};

/// What both classes can do.
pub trait Methods {
    /// The method of a number, with its params and the options of the call.
    fn call(&self, method: u8, params: JsValue, options: JsValue) -> JsValue;
}

/// An object of either class. One class, with one export for all methods, is less code than two with their own.
#[wasm_bindgen(skip_typescript)]
pub struct Keys(Box<dyn Methods>);

#[wasm_bindgen]
impl Keys {
    /// An object over a Clerk object, a project's, or one over its options alone. pkg-template/facade.js has the same numbers.
    #[wasm_bindgen(constructor)]
    pub fn new(class: u8, options: JsValue, clerk: JsValue) -> Self {
        Self(match class {
            1 => Box::new(APIKeys::over(Some(clerk), options)),
            2 => Box::new(ProjectAPIKeys::over(options)),
            _ => Box::new(APIKeys::over(None, options)),
        })
    }

    /// A method by its number.
    pub fn call(&self, method: u8, params: JsValue, options: JsValue) -> JsValue {
        self.0.call(method, params, options)
    }
}
