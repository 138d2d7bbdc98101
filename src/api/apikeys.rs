//! The class `APIKeys`.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Promise};
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::{
    calls::{Begun, Calls, listed, method, settle, updated},
    creating::{self, Keys as _, Settled},
    iterating::{Part, Parts, iterator},
    keys::Methods,
    rotating::Rotating,
    types::{callbacks, limits},
};
use crate::{
    backend::{
        Exchange as _, Key,
        clerk::{self, Known, NewKey, Rereading, Revocation, Selection, Walk},
    },
    browser::{Browser, Page, base as base_of, task::callable},
    call::{Call, flight::Flights},
    failure::{Failure, Fallible},
    given::{Given, Why},
};

#[wasm_bindgen(typescript_custom_section)]
const CLERK: &str = r#"
/** What `@clerk/clerk-js` and `useClerk()` give; only these members are read, at each call anew. */
export interface ClerkLike {
  /** Whose token the calls bear; nothing where nobody is signed in. */
  session?: { id: string; getToken: GetToken } | null | undefined;
  /** The active organization: the calls are about it. */
  organization?: { id: string } | null | undefined;
  /** The signed-in user: the calls are about it where no organization is active. */
  user?: { id: string } | null | undefined;
  /** The Frontend API's host. */
  frontendApi: string;
  /** The proxy that stands before it, where there is one. */
  proxyUrl?: string | undefined;
  /** The client's version, which is sent along. */
  version?: string | undefined;
}
"#;

/// What `new APIKeys()` takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `page_of` reads it")]
pub struct APIKeysOptions {
    /// The Frontend API's origin, or the proxy's URL with its path. `https:`, or `http:` on a loopback host.
    frontend_api: String,
    /// The host page's session token. Asked before every request; `skipCache: true` asks for a fresh one.
    #[tsify(type = "GetToken")]
    get_token: Function,
    /// The active organization's ID, else the user's; read at each call. Default: the token's own claims.
    #[tsify(optional, type = "() => string | null | undefined")]
    get_subject: Function,
    /// Query parameters added to every request (session ID, client version, development browser).
    #[tsify(optional, type = "() => Record<string, string>")]
    get_query: Function,
    /// Milliseconds for one attempt. Default 30 000.
    #[tsify(optional)]
    timeout_ms: Option<f64>,
    /// Further attempts after the first. Default 2.
    #[tsify(optional)]
    max_retries: Option<u32>,
}

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    #[wasm_bindgen(js_name = clerkResource)]
    fn resource_class(reload: &JsValue) -> JsValue;
}

/// The API keys of the signed-in user and of the active organization, on Clerk's Frontend API.
#[derive(Clone)]
pub struct APIKeys {
    shared: Rc<Shared>,
    /// The class of the resources. Their `reload()` keeps what is shared alive.
    class: JsValue,
}

pub(super) struct Shared {
    calls: Calls,
    creations: Flights<Settled>,
    /// The key that was created, revoked or reloaded last.
    last: RefCell<Option<Known>>,
    /// The server turned out to have no route for one key.
    pub(super) route_missing: Cell<bool>,
}

impl Methods for APIKeys {
    fn call(&self, method: u32, params: JsValue, options: JsValue) -> JsValue {
        let given = Given::params(params.clone());
        let method = match method {
            method::CREATE => NewKey::read(&given).map(Method::Create),
            method::GET_ALL => Selection::read(&given).map(Method::GetAll),
            method::REVOKE => Revocation::read(&given).map(Method::Revoke),
            method::RELOAD => {
                let last = self.shared.last.borrow().clone();
                reread(&given, last, None)
            }
            method::ITERATE => {
                let walk = Selection::read(&given).map(Walk::new).map_err(Some);
                return iterator(self.begin(options), Box::new(ClerkParts { walk }));
            }
            _ => Rotating::read(&given, params).map(Method::Rotate),
        };
        self.start(method, options).into()
    }
}

#[wasm_bindgen(typescript_custom_section)]
const CLASS: &str = r"
/** The API keys of the signed-in user and of the active organization, on Clerk's Frontend API. */
export class APIKeys {
  /** Never throws: options are checked at the first call, which rejects with `invalid_options` or `insecure_url`. */
  constructor(options: APIKeysOptions);
  free(): void;
  [Symbol.dispose](): void;
  /** Reads session, organization and user from `clerk` at each call. */
  static fromClerk(clerk: ClerkLike, options?: Partial<APIKeysOptions>): APIKeys;
  /** `fromClerk`, and makes it `clerk.apiKeys`. */
  static attach(clerk: ClerkLike, options?: Partial<APIKeysOptions>): APIKeys;
  /** Creates a key. The answer is the only place where its `secret` ever is. */
  create(params: CreateAPIKeyParams, options?: CallOptions | null): Promise<APIKeyResource>;
  /** Lists a page of keys, the newest first. Without params the first ten of the active organization or the user. */
  getAll(params?: GetAPIKeysParams | null, options?: CallOptions | null): Promise<ClerkPaginatedResponse<APIKeyResource>>;
  /** Revokes a key for good. Resolves only on an answer that says that the key is revoked. */
  revoke(params: RevokeAPIKeyParams, options?: CallOptions | null): Promise<APIKeyResource>;
  /** Reads a key again, with a fresh session token: the one named, else the one created, revoked or reloaded last. */
  reload(params?: ReloadAPIKeyParams | null, options?: CallOptions | null): Promise<APIKeyResource>;
  /**
   * Every key, page after page, each ID once, whatever `initialPage` and `pageSize` say. The next page is read
   * while one is gone through; leaving the loop ends it.
   */
  iterate(params?: GetAPIKeysParams | null, options?: CallOptions | null): AsyncIterableIterator<APIKeyResource>;
  /**
   * Replaces a key: creates a new one for the same subject, hands it to `onSecret`, and then revokes the old one.
   * A second rotation of the same key while one is under way shares it. Where a key is left that should be
   * revoked, the error's `key` is the new one.
   */
  rotate(params: RotateAPIKeyParams, options?: CallOptions | null): Promise<APIKeyResource>;
}
";

/// What a method is to do.
enum Method {
    Create(NewKey),
    GetAll(Selection),
    Revoke(Revocation),
    /// Reads a key again, into the resource that there is, else into a new one.
    Reload(Rereading, Option<JsValue>),
    Rotate(Box<Rotating>),
}

/// The way through Clerk's list, part after part.
struct ClerkParts {
    /// An error that was told is none any more.
    walk: Result<Walk, Option<Box<Failure<JsValue>>>>,
}

impl Parts for ClerkParts {
    fn next<'a>(&'a mut self, call: &'a mut Call<Browser>) -> Part<'a> {
        Box::pin(async {
            let walk = match &mut self.walk {
                Ok(walk) => walk,
                Err(failure) => return failure.take().map_or(Ok(None), Err),
            };
            Ok(walk.next(call).await?.map(creating::array))
        })
    }
}

impl APIKeys {
    pub fn over(clerk: Option<JsValue>, options: JsValue) -> Self {
        let shared = Rc::new(Shared {
            calls: Calls::new(move || page(clerk.as_ref(), &options)),
            creations: Flights::default(),
            last: RefCell::default(),
            route_missing: Cell::default(),
        });
        let class = resource_class(&reloader(shared.clone()));
        Self { shared, class }
    }

    fn begin(&self, options: JsValue) -> Begun {
        self.shared.calls.begin(options, &self.class)
    }

    /// Begins a call at once, whatever is wrong with its params.
    fn start(&self, method: Fallible<Method, JsValue>, options: JsValue) -> Promise {
        let method = method.map(Box::new);
        let keys = self.clone();
        settle(self.begin(options), |call| keys.steps(call, method))
    }

    /// All methods in one: each future of its own would be as large as half of this.
    async fn steps(
        self,
        mut call: Box<Call<Browser>>,
        method: Fallible<Box<Method>, JsValue>,
    ) -> Fallible<JsValue, JsValue> {
        let keys = self.shared;
        match *method? {
            Method::Create(mut key) => {
                let subject = call.subject(key.subject.take()).await?;
                let draft = clerk::Draft::new(key, subject);
                creating::create(keys, call, draft).await
            }
            Method::GetAll(selection) => {
                let found = clerk::get_all(&mut *call, &selection).await?;
                Ok(listed(&found.keys.into_value(), found.total_count.into()))
            }
            Method::Revoke(revocation) => {
                let key = clerk::revoke(&mut *call, &revocation).await?;
                Ok(keys.remembered(key))
            }
            Method::Reload(rereading, resource) => {
                let key = clerk::reload(&mut *call, &rereading, &keys.route_missing).await?;
                updated(resource, keys.remembered(key))
            }
            Method::Rotate(rotating) => {
                let purpose = rotating.rotation.identity();
                let rotated = keys.clone();
                let run = || rotating.run(rotated, call);
                let made = keys.creations.join(&purpose, run);
                made.await.map_err(Failure::ready)
            }
        }
    }
}

/// What reads a key again.
fn reread(
    params: &Given<JsValue>,
    last: Option<Known>,
    resource: Option<JsValue>,
) -> Fallible<Method, JsValue> {
    // A resource stays the key that it is, whatever ID the params name.
    let rereading = Rereading::read(params, last, resource.is_some())?;
    Ok(Method::Reload(rereading, resource))
}

/// The function that a resource's `reload()` calls, with itself and its params.
fn reloader(shared: Rc<Shared>) -> JsValue {
    callable(move |resource, params| {
        let (shared, class) = (shared.clone(), resource_class(&JsValue::UNDEFINED));
        let target = clerk::known(&resource);
        let method = reread(&Given::params(params), target, Some(resource));
        APIKeys { shared, class }
            .start(method, JsValue::UNDEFINED)
            .into()
    })
}

impl creating::Keys for Shared {
    fn calls(&self) -> &Calls {
        &self.calls
    }

    fn creations(&self) -> &Flights<Settled> {
        &self.creations
    }

    fn remembered(&self, key: Key<JsValue>) -> JsValue {
        *self.last.borrow_mut() = clerk::known(key.value());
        key.into_value()
    }
}

/// The options over a Clerk object, or on their own.
fn page(clerk: Option<&JsValue>, options: &JsValue) -> Fallible<Page, JsValue> {
    let given = Given::options(options.clone());
    let base = given.text("frontendApi")?;
    let base = base.map(|address| base_of(&address, "frontendApi"));
    let base = base.transpose()?;
    let (callbacks, limits) = (callbacks(&given, options.clone())?, limits(&given)?);
    match (clerk, base) {
        (Some(clerk), base) => Page::of_clerk(clerk.clone(), base, callbacks, limits),
        (None, Some(base)) => Page::of_options(base, callbacks, limits),
        (None, None) => Err(given.fails("frontendApi", Why::Missing)),
    }
}
