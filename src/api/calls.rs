//! What the methods of both classes have in common: how a call begins, and how it ends.

use std::{cell::OnceCell, future::ready, pin::Pin, rc::Rc};

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::types::Options;
use crate::{
    browser::{Browser, Page, task},
    call::{Call, Host, Limits, Standing, until_aborted},
    failure::{Failure, Fallible},
    wait::{Wait, map},
};

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    /// What `getAll()` resolves to.
    #[wasm_bindgen(js_name = page)]
    pub fn listed(resources: &JsValue, total_count: f64) -> JsValue;

    #[wasm_bindgen(catch)]
    fn update(resource: &JsValue, fresh: &JsValue) -> Result<JsValue, JsValue>;
}

/// The numbers of the methods: their places in `methods` of pkg-template/facade.js. One export for all of a class is
/// less code than one for each.
pub mod method {
    pub const CREATE: u32 = 0;
    pub const GET_ALL: u32 = 1;
    pub const REVOKE: u32 = 2;
    pub const RELOAD: u32 = 3;
    pub const ITERATE: u32 = 4;
    // 5 is `rotate`.
}

/// The calls of one object.
pub struct Calls {
    /// Read at the first call: a constructor must not throw.
    page: OnceCell<Rc<Page>>,
    read: Box<dyn Fn() -> Fallible<Page, JsValue>>,
}

impl Calls {
    /// `read` checks the object's options.
    pub fn new(read: impl Fn() -> Fallible<Page, JsValue> + 'static) -> Self {
        Self {
            page: OnceCell::new(),
            read: Box::new(read),
        }
    }

    /// Begins a call at once, with whom the page is about now. Its resources are of this class.
    pub fn begin(&self, options: JsValue, class: &JsValue) -> Begun {
        let (host, limits) = self.host(options, class)?;
        Call::begin(host, limits)
    }

    /// The same on behalf of an earlier call.
    pub fn resume(&self, options: JsValue, class: &JsValue, standing: Standing) -> Begun {
        let (host, limits) = self.host(options, class)?;
        Ok(Call::resume(host, limits, standing))
    }

    fn host(&self, options: JsValue, class: &JsValue) -> Fallible<(Browser, Limits), JsValue> {
        let page = self.page()?;
        let Options { signal, limits } = Options::read(options, page.limits)?;
        let class = class.clone();
        let host = Browser {
            page,
            signal,
            class,
        };
        Ok((host, limits))
    }

    fn page(&self) -> Fallible<Rc<Page>, JsValue> {
        if let Some(page) = self.page.get() {
            return Ok(page.clone());
        }
        let page = Rc::new((self.read)()?);
        Ok(self.page.get_or_init(|| page).clone())
    }
}

/// A call, or what keeps it from its first step.
pub type Begun = Fallible<Box<Call<Browser>>, JsValue>;

/// Takes the steps of a call to their end. Its promise rejects with an error of this package, or the abort's reason.
pub fn settle<S>(call: Begun, steps: impl FnOnce(Box<Call<Browser>>) -> S) -> Promise
where
    S: Future<Output = Fallible<JsValue, JsValue>> + 'static,
{
    promise(call.map(|call| -> (_, Steps) { (call.host().aborted(), Box::pin(steps(call))) }))
}

/// The steps are boxed, so that this is compiled once, not once for each method.
type Steps = Pin<Box<dyn Future<Output = Fallible<JsValue, JsValue>>>>;

fn promise(begun: Fallible<(impl Wait<JsValue> + 'static, Steps), JsValue>) -> Promise {
    task::promise(match begun {
        Ok((aborted, steps)) => Box::pin(map(until_aborted(aborted, steps), |end| Ok(end?))),
        Err(failure) => Box::pin(ready(Err(failure.into()))),
    })
}

/// A resource brought up to date, where there is one already. One that the page has frozen refuses.
pub fn updated(resource: Option<JsValue>, fresh: JsValue) -> Fallible<JsValue, JsValue> {
    let Some(resource) = resource else {
        return Ok(fresh);
    };
    let refused = |cause| Failure::callback("writing the key's properties", Some(cause));
    update(&resource, &fresh).map_err(refused)
}
