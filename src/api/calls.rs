//! What the methods of both classes have in common: how a call begins, and how it ends.

use std::{cell::OnceCell, pin::Pin, rc::Rc};

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::types::Options;
use crate::{
    browser::{Browser, Page},
    call::{Call, Limits, Standing, until_aborted},
    failure::{Failure, Fallible},
    given::Given,
    value::Survey,
};

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    /// What `getAll()` resolves to.
    #[wasm_bindgen(js_name = page)]
    pub fn listed(resources: &JsValue, total_count: f64) -> JsValue;

    #[wasm_bindgen(catch)]
    fn update(resource: &JsValue, fresh: &JsValue) -> Result<JsValue, JsValue>;
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

    /// Begins a call at once, with whom the page is about now, and takes its steps to their end.
    pub fn start(
        &self,
        options: &Given<JsValue>,
        steps: impl AsyncFnOnce(Call<Browser>) -> Fallible<JsValue, JsValue> + 'static,
    ) -> Promise {
        self.run(options, Call::begin, steps)
    }

    /// The same on behalf of an earlier call.
    pub fn resume(
        &self,
        options: &Given<JsValue>,
        standing: Standing,
        steps: impl AsyncFnOnce(Call<Browser>) -> Fallible<JsValue, JsValue> + 'static,
    ) -> Promise {
        let resume = |host, limits| Ok(Call::resume(host, limits, standing));
        self.run(options, resume, steps)
    }

    fn run(
        &self,
        options: &Given<JsValue>,
        begin: impl FnOnce(Browser, Limits) -> Fallible<Call<Browser>, JsValue>,
        steps: impl AsyncFnOnce(Call<Browser>) -> Fallible<JsValue, JsValue> + 'static,
    ) -> Promise {
        match self.begin(options, begin) {
            Ok((host, call)) => settle(host, Box::pin(async move { steps(call).await })),
            Err(failure) => Promise::reject(&JsValue::from(*failure)),
        }
    }

    /// The host of a call and the call, begun.
    pub fn begin(
        &self,
        options: &Given<JsValue>,
        begin: impl FnOnce(Browser, Limits) -> Fallible<Call<Browser>, JsValue>,
    ) -> Fallible<(Browser, Call<Browser>), JsValue> {
        let page = self.page()?;
        let Options { signal, limits } = Options::read(options, page.limits)?;
        let host = Browser { page, signal };
        Ok((host.clone(), begin(host, limits)?))
    }

    fn page(&self) -> Fallible<Rc<Page>, JsValue> {
        if let Some(page) = self.page.get() {
            return Ok(page.clone());
        }
        let page = Rc::new((self.read)()?);
        Ok(self.page.get_or_init(|| page).clone())
    }
}

/// The promise of a call. Whatever it rejects with is an error of this package, or the abort's reason.
/// The work is boxed, so that this is compiled once, not once for each method.
pub fn settle(
    host: Browser,
    work: Pin<Box<dyn Future<Output = Fallible<JsValue, JsValue>>>>,
) -> Promise {
    future_to_promise(async move {
        until_aborted(&host, work)
            .await
            .map_err(|failure| JsValue::from(*failure))
    })
}

/// Looks at keys and builds their resources: see `survey` in `src/js/resources.js`.
pub type JsSurvey = fn(&Function, &JsValue, f64, &Array) -> Result<Vec<u32>, JsValue>;

/// What is told of a first item that is no object.
const NO_ITEM: [u32; 3] = [0, u32::MAX, u32::MAX];

/// Builds resources of a class, and tells what their keys were made of.
pub fn surveyor(
    survey: JsSurvey,
    class: &Function,
) -> impl Fn(&JsValue, f64) -> Survey<JsValue> + Clone + 'static {
    let class = class.clone();
    move |keys, now| {
        let resources = Array::new();
        Survey {
            // It throws where the page has laid something of its own over `Date`.
            found: survey(&class, keys, now, &resources).unwrap_or_else(|_| NO_ITEM.to_vec()),
            resources: resources.into(),
        }
    }
}

/// A resource brought up to date, where there is one already. One that the page has frozen refuses.
pub fn updated(resource: Option<JsValue>, fresh: JsValue) -> Fallible<JsValue, JsValue> {
    let Some(resource) = resource else {
        return Ok(fresh);
    };
    let refused = |cause| Failure::HostCallback {
        callback: "writing the key's properties",
        cause: Some(cause),
    };
    Ok(update(&resource, &fresh).map_err(refused)?)
}
