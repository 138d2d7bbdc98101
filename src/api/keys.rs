//! The one function that the package's entry makes objects by: each is of one of the two classes that the entry gives.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::{apikeys::APIKeys, project::ProjectAPIKeys};
use crate::{browser::task::callable, value::Value};

/// What both classes can do.
pub trait Methods {
    /// The method of a number, with its params and the options of the call.
    fn call(&self, method: u32, params: JsValue, options: JsValue) -> JsValue;
}

/// The methods of an object: a function of a method's number and of an array with its params and options.
///
/// The object is one over a Clerk object, a project's, or one over its options alone: pkg-template/facade.js has the same
/// numbers. A function with all methods is less code than a class with one.
#[wasm_bindgen(js_name = keysOf, skip_typescript)]
pub fn keys_of(class: u8, options: JsValue, clerk: JsValue) -> JsValue {
    if class == 2 {
        return methods(ProjectAPIKeys::over(options));
    }
    methods(APIKeys::over((class == 1).then_some(clerk), options))
}

fn methods(keys: impl Methods + 'static) -> JsValue {
    callable(move |method, given| {
        let given: Array = given.unchecked_into();
        let method = method.whole().unwrap_or_default();
        keys.call(method, given.get(0), given.get(1))
    })
}
