//! The class `APIKeys`.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise};
use serde::{Deserialize, de::DeserializeOwned};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::types::{CallOptions, Functions, limits, read};
use crate::{
    backend::{
        Checked,
        clerk::{
            self, CreateAPIKeyParams, GetAPIKeysParams, Known, Memory, ReloadAPIKeyParams,
            RevokeAPIKeyParams,
        },
    },
    browser::{Browser, Page},
    call::Call,
    failure::{Failure, Unreadable},
    given::Given,
};

#[wasm_bindgen(typescript_custom_section)]
const CLERK: &str = r#"
/** What `@clerk/clerk-js` and `useClerk()` give; only these members are read, at each call anew. */
export interface ClerkLike {
  session?: { id: string; getToken: GetToken } | null;
  organization?: { id: string } | null;
  user?: { id: string } | null;
  frontendApi: string;
  proxyUrl?: string;
  version?: string;
}

export interface APIKeyResource {
  /** `/api_keys`. */
  readonly pathRoot: string;
  /** Forces a session token refresh, reads the key again, updates this object and resolves to it. */
  reload(params?: ClerkResourceReloadParams): Promise<this>;
}
"#;

/// What `new APIKeys()` takes.
#[derive(Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct APIKeysOptions {
    /// The Frontend API's origin, or the proxy's URL with its path. `https:`, or `http:` on a loopback host.
    #[tsify(type = "string")]
    frontend_api: Given,
    /// The host page's session token. Asked before every request; `skipCache: true` asks for a fresh one.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "GetToken")]
    get_token: JsValue,
    /// The active organization's ID, else the user's; read at each call. Default: the token's own claims.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(optional, type = "() => string | null | undefined")]
    get_subject: JsValue,
    /// Query parameters added to every request (session ID, client version, development browser).
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(optional, type = "() => Record<string, string>")]
    get_query: JsValue,
    /// Milliseconds for one attempt. Default 30 000.
    #[tsify(optional, type = "number")]
    timeout_ms: Given,
    /// Further attempts after the first. Default 2.
    #[tsify(optional, type = "number")]
    max_retries: Given,
}

/// An API key of a user or an organization.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "the declaration of what src/js/clerk.js builds")]
pub struct APIKeyResource {
    /// `ak_` and 32 hexadecimal digits.
    id: String,
    /// `api_key`.
    #[serde(rename = "type")]
    kind: String,
    name: String,
    /// The ID of the user or organization that the key is for.
    subject: String,
    scopes: Vec<String>,
    #[tsify(type = "Record<string, any> | null")]
    claims: JsValue,
    revoked: bool,
    #[tsify(type = "string | null")]
    revocation_reason: Option<String>,
    expired: bool,
    /// `null`: never expires.
    #[tsify(type = "Date | null")]
    expiration: JsValue,
    /// The ID of the user who made the key.
    #[tsify(type = "string | null")]
    created_by: Option<String>,
    #[tsify(type = "string | null")]
    description: Option<String>,
    /// Only on what `create()` answers. Kept by that object through its own `reload()`.
    #[tsify(optional)]
    secret: Option<String>,
    /// `null`: never used.
    #[tsify(type = "Date | null")]
    last_used_at: JsValue,
    #[tsify(type = "Date")]
    created_at: JsValue,
    #[tsify(type = "Date")]
    updated_at: JsValue,
}

#[wasm_bindgen(module = "/src/js/clerk.js")]
extern "C" {
    fn survey(keys: &JsValue) -> Vec<u8>;

    fn resource(keys: &JsValue, reload: &Function) -> JsValue;

    fn page(keys: &JsValue, total_count: f64, reload: &Function) -> JsValue;

    #[wasm_bindgen(catch)]
    fn update(resource: &JsValue, keys: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch)]
    fn attach(clerk: &JsValue, keys: &JsValue) -> Result<(), JsValue>;
}

/// The API keys of the signed-in user and of the active organization, on Clerk's Frontend API.
#[wasm_bindgen]
pub struct APIKeys {
    shared: Rc<Shared>,
    /// What a resource's `reload()` calls. The resources keep it, and through it what it shares, alive.
    reload: Function,
}

struct Shared {
    /// Options that are wrong are told by each call: a constructor must not throw.
    page: Result<Rc<Page>, Failure<JsValue>>,
    memory: RefCell<Memory>,
}

#[wasm_bindgen]
impl APIKeys {
    /// Never throws: options are checked at the first call, which rejects with `invalid_options` or `insecure_url`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Ts<APIKeysOptions>) -> Self {
        Self::over(page_of(None, Some(options)))
    }

    /// Reads session, organization and user from `clerk` at each call.
    #[wasm_bindgen(js_name = fromClerk)]
    pub fn from_clerk(
        #[wasm_bindgen(unchecked_param_type = "ClerkLike")] clerk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<APIKeysOptions>")] options: Option<
            Ts<APIKeysOptions>,
        >,
    ) -> Self {
        Self::over(page_of(Some(clerk), options))
    }

    /// `fromClerk`, and makes it `clerk.apiKeys`.
    #[wasm_bindgen(unchecked_return_type = "APIKeys")]
    pub fn attach(
        #[wasm_bindgen(unchecked_param_type = "ClerkLike")] clerk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<APIKeysOptions>")] options: Option<
            Ts<APIKeysOptions>,
        >,
    ) -> Result<JsValue, JsValue> {
        let keys = JsValue::from(Self::from_clerk(clerk.clone(), options));
        attach(&clerk, &keys)?;
        Ok(keys)
    }

    /// Creates a key. The answer is the only place where its `secret` ever is.
    #[wasm_bindgen(unchecked_return_type = "Promise<APIKeyResource>")]
    pub fn create(
        &self,
        params: Ts<CreateAPIKeyParams>,
        options: Option<Ts<CallOptions>>,
    ) -> Promise {
        let begun = self.shared.begin(Some(params), options);
        let (shared, reload) = self.handles();
        settle(async move {
            let (call, params) = begun?;
            let key = call
                .settle(async |call| clerk::create(call, params, survey).await)
                .await?;
            Ok(shared.resource(key, &reload))
        })
    }

    /// Lists a page of keys, the newest first. Without params the first ten of the active organization or the user.
    #[wasm_bindgen(js_name = getAll, unchecked_return_type = "Promise<ClerkPaginatedResponse<APIKeyResource>>")]
    pub fn get_all(
        &self,
        params: Option<Ts<GetAPIKeysParams>>,
        options: Option<Ts<CallOptions>>,
    ) -> Promise {
        let begun = self.shared.begin(params, options);
        let reload = self.reload.clone();
        settle(async move {
            let (call, params) = begun?;
            let found = call
                .settle(async |call| clerk::get_all(call, params, survey).await)
                .await?;
            Ok(page(
                &found.keys.into_array(),
                found.total_count as f64,
                &reload,
            ))
        })
    }

    /// Revokes a key for good. Resolves only on an answer that says that the key is revoked.
    #[wasm_bindgen(unchecked_return_type = "Promise<APIKeyResource>")]
    pub fn revoke(
        &self,
        params: Ts<RevokeAPIKeyParams>,
        options: Option<Ts<CallOptions>>,
    ) -> Promise {
        let begun = self.shared.begin(Some(params), options);
        let (shared, reload) = self.handles();
        settle(async move {
            let (call, params) = begun?;
            let key = call
                .settle(async |call| clerk::revoke(call, params, survey).await)
                .await?;
            Ok(shared.resource(key, &reload))
        })
    }

    /// Reads a key again, with a fresh session token: the one named, else the one created, revoked or reloaded last.
    #[wasm_bindgen(unchecked_return_type = "Promise<APIKeyResource>")]
    pub fn reload(
        &self,
        params: Option<Ts<ReloadAPIKeyParams>>,
        options: Option<Ts<CallOptions>>,
    ) -> Promise {
        let begun = self.shared.begin(params, options);
        let (shared, reload) = self.handles();
        settle(async move {
            let (call, params) = begun?;
            let last = shared.memory.borrow().last.clone();
            let key = shared.reload(call, params, last).await?;
            Ok(shared.resource(key, &reload))
        })
    }
}

impl APIKeys {
    fn over(page: Result<Page, Failure<JsValue>>) -> Self {
        let shared = Rc::new(Shared {
            page: page.map(Rc::new),
            memory: RefCell::default(),
        });
        let reload = reloader(shared.clone());
        Self { shared, reload }
    }

    fn handles(&self) -> (Rc<Shared>, Function) {
        (self.shared.clone(), self.reload.clone())
    }
}

/// The function that a resource's `reload()` calls, with itself and its params.
fn reloader(shared: Rc<Shared>) -> Function {
    let reload = move |resource: JsValue, params: JsValue| {
        let begun = shared.begin(Some(Ts::<ReloadAPIKeyParams>::new_unchecked(params)), None);
        let target = clerk::known(&resource);
        let shared = shared.clone();
        settle(async move {
            let (call, params) = begun?;
            let key = shared.reload(call, params, target).await?;
            shared.remember(&key);
            update(&resource, &key.into_array()).map_err(|cause| Failure::HostCallback {
                callback: "updating the key",
                cause: Some(cause),
            })
        })
    };
    Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(reload)
        .into_js_value()
        .unchecked_into()
}

impl Shared {
    /// What must be read while the caller waits: the params, the signal, whom the page is about.
    fn begin<T>(
        &self,
        params: Option<Ts<T>>,
        options: Option<Ts<CallOptions>>,
    ) -> Result<(Call<Browser>, T), Failure<JsValue>>
    where
        T: Tsify + Default + DeserializeOwned,
        T::JsType: Clone,
    {
        let page = self.page.clone()?;
        let params = read(params, Unreadable::Params)?;
        let (signal, limits) = read(options, Unreadable::Params)?.check(page.limits)?;
        Ok((Call::begin(Browser { page, signal }, limits)?, params))
    }

    async fn reload(
        &self,
        call: Call<Browser>,
        params: ReloadAPIKeyParams,
        last: Option<Known>,
    ) -> Result<Checked<JsValue>, Failure<JsValue>> {
        let mut memory = Memory {
            last,
            ..self.memory.borrow().clone()
        };
        let key = call
            .settle(async |call| clerk::reload(call, params, &mut memory, survey).await)
            .await?;
        self.memory.borrow_mut().route_missing |= memory.route_missing;
        Ok(key)
    }

    fn remember(&self, key: &Checked<JsValue>) {
        self.memory.borrow_mut().last = key.first().as_ref().and_then(clerk::known);
    }

    fn resource(&self, key: Checked<JsValue>, reload: &Function) -> JsValue {
        self.remember(&key);
        resource(&key.into_array(), reload)
    }
}

fn page_of(
    clerk: Option<JsValue>,
    options: Option<Ts<APIKeysOptions>>,
) -> Result<Page, Failure<JsValue>> {
    let receiver = options.clone().map(JsValue::from).unwrap_or_default();
    let options = read(options, Unreadable::Options)?;
    let address = options
        .frontend_api
        .text("frontendApi")
        .map_err(Failure::Options)?;
    let functions = Functions {
        get_token: options.get_token,
        get_subject: options.get_subject,
        get_query: options.get_query,
    };
    let limits = limits(options.timeout_ms, options.max_retries).map_err(Failure::Options)?;
    Page::new(clerk, address, functions.check(receiver)?, limits)
}

/// The promise of a call. Whatever it rejects with is an error of this package, or the abort's reason.
fn settle(work: impl Future<Output = Result<JsValue, Failure<JsValue>>> + 'static) -> Promise {
    future_to_promise(async { work.await.map_err(JsValue::from) })
}
