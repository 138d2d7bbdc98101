//! `iterate()` of both classes.

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    rc::Rc,
};

use futures_util::future::{AbortHandle, Abortable};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::client::promise;
use crate::{browser::Browser, call::Call, failure::Fallible};

#[wasm_bindgen(module = "/src/js/async.js")]
extern "C" {
    /// The async iterator over the keys of all list pages.
    fn iterate(pages: ListPagesIterator) -> JsValue;
}

/// What reads the list pages of a list, one after the other.
pub trait Pages {
    /// The keys of the next list page, an array; `None` after the last one.
    fn next<'a>(&'a mut self, call: &'a mut Call<Browser>) -> NextPage<'a>;
}

pub type NextPage<'a> = Pin<Box<dyn Future<Output = Fallible<Option<JsValue>, JsValue>> + 'a>>;

/// A list between two requests.
type Resting = (Fallible<Call<Browser>, JsValue>, Box<dyn Pages>);

/// What src/js/async.js reads the list pages by.
#[wasm_bindgen(private, skip_typescript)]
pub struct ListPagesIterator {
    /// `None` while a request is under way, and after the end.
    resting: Rc<RefCell<Option<Resting>>>,
    /// Aborts the request under way.
    abort: Rc<Cell<Option<AbortHandle>>>,
}

#[wasm_bindgen]
impl ListPagesIterator {
    /// The keys of the next list page; `undefined` after the last one. A failure ends the list.
    #[wasm_bindgen(skip_typescript)]
    pub fn next(&self) -> Promise {
        let Some((call, mut pages)) = self.resting.take() else {
            return Promise::resolve(&JsValue::UNDEFINED);
        };
        let (handle, registration) = AbortHandle::new_pair();
        self.abort.set(Some(handle));
        let resting = self.resting.clone();
        promise(call, async move |mut call| {
            let page = Abortable::new(pages.next(&mut call), registration).await;
            let Ok(page) = page else {
                return Ok(JsValue::UNDEFINED);
            };
            let page = page?;
            if page.is_some() {
                resting.replace(Some((Ok(call), pages)));
            }
            Ok(page.unwrap_or_default())
        })
    }

    /// Ends the list, and aborts the request under way.
    #[wasm_bindgen(skip_typescript)]
    pub fn stop(&self) {
        self.resting.take();
        if let Some(abort) = self.abort.take() {
            abort.abort();
        }
    }
}

/// The iterator over a list. It sends requests as it is asked for keys.
pub fn iterator(call: Fallible<Call<Browser>, JsValue>, pages: Box<dyn Pages>) -> JsValue {
    iterate(ListPagesIterator {
        resting: Rc::new(RefCell::new(Some((call, pages)))),
        abort: Rc::default(),
    })
}
