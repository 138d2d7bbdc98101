//! `rotate()` of `APIKeys`.

use std::rc::Rc;

use serde::Deserialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::{
    client::{Creator, is_null},
    create::{OutcomeUnknownMethods, Work},
};
use crate::{
    backend::{
        Key,
        clerk::{Lifetime, Rotation},
    },
    browser::{Browser, Callback},
    call::{
        Call,
        rotating::{self, SharedRotation, Store},
    },
    failure::Fallible,
    params::rules::{NonEmptyText, PathSegment, WholeNumber},
};

/// What `rotate()` takes.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct RotateAPIKeyParams {
    /// The ID of the key to replace.
    #[serde(rename = "apiKeyID")]
    #[tsify(type = "string")]
    api_key_id: PathSegment,
    /// The new key's name. Default: the old name with the date, and with a number where that is taken.
    #[tsify(optional, type = "string | undefined")]
    name: Option<NonEmptyText>,
    /// Whole seconds, more than 0; `null`: the new key never expires. Default: as long as the old key was given, from its
    /// creation to its expiration.
    #[tsify(optional, type = "number | null | undefined")]
    seconds_until_expiration: Option<WholeNumber>,
    /// Kept with the old key.
    #[tsify(optional, type = "string | null | undefined")]
    revocation_reason: Option<String>,
    /// Stores the new secret, in its own time: `timeoutMs` does not count here. The old key is revoked only after this
    /// settles. Where it rejects, or the call is aborted before that, the new key is revoked.
    #[tsify(type = "(key: APIKeyResource) => void | Promise<void>")]
    on_secret: Callback,
}

/// The host page's function that stores the new secret.
pub(super) struct OnSecret {
    function: Callback,
    /// `this` in the function: the params.
    receiver: JsValue,
}

impl Store<JsValue> for OnSecret {
    async fn store(&self, key: &Key<JsValue>) -> Fallible<(), JsValue> {
        let stored = self.function.call(&self.receiver, key.value(), "onSecret");
        stored.await.map(drop)
    }
}

/// The rotations of one object that are under way.
pub(super) type Rotations = rotating::Rotations<Browser, OnSecret>;

/// A call of `rotate()` that has begun.
pub(super) type Ticket = rotating::RotationTicket<Browser, OnSecret>;

impl RotateAPIKeyParams {
    /// The rotation, and where its new key goes. `params` is the object that was read.
    pub(super) fn rotation(self, params: JsValue) -> (Rotation, OnSecret) {
        let rotation = Rotation {
            id: self.api_key_id,
            name: self.name,
            lifetime: match self.seconds_until_expiration {
                Some(seconds) => Some(Lifetime::Seconds(seconds)),
                None => is_null(&params, "secondsUntilExpiration").then_some(Lifetime::Forever),
            },
            reason: self.revocation_reason,
        };
        let on_secret = OnSecret {
            function: self.on_secret,
            receiver: params,
        };
        (rotation, on_secret)
    }
}

/// Replaces the key, or joins the same rotation that is under way.
pub(super) async fn rotate(
    (rotation, on_secret): (Rotation, OnSecret),
    client: Rc<dyn Creator>,
    call: Call<Browser>,
    ticket: Ticket,
) -> Fallible<JsValue, JsValue> {
    let page = call.host().page.clone();
    let rotation = SharedRotation::new(rotation, on_secret);
    let (run, rotated) = rotation.rotate(call, ticket).await?;
    let error = OutcomeUnknownMethods {
        client,
        page,
        work: Work::Rotation(run.rotation.clone()),
    };
    error.settle(rotated)
}
