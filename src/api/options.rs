//! The options of the classes and of one call.

use serde::{Deserialize, Deserializer, de};
use tsify::Tsify;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::{
    browser::{Callback, Callbacks, PageObjects, Settings, base_url},
    call::Limits,
    failure::{Fallible, Role},
    params::{
        self,
        host_value::HostValue,
        rules::{Count, Milliseconds, PathSegment},
    },
    value::Value,
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Gives the session token, in a promise or bare; `null` where nobody is signed in. `skipCache: true` asks for a fresh one. */
export type GetToken = (options?: { skipCache?: boolean }) => Promise<string | null> | string | null;

/** The options of `fromClerk` and `attach`: each replaces what the Clerk object says. */
export type FromClerkOptions = { [K in keyof APIKeysOptions]?: APIKeysOptions[K] | undefined };

/** What `@clerk/clerk-js` and `useClerk()` give. Only these members are read, anew at each request. */
export interface ClerkLike {
  /** The session whose token the requests carry. Without one, nobody is signed in. */
  session?: { id: string; getToken: GetToken } | null | undefined;
  /** The active organization: the subject of the calls. */
  organization?: { id: string } | null | undefined;
  /** The signed-in user: the subject of the calls where no organization is active. */
  user?: { id: string } | null | undefined;
  /** The Frontend API's host. */
  frontendApi: string;
  /** The URL of the proxy in front of it, where there is one. */
  proxyUrl?: string | undefined;
  /** A satellite's domain. */
  domain?: string | undefined;
  /** Whether the app is a satellite. The requests of clerk-js are the same either way. */
  isSatellite?: boolean | undefined;
  /** `production` or `development`. */
  instanceType?: string | undefined;
  /** Says which of the development browser's cookies is this app's. */
  publishableKey?: string | undefined;
  /** Adds the development browser's token to an address, on development instances. */
  buildUrlWithAuth?: ((to: string) => string) | undefined;
  /** The client's version, which the requests name. */
  version?: string | undefined;
}
"#;

/// What `new APIKeys()` takes.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct APIKeysOptions {
    /// The Frontend API's origin, or the proxy's URL with its path. `https:`, or `http:` on a loopback host.
    #[tsify(type = "string")]
    frontend_api: Option<String>,
    /// The host page's session token. Asked before every request; `skipCache: true` asks for a fresh one.
    #[tsify(type = "GetToken")]
    get_token: Option<Callback>,
    /// The active organization's ID, else the user's; read at each call. Default: the token's own claims.
    #[tsify(optional, type = "(() => string | null | undefined) | undefined")]
    get_subject: Option<Callback>,
    /// Query parameters added to every request (session ID, client version, development browser).
    #[tsify(optional, type = "(() => Record<string, string>) | undefined")]
    get_query: Option<Callback>,
    /// Milliseconds for one attempt. Default 30 000.
    #[tsify(optional, type = "number | undefined")]
    timeout_ms: Option<Milliseconds>,
    /// Further attempts after the first. Default 2.
    #[tsify(optional, type = "number | undefined")]
    max_retries: Option<Count>,
}

/// What `new ProjectAPIKeys()` takes.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ProjectAPIKeysOptions {
    /// Everything before `/projects`, such as `https://api.example.com/api/v1`. `https:`, or `http:` on a loopback host.
    base_url: String,
    /// The ID of the project.
    #[tsify(type = "string")]
    project_id: PathSegment,
    /// The host page's session token. Asked before every request; `skipCache: true` asks for a fresh one.
    #[tsify(type = "GetToken")]
    get_token: Callback,
    /// Milliseconds for one attempt. Default 30 000.
    #[tsify(optional, type = "number | undefined")]
    timeout_ms: Option<Milliseconds>,
    /// Further attempts after the first. Default 2.
    #[tsify(optional, type = "number | undefined")]
    max_retries: Option<Count>,
}

/// Per-call options, the last argument of every method.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CallOptions {
    /// Aborts the call. The promise rejects with `signal.reason`; nothing is retried after it.
    #[tsify(optional, type = "AbortSignal | undefined")]
    pub signal: Option<Signal>,
    /// Milliseconds for one attempt: session token, headers and body. Overrides the object's own.
    #[tsify(optional, type = "number | undefined")]
    pub timeout_ms: Option<Milliseconds>,
}

/// A signal whose members can be read: one that `Object.create` made throws at the first.
pub struct Signal(pub AbortSignal);

impl<'de> Deserialize<'de> for Signal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let HostValue(value) = HostValue::<JsValue>::deserialize(deserializer)?;
        match value.dyn_into::<AbortSignal>() {
            Ok(signal) if signal.read("aborted").is_ok() => Ok(Self(signal)),
            _ => Err(de::Error::custom("must be an AbortSignal")),
        }
    }
}

impl CallOptions {
    /// The limits of the call: its own, else those of its object.
    pub fn limits(&self, of_object: Limits) -> Limits {
        Limits {
            timeout_ms: self.timeout_ms.map_or(of_object.timeout_ms, |it| it.0),
            ..of_object
        }
    }
}

/// What the options say, and their functions.
pub type ReadOptions = (Settings, Callbacks);

/// Reads the options of an `APIKeys` object, over a Clerk object or on their own.
pub fn read_clerk_options(
    objects: &PageObjects,
    over_clerk: bool,
) -> Fallible<ReadOptions, JsValue> {
    let read: APIKeysOptions = params::read(Role::Options, objects.options())?;
    let base = read.frontend_api;
    let base = base.map(|address| base_url(&address, "frontendApi"));
    let base = base.transpose()?;
    let callbacks = Callbacks {
        token: read.get_token,
        subject: read.get_subject,
        query: read.get_query,
    };
    let limits = limits(read.timeout_ms, read.max_retries);
    let settings = match (over_clerk, base) {
        (true, base) => Settings::of_clerk(objects, base, limits),
        (false, Some(base)) => Settings::of_options(base, &callbacks, limits),
        (false, None) => Err(params::missing(Role::Options, "frontendApi")),
    };
    Ok((settings?, callbacks))
}

/// Reads the options of a `ProjectAPIKeys` object, and the project's ID.
pub fn read_project_options(objects: &PageObjects) -> Fallible<(ReadOptions, String), JsValue> {
    let read: ProjectAPIKeysOptions = params::read(Role::Options, objects.options())?;
    let callbacks = Callbacks {
        token: Some(read.get_token),
        ..Callbacks::default()
    };
    let limits = limits(read.timeout_ms, read.max_retries);
    let base = base_url(&read.base_url, "baseUrl")?;
    let settings = Settings::of_options(base, &callbacks, limits)?;
    Ok(((settings, callbacks), read.project_id.0))
}

fn limits(timeout_ms: Option<Milliseconds>, max_retries: Option<Count>) -> Limits {
    let default = Limits::default();
    Limits {
        timeout_ms: timeout_ms.map_or(default.timeout_ms, |it| it.0),
        max_retries: max_retries.map_or(default.max_retries, |it| it.0),
    }
}
