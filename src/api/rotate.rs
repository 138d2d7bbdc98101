//! `rotate()` of `APIKeys`.

use std::{cell::Cell, rc::Rc};

use serde::Deserialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::{
    client::{Creator, Outcome},
    create::CreateAttempt,
};
use crate::{
    backend::{
        Exchange as _, Key,
        clerk::{Draft, Rotation},
        creation::Creation,
    },
    browser::{Browser, Callback},
    call::Call,
    failure::{Failure, Fallible},
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
    #[tsify(optional, type = "string")]
    name: Option<NonEmptyText>,
    /// Whole seconds, more than 0; `null` or absent: the new key never expires.
    #[tsify(optional, type = "number | null")]
    seconds_until_expiration: Option<WholeNumber>,
    /// Kept with the old key.
    #[tsify(optional, type = "string | null")]
    revocation_reason: Option<String>,
    /// Stores the new secret. The old key is revoked only after this settles; where it rejects, the new key is revoked.
    #[tsify(type = "(key: APIKeyResource) => void | Promise<void>")]
    on_secret: Callback,
}

/// A rotation, and the host page's function that stores the new secret.
pub struct RotateCall {
    rotation: Rotation,
    on_secret: Callback,
    /// `this` in the function: the params.
    receiver: JsValue,
}

impl RotateCall {
    pub fn new(params: RotateAPIKeyParams, receiver: JsValue) -> Self {
        Self {
            rotation: Rotation {
                id: params.api_key_id,
                name: params.name,
                seconds_until_expiration: params.seconds_until_expiration,
                reason: params.revocation_reason,
            },
            on_secret: params.on_secret,
            receiver,
        }
    }

    /// Replaces the key, or joins the same rotation that is under way.
    pub async fn run(
        self,
        client: Rc<dyn Creator>,
        call: Call<Browser>,
        route_missing: Rc<Cell<bool>>,
    ) -> Fallible<JsValue, JsValue> {
        let identity = self.rotation.identity();
        let creations = client.clone();
        let run = || self.replace(client, call, route_missing);
        let rotated = creations.creations().join(&identity, run);
        rotated.await.map_err(Failure::ready)
    }

    async fn replace(
        self,
        client: Rc<dyn Creator>,
        mut call: Call<Browser>,
        route_missing: Rc<Cell<bool>>,
    ) -> Outcome {
        let (call, rotation) = (&mut call, &self.rotation);
        let mut params = rotation.successor(call, &route_missing).await?;
        let subject = call.subject(params.subject.take()).await?;
        let user = call.user().await?;
        let draft = Draft::new(params, subject);
        let creation = Creation::begin(call, draft, user);
        let attempt = CreateAttempt::new(client, call, creation);
        let store = async |key: &Key<JsValue>| self.store(key).await;
        let rotated = rotation.replace(call, attempt.creation(), store).await;
        attempt.outcome(rotated)
    }

    async fn store(&self, key: &Key<JsValue>) -> Fallible<(), JsValue> {
        let stored = self.on_secret.call(&self.receiver, key.value(), "onSecret");
        stored.await.map(drop)
    }
}
