//! `iterate()` of both classes.

use std::{cell::RefCell, future::ready, pin::Pin, rc::Rc};

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::calls::{Begun, settle};
use crate::{
    browser::{
        Browser,
        task::{self, callable},
    },
    call::{Call, gate::Gate},
    failure::Fallible,
    wait::{map, race},
};

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    /// The iterator over all items of the arrays that `part` gives, until it gives nothing or is called with `true`.
    fn iterated(part: JsValue) -> JsValue;
}

/// What gives the parts of a list in turn.
pub trait Parts {
    /// An array, or nothing after the last one.
    fn next<'a>(&'a mut self, call: &'a mut Call<Browser>) -> Part<'a>;
}

/// A part under way, boxed, so that what waits for it is compiled once.
pub type Part<'a> = Pin<Box<dyn Future<Output = Fallible<Option<JsValue>, JsValue>> + 'a>>;

/// A way through a list that is not under way at the moment.
type Resting = Rc<RefCell<Option<(Begun, Box<dyn Parts>)>>>;

/// The iterator over a list whose call has begun. Its requests are sent as it is asked.
pub fn iterator(call: Begun, parts: Box<dyn Parts>) -> JsValue {
    let resting: Resting = Rc::new(RefCell::new(Some((call, parts))));
    let gate = Gate::default();
    iterated(callable(move |stop, _| {
        if stop.is_truthy() {
            gate.open();
            return JsValue::UNDEFINED;
        }
        part(&resting, &gate).into()
    }))
}

/// The promise of the next part. The way rests again once it is there; after a failure it is over.
fn part(resting: &Resting, gate: &Gate) -> Promise {
    let Some((call, mut parts)) = resting.take() else {
        return task::promise(Box::pin(ready(Ok(JsValue::UNDEFINED))));
    };
    let (resting, gate) = (resting.clone(), gate.clone());
    settle(call, |mut call| async move {
        let stopped = map(gate.opened(), |()| Ok(None));
        let part = race(stopped, parts.next(&mut call)).await?;
        if part.is_some() {
            resting.replace(Some((Ok(call), parts)));
        }
        Ok(part.unwrap_or_default())
    })
}
