//! `create()` of both classes, and the methods of the error for a lost response.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::{
    client::{Creator, Options, promise, promise_to_end},
    error::outcome_unknown,
    rotate::OnSecret,
};
use crate::{
    backend::{Key, creation::Draft},
    browser::{Browser, HostPage},
    call::{
        Call,
        creating::{self, Outcome, SharedCreation},
        rotating::SharedRotation,
    },
    failure::{Failure, Fallible},
};

/// A call of `create()` that has begun.
type Ticket = creating::CreationTicket<JsValue>;

/// Creates the key of a draft, or joins the creation of the same key that is under way.
pub(super) async fn create(
    client: Rc<dyn Creator>,
    call: Call<Browser>,
    ticket: Ticket,
    draft: Box<dyn Draft<JsValue>>,
) -> Fallible<JsValue, JsValue> {
    let page = call.host().page.clone();
    let joined = creating::join(call, ticket, draft).await?;
    let created = joined.key().await;
    let error = OutcomeUnknownMethods {
        client,
        page,
        work: Work::Creation(joined.shared),
    };
    error.settle(created)
}

/// The methods of a `CreateOutcomeUnknownError`.
#[wasm_bindgen(private, skip_typescript)]
pub struct OutcomeUnknownMethods {
    pub(super) client: Rc<dyn Creator>,
    /// Holds the host page's objects, for `recreate()`.
    pub(super) page: Rc<HostPage>,
    pub(super) work: Work,
}

/// What `recreate()` does again.
pub(super) enum Work {
    Creation(Rc<SharedCreation<JsValue>>),
    Rotation(Rc<SharedRotation<Browser, OnSecret>>),
}

#[wasm_bindgen]
impl OutcomeUnknownMethods {
    /// The keys that the call may have created, and whose secret nobody has.
    #[wasm_bindgen(skip_typescript)]
    pub fn candidates(&self, options: Options) -> Promise {
        let creation = self.creation();
        promise(self.resume(options), async move |mut call| {
            let creation = creation.ok_or(Failure::NoResource)?;
            Ok(array(creation.creation.candidates(&mut call).await?))
        })
    }

    /// Revokes those and creates the key again. Two calls share one run, and a key that exists is not created again.
    #[wasm_bindgen(skip_typescript)]
    pub fn recreate(&self, options: Options) -> Promise {
        let call = self.resume(options);
        let again = self.again();
        match &self.work {
            Work::Creation(creation) => {
                let creation = creation.clone();
                promise(call, async move |call| {
                    again.settle(creation.recreate(call).await)
                })
            }
            Work::Rotation(rotation) => {
                let rotation = rotation.clone();
                promise_to_end(call, async move |call| {
                    again.settle(rotation.recreate(call).await)
                })
            }
        }
    }

    fn creation(&self) -> Option<Rc<SharedCreation<JsValue>>> {
        match &self.work {
            Work::Creation(creation) => Some(creation.clone()),
            Work::Rotation(rotation) => rotation.creation().cloned(),
        }
    }

    fn resume(&self, options: Options) -> Fallible<Call<Browser>, JsValue> {
        let creation = self.creation().ok_or(Failure::NoResource)?;
        self.client.resume(options, creation.owner())
    }

    /// The error of the next time.
    fn again(&self) -> Self {
        Self {
            client: self.client.clone(),
            page: self.page.clone(),
            work: match &self.work {
                Work::Creation(creation) => Work::Creation(creation.clone()),
                Work::Rotation(rotation) => Work::Rotation(rotation.clone()),
            },
        }
    }
}

impl OutcomeUnknownMethods {
    /// The resource, or the error.
    pub(super) fn settle(self, outcome: Outcome<JsValue>) -> Fallible<JsValue, JsValue> {
        match outcome {
            Ok(key) => Ok(self.client.remembered(key)),
            Err(failure) if matches!(*failure, Failure::OutcomeUnknown { .. }) => {
                Err(Failure::ready(outcome_unknown(*failure, self.into())))
            }
            Err(failure) => Err(failure),
        }
    }
}

/// The resources of keys, for JavaScript.
pub fn array(keys: Vec<Key<JsValue>>) -> JsValue {
    let resources = keys.into_iter().map(Key::into_value);
    resources.collect::<js_sys::Array>().into()
}
