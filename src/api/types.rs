//! What both classes take and give, as TypeScript reads it. tsify makes the declarations.

use js_sys::Function;
use serde::{Deserialize, de::DeserializeOwned};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::{
    browser::{Callbacks, snapshot},
    call::Limits,
    failure::{Failure, Unreadable},
    given::{Fault, Given, Why},
};

#[wasm_bindgen(typescript_custom_section)]
const SHARED: &str = r#"
/** Gives the session token, in a promise or bare; `null` where nobody is signed in. `skipCache: true` asks for a fresh one. */
export type GetToken = (options?: { skipCache?: boolean }) => Promise<string | null> | string | null;

/** A page of a list. */
export interface ClerkPaginatedResponse<T> {
  data: T[];
  /** How many there are on all pages. */
  total_count: number;
}

/** What `reload()` of a resource takes. */
export interface ClerkResourceReloadParams {
  /** Sent to the Frontend API as it is. */
  rotatingTokenNonce?: string;
}
"#;

/// Per-call options, the last argument of every method.
#[derive(Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct CallOptions {
    /// Aborts the call. The promise rejects with `signal.reason`; nothing is retried after it.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(optional, type = "AbortSignal")]
    signal: JsValue,
    /// Milliseconds for one attempt, headers and body. Overrides the object's own.
    #[tsify(optional, type = "number")]
    timeout_ms: Given,
}

impl CallOptions {
    /// The signal, and the object's limits with what these options override.
    pub fn check(self, limits: Limits) -> Result<(Option<AbortSignal>, Limits), Failure<JsValue>> {
        let timeout_ms = self.timeout_ms.milliseconds("timeoutMs")?;
        let limits = Limits {
            timeout_ms: timeout_ms.unwrap_or(limits.timeout_ms),
            ..limits
        };
        Ok((genuine_signal(self.signal)?, limits))
    }
}

/// A signal whose members can be read, or none.
fn genuine_signal(value: JsValue) -> Result<Option<AbortSignal>, Fault> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let fault = Fault::new("signal", Why::NotSignal);
    let signal = value.dyn_into::<AbortSignal>().map_err(|_| fault.clone())?;
    match js_sys::Reflect::get(&signal, &"aborted".into()) {
        Ok(_) => Ok(Some(signal)),
        Err(_) => Err(fault),
    }
}

/// The functions among an object's options, each with the name that a fault is told by.
pub struct Functions {
    pub get_token: JsValue,
    pub get_subject: JsValue,
    pub get_query: JsValue,
}

impl Functions {
    /// The callbacks with `this`, as what the page wrote them as methods of.
    pub fn check(self, receiver: JsValue) -> Result<Callbacks, Failure<JsValue>> {
        Ok(Callbacks {
            receiver,
            get_token: function(self.get_token, "getToken")?,
            get_subject: function(self.get_subject, "getSubject")?,
            get_query: function(self.get_query, "getQuery")?,
        })
    }
}

fn function(value: JsValue, name: &'static str) -> Result<Option<Function>, Failure<JsValue>> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    value
        .dyn_into()
        .map(Some)
        .map_err(|_| Failure::Options(Fault::new(name, Why::NotFunction)))
}

/// How long and how often an object's calls try.
pub fn limits(timeout_ms: Given, max_retries: Given) -> Result<Limits, Fault> {
    let default = Limits::default();
    let max_retries = max_retries.whole_or_zero("maxRetries")?;
    Ok(Limits {
        timeout_ms: timeout_ms
            .milliseconds("timeoutMs")?
            .unwrap_or(default.timeout_ms),
        max_retries: max_retries.map_or(default.max_retries, |n| n.try_into().unwrap_or(u32::MAX)),
    })
}

/// Reads an object of the page's into its Rust type, at once and whole.
pub fn read<T>(object: Option<Ts<T>>, what: Unreadable) -> Result<T, Failure<JsValue>>
where
    T: Tsify + Default + DeserializeOwned,
    T::JsType: Clone,
{
    let object = object.map(JsValue::from).unwrap_or_default();
    if object.is_undefined() || object.is_null() {
        return Ok(T::default());
    }
    let wrong = || match what {
        Unreadable::Options => Failure::Options(Fault::new("options", Why::NotObject)),
        Unreadable::Params => Failure::Params(Fault::new("params", Why::NotObject)),
    };
    if !object.is_object() || js_sys::Array::is_array(&object) {
        return Err(wrong());
    }
    let copy = snapshot(&object).map_err(|cause| Failure::Unreadable { what, cause })?;
    Ts::<T>::new_unchecked(copy).to_rust().map_err(|_| wrong())
}
