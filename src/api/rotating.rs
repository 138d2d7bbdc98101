//! `rotate()` of `APIKeys`.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::{
    apikeys::Shared,
    creating::{Making, Settled},
    types::function,
};
use crate::{
    backend::{
        Exchange as _, Key,
        clerk::{Draft, Rotation},
        creation::Creation,
    },
    browser::{Browser, ended, task::Waiting},
    call::Call,
    failure::Fallible,
    given::{Given, Why},
    wait::{Wait, map},
};

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = handOver)]
    fn hand_over(
        on_secret: &Function,
        receiver: &JsValue,
        key: &JsValue,
        on: &JsValue,
    ) -> Result<Option<JsValue>, JsValue>;
}

/// A rotation, and the page's function that takes the new key.
pub struct Rotating {
    pub rotation: Rotation,
    on_secret: Function,
    receiver: JsValue,
}

impl Rotating {
    /// The page's function is a method of its params.
    pub fn read(params: &Given<JsValue>, receiver: JsValue) -> Fallible<Box<Self>, JsValue> {
        let rotation = Rotation::read(params)?;
        let on_secret = function(params, "onSecret")?;
        Ok(Box::new(Self {
            rotation,
            on_secret: on_secret.ok_or_else(|| params.fails("onSecret", Why::Missing))?,
            receiver,
        }))
    }

    pub(super) async fn run(
        self: Box<Self>,
        keys: Rc<Shared>,
        mut call: Box<Call<Browser>>,
    ) -> Settled {
        let (call, rotation) = (&mut *call, &self.rotation);
        let mut key = rotation.successor(call, &keys.route_missing).await?;
        let subject = call.subject(key.subject.take()).await?;
        let user = call.user().await?;
        let draft = Draft::new(key, subject);
        let creation = Creation::begin(call, draft, user);
        let making = Making::new(keys, call, creation);
        let hand_over = |key: &Key<JsValue>| self.hand_over(key);
        let made = rotation.replace(call, &making.creation, hand_over);
        making.settled(made.await)
    }

    fn hand_over(&self, key: &Key<JsValue>) -> impl Wait<Fallible<(), JsValue>> + use<> {
        let taking = Waiting::of(|on| hand_over(&self.on_secret, &self.receiver, key.value(), on));
        map(taking, |end| ended(end, "onSecret").map(drop))
    }
}
