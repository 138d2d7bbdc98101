//! What both classes take, as TypeScript reads it and as it is read from JavaScript.

use js_sys::Function;
use tsify::Tsify;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::{
    browser::Callbacks,
    call::Limits,
    failure::Fallible,
    given::{Given, Why},
    value::Value,
};

#[wasm_bindgen(typescript_custom_section)]
const SHARED: &str = r#"
/** Gives the session token, in a promise or bare; `null` where nobody is signed in. `skipCache: true` asks for a fresh one. */
export type GetToken = (options?: { skipCache?: boolean }) => Promise<string | null> | string | null;

/** A page of a list. */
export interface ClerkPaginatedResponse<T> {
  /** What is on this page. */
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
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `Options` reads it")]
pub struct CallOptions {
    /// Aborts the call. The promise rejects with `signal.reason`; nothing is retried after it.
    #[tsify(optional, type = "AbortSignal")]
    signal: JsValue,
    /// Milliseconds for one attempt: session token, headers and body. Overrides the object's own.
    #[tsify(optional)]
    timeout_ms: Option<f64>,
}

/// What the options of one call come to.
pub struct Options {
    pub signal: Option<AbortSignal>,
    pub limits: Limits,
}

impl Options {
    /// The call's options, over the limits of its object.
    pub fn read(options: JsValue, limits: Limits) -> Fallible<Self, JsValue> {
        let options = Given::call_options(options);
        let timeout_ms = options.milliseconds("timeoutMs")?;
        Ok(Self {
            signal: signal(&options)?,
            limits: Limits {
                timeout_ms: timeout_ms.unwrap_or(limits.timeout_ms),
                ..limits
            },
        })
    }
}

/// A signal whose members can be read: one made by `Object.create` throws at the first.
fn signal(options: &Given<JsValue>) -> Fallible<Option<AbortSignal>, JsValue> {
    let Some(value) = options.any("signal")? else {
        return Ok(None);
    };
    match value.dyn_into::<AbortSignal>() {
        Ok(signal) if signal.read("aborted").is_ok() => Ok(Some(signal)),
        _ => Err(options.fails("signal", Why::NotSignal)),
    }
}

/// The page's functions among the options of an object, whose methods they may be.
pub fn callbacks(options: &Given<JsValue>, receiver: JsValue) -> Fallible<Callbacks, JsValue> {
    Ok(Callbacks {
        receiver,
        get_token: function(options, "getToken")?,
        get_subject: function(options, "getSubject")?,
        get_query: function(options, "getQuery")?,
    })
}

/// A function of the page, or nothing.
pub fn function(given: &Given<JsValue>, name: &'static str) -> Fallible<Option<Function>, JsValue> {
    match given.any(name)? {
        None => Ok(None),
        Some(value) => value
            .dyn_into()
            .map(Some)
            .map_err(|_| given.fails(name, Why::NotFunction)),
    }
}

/// How long and how often the calls of an object try.
pub fn limits(options: &Given<JsValue>) -> Fallible<Limits, JsValue> {
    let default = Limits::default();
    let max_retries = options.whole_or_zero("maxRetries")?;
    Ok(Limits {
        timeout_ms: options
            .milliseconds("timeoutMs")?
            .unwrap_or(default.timeout_ms),
        max_retries: max_retries.map_or(default.max_retries, |retries| {
            retries.try_into().unwrap_or(u32::MAX)
        }),
    })
}
