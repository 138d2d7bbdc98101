//! `iterate()` of both classes.

use std::{cell::RefCell, rc::Rc};

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::calls::{Calls, settle};
use crate::{
    browser::Browser,
    call::{Call, gate::Gate, race},
    failure::Fallible,
    given::Given,
};

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    /// The iterator over all items of the arrays that `part` gives, until it gives nothing.
    fn iterated(part: JsValue, stop: JsValue) -> JsValue;
}

/// A way through a list that is not under way at the moment.
struct Resting<S> {
    begun: Fallible<(Browser, Call<Browser>), JsValue>,
    steps: S,
}

/// Begins a way through a list at once, with whom the page is about now; its requests are sent as
/// the iterator is asked. `steps` gives an array, or nothing after the last one.
pub fn iterator<S>(calls: &Calls, options: &Given<JsValue>, steps: S) -> JsValue
where
    S: AsyncFnMut(&mut Call<Browser>) -> Fallible<Option<JsValue>, JsValue> + 'static,
{
    let begun = calls.begin(options, Call::begin);
    let resting = Rc::new(RefCell::new(Some(Resting { begun, steps })));
    let gate = Gate::default();
    let stop = gate.clone();
    let part = move || match resting.take() {
        Some(way) => part(way, resting.clone(), gate.clone()),
        None => Promise::resolve(&JsValue::UNDEFINED),
    };
    iterated(
        Closure::<dyn Fn() -> Promise>::new(part).into_js_value(),
        Closure::<dyn Fn()>::new(move || stop.open()).into_js_value(),
    )
}

/// The promise of the next part. The way rests again once it is there; after a failure it is over.
fn part<S>(way: Resting<S>, resting: Rc<RefCell<Option<Resting<S>>>>, gate: Gate) -> Promise
where
    S: AsyncFnMut(&mut Call<Browser>) -> Fallible<Option<JsValue>, JsValue> + 'static,
{
    let Resting { begun, mut steps } = way;
    let (host, mut call) = match begun {
        Ok(begun) => begun,
        Err(failure) => return Promise::reject(&JsValue::from(*failure)),
    };
    let of_call = host.clone();
    let work = async move {
        let stopped = async {
            gate.opened().await;
            Ok(None)
        };
        let part = race(stopped, steps(&mut call)).await?;
        if part.is_some() {
            let begun = Ok((of_call, call));
            resting.replace(Some(Resting { begun, steps }));
        }
        Ok(part.unwrap_or_default())
    };
    settle(host, Box::pin(work))
}
