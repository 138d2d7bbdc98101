//! `create()` of both classes, and the error that says that its outcome is unknown.

use std::{cell::OnceCell, rc::Rc};

use wasm_bindgen::prelude::*;

use super::{
    calls::{Calls, settle},
    error::outcome_unknown,
};
use crate::{
    backend::{
        Exchange as _, Key,
        creation::{Creation, Draft},
    },
    browser::{Browser, task::callable},
    call::{Call, Standing, flight::Flights},
    failure::{Failure, Fallible},
    value::Value,
};

/// What a call gives to everyone who waits for it.
pub type Settled = Result<JsValue, JsValue>;

/// The object whose keys they are.
pub trait Keys {
    fn calls(&self) -> &Calls;
    /// The creations under way: the same key is made once, however often it is asked for meanwhile.
    fn creations(&self) -> &Flights<Settled>;
    /// The resource of a key, which is the last one from now on.
    fn remembered(&self, key: Key<JsValue>) -> JsValue;
}

/// Makes the key of a draft, or waits for the creation of the same key that is under way.
pub async fn create(
    keys: Rc<dyn Keys>,
    mut call: Box<Call<Browser>>,
    draft: Box<dyn Draft<JsValue>>,
) -> Fallible<JsValue, JsValue> {
    let user = call.user().await?;
    let creation = Creation::begin(&*call, draft, user);
    let purpose = creation.identity();
    let making = Making::new(keys.clone(), &call, creation);
    let made = keys.creations().join(&purpose, || making.run(call, false));
    made.await.map_err(Failure::ready)
}

/// A creation, and what its error needs to clean up.
#[derive(Clone)]
pub struct Making(Rc<Parts>);

pub struct Parts {
    keys: Rc<dyn Keys>,
    pub creation: Creation<JsValue>,
    standing: Standing,
    /// The class of the resources.
    class: JsValue,
    recreations: Flights<Settled>,
    /// The key that was made in the end.
    made: OnceCell<JsValue>,
}

impl std::ops::Deref for Making {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Making {
    pub fn new(keys: Rc<dyn Keys>, call: &Call<Browser>, creation: Creation<JsValue>) -> Self {
        Self(Rc::new(Parts {
            keys,
            creation,
            standing: call.standing(),
            class: call.host().class.clone(),
            recreations: Flights::default(),
            made: OnceCell::new(),
        }))
    }

    pub fn settled(&self, made: Fallible<Key<JsValue>, JsValue>) -> Settled {
        match made {
            Ok(key) => Ok(self.keys.remembered(key)),
            Err(failure) => Err(match *failure {
                Failure::OutcomeUnknown { .. } => self.unknown(*failure),
                _ => failure.into(),
            }),
        }
    }

    fn unknown(&self, failure: Failure<JsValue>) -> JsValue {
        let making = self.clone();
        let methods = callable(move |options, recreate| {
            let calls = making.keys.calls();
            let call = calls.resume(options, &making.class, making.standing.clone());
            let making = making.clone();
            settle(call, |call| making.clean_up(call, recreate.is_truthy())).into()
        });
        outcome_unknown(failure, methods)
    }

    /// `candidates()` or `recreate()`. Of the second, two at once share one run; a key that was made is never made again.
    async fn clean_up(
        self,
        mut call: Box<Call<Browser>>,
        recreate: bool,
    ) -> Fallible<JsValue, JsValue> {
        if !recreate {
            return Ok(array(self.creation.candidates(&mut *call).await?));
        }
        if let Some(key) = self.made.get() {
            return Ok(key.clone());
        }
        let run = self.clone();
        let made = self.recreations.join("", || run.run(call, true));
        made.await.map_err(Failure::ready)
    }

    async fn run(self, mut call: Box<Call<Browser>>, again: bool) -> Settled {
        let made = self.creation.run(&mut *call, again).await;
        let key = self.settled(made)?;
        Ok(self.made.get_or_init(|| key).clone())
    }
}

/// The resources of keys, for JavaScript.
pub fn array(keys: Vec<Key<JsValue>>) -> JsValue {
    JsValue::array(keys.into_iter().map(Key::into_value).collect())
}
