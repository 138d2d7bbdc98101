//! `create()` of both classes, and the methods of the error for a lost response.

use std::{cell::OnceCell, rc::Rc};

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::{
    client::{Creator, Options, Outcome, promise},
    error::outcome_unknown,
};
use crate::{
    backend::{
        Exchange as _, Key,
        creation::{Creation, Draft},
    },
    browser::Browser,
    call::{Call, Owner, single_flight::SingleFlight},
    failure::{Failure, Fallible},
};

/// Creates the key of a draft, or joins the creation of the same key that is under way.
pub async fn create(
    client: Rc<dyn Creator>,
    mut call: Call<Browser>,
    draft: Box<dyn Draft<JsValue>>,
) -> Fallible<JsValue, JsValue> {
    let user = call.user().await?;
    let creation = Creation::begin(&call, draft, user);
    let identity = creation.identity()?;
    let attempt = CreateAttempt::new(client.clone(), &call, creation);
    let run = || attempt.run(call, false);
    let created = client.creations().join(&identity, run);
    created.await.map_err(Failure::ready)
}

/// A creation, and what its error needs to look for the key and to create it again.
#[derive(Clone)]
pub struct CreateAttempt(Rc<Parts>);

struct Parts {
    client: Rc<dyn Creator>,
    creation: Creation<JsValue>,
    owner: Owner,
    /// The class of the resources.
    class: JsValue,
    recreations: SingleFlight<Outcome>,
    /// The key that was created in the end.
    created: OnceCell<JsValue>,
}

impl CreateAttempt {
    pub fn new(client: Rc<dyn Creator>, call: &Call<Browser>, creation: Creation<JsValue>) -> Self {
        Self(Rc::new(Parts {
            client,
            creation,
            owner: call.owner(),
            class: call.host().class.clone(),
            recreations: SingleFlight::default(),
            created: OnceCell::new(),
        }))
    }

    pub fn creation(&self) -> &Creation<JsValue> {
        &self.0.creation
    }

    /// What the callers get: the resource, or the error.
    pub fn outcome(&self, created: Fallible<Key<JsValue>, JsValue>) -> Outcome {
        match created {
            Ok(key) => Ok(self.0.client.remembered(key)),
            Err(failure) => Err(match *failure {
                Failure::OutcomeUnknown { .. } => {
                    outcome_unknown(*failure, LostCreate(self.clone()).into())
                }
                _ => failure.into(),
            }),
        }
    }

    async fn run(self, mut call: Call<Browser>, again: bool) -> Outcome {
        let created = self.0.creation.run(&mut call, again).await;
        let key = self.outcome(created)?;
        Ok(self.0.created.get_or_init(|| key).clone())
    }
}

/// The methods of a `CreateOutcomeUnknownError`.
#[wasm_bindgen(private, skip_typescript)]
pub struct LostCreate(CreateAttempt);

#[wasm_bindgen]
impl LostCreate {
    /// The keys that the call may have created.
    #[wasm_bindgen(skip_typescript)]
    pub fn candidates(&self, options: Options) -> Promise {
        let attempt = self.0.clone();
        promise(self.resume(options), async move |mut call| {
            Ok(array(attempt.0.creation.candidates(&mut call).await?))
        })
    }

    /// Revokes those and creates the key again. Two calls share one run, and a key that exists is not created again.
    #[wasm_bindgen(skip_typescript)]
    pub fn recreate(&self, options: Options) -> Promise {
        let attempt = self.0.clone();
        promise(self.resume(options), async move |call| {
            if let Some(key) = attempt.0.created.get() {
                return Ok(key.clone());
            }
            let run = || attempt.clone().run(call, true);
            let created = attempt.0.recreations.join("", run);
            created.await.map_err(Failure::ready)
        })
    }

    fn resume(&self, options: Options) -> Fallible<Call<Browser>, JsValue> {
        let Parts {
            client,
            class,
            owner,
            ..
        } = &*self.0.0;
        client.resume(options, class, owner.clone())
    }
}

/// The resources of keys, for JavaScript.
pub fn array(keys: Vec<Key<JsValue>>) -> JsValue {
    let resources = keys.into_iter().map(Key::into_value);
    resources.collect::<js_sys::Array>().into()
}
