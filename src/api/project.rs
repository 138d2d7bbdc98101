//! The class `ProjectAPIKeys`.

use std::{
    cell::{OnceCell, RefCell},
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
    types::{function, limits},
};
use crate::{
    backend::{
        Key, key_id, optional_key_id,
        project::{self, NewKey, Selection},
    },
    browser::{Browser, Callbacks, Page, base, task::callable},
    call::{Call, flight::Flights},
    failure::{Failure, Fallible},
    given::{Given, Why},
    value::Value,
};

/// What `new ProjectAPIKeys()` takes.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "a declaration; `page` reads it")]
pub struct ProjectAPIKeysOptions {
    /// Everything before `/projects`, such as `https://api.example.com/api/v1`. `https:`, or `http:` on a loopback host.
    base_url: String,
    /// The project whose keys.
    project_id: String,
    /// The host page's session token. Asked before every request; `skipCache: true` asks for a fresh one.
    #[tsify(type = "GetToken")]
    get_token: Function,
    /// Milliseconds for one attempt. Default 30 000.
    #[tsify(optional)]
    timeout_ms: Option<f64>,
    /// Further attempts after the first. Default 2.
    #[tsify(optional)]
    max_retries: Option<u32>,
}

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    #[wasm_bindgen(js_name = projectResource)]
    fn resource_class(reload: &JsValue) -> JsValue;
}

/// The API keys of a project, on a projects API with `application/problem+json` errors.
#[derive(Clone)]
pub struct ProjectAPIKeys {
    shared: Rc<Shared>,
    /// The class of the resources. Their `reload()` keeps what is shared alive.
    class: JsValue,
}

struct Shared {
    options: JsValue,
    calls: Calls,
    creations: Flights<Settled>,
    project: OnceCell<Box<str>>,
    /// The ID of the key that was created, revoked or reloaded last.
    last: RefCell<Option<Box<str>>>,
}

impl Methods for ProjectAPIKeys {
    fn call(&self, method: u32, params: JsValue, options: JsValue) -> JsValue {
        let given = Given::params(params);
        let method = match method {
            method::CREATE => NewKey::read(&given).map(Method::Create),
            method::GET_ALL => {
                Selection::read(&given).map(|selection| Method::Read(Reading::Page(selection)))
            }
            method::REVOKE => key_id(&given).map(|id| Method::Read(Reading::Revocation(id))),
            method::RELOAD => {
                let last = self.shared.last.borrow().clone();
                optional_key_id(&given).and_then(|id| reload(id.or(last), None))
            }
            _ => {
                let selection = Selection::read(&given).map(Selection::whole);
                let project = self.shared.project();
                let parts = WholeList {
                    given: Some(project.and_then(|project| Ok((project, selection?)))),
                };
                return iterator(self.begin(options), Box::new(parts));
            }
        };
        self.start(method, options).into()
    }
}

#[wasm_bindgen(typescript_custom_section)]
const CLASS: &str = r"
/** The API keys of a project, on a projects API with `application/problem+json` errors. */
export class ProjectAPIKeys {
  /** Never throws: options are checked at the first call, which rejects with `invalid_options` or `insecure_url`. */
  constructor(options: ProjectAPIKeysOptions);
  free(): void;
  [Symbol.dispose](): void;
  /** Creates a key. The answer is the only place where its `secret` ever is. */
  create(params: CreateProjectAPIKeyParams, options?: CallOptions | null): Promise<ProjectAPIKeyResource>;
  /** Lists a page of keys, in the server's order. Without params the first ten. */
  getAll(params?: GetProjectAPIKeysParams | null, options?: CallOptions | null): Promise<ClerkPaginatedResponse<ProjectAPIKeyResource>>;
  /** Revokes a key for good. Resolves to the key as read again, once the server says that it is done. */
  revoke(params: RevokeProjectAPIKeyParams, options?: CallOptions | null): Promise<ProjectAPIKeyResource>;
  /** Reads a key again: the one named, else the one created, revoked or reloaded last. */
  reload(params?: ReloadProjectAPIKeyParams | null, options?: CallOptions | null): Promise<ProjectAPIKeyResource>;
  /** Every key, in the server's order, whatever `initialPage` and `pageSize` say. */
  iterate(params?: GetProjectAPIKeysParams | null, options?: CallOptions | null): AsyncIterableIterator<ProjectAPIKeyResource>;
}
";

/// What a method is to do.
enum Method {
    Create(NewKey),
    /// Everything else reads the whole list.
    Read(Reading),
}

/// What the list is read for.
enum Reading {
    Page(Selection),
    /// A key of this ID, which is revoked before.
    Revocation(Box<str>),
    /// A key of this ID, into the resource that there is, else into a new one.
    Reload(Box<str>, Option<JsValue>),
}

/// What reads a key again.
fn reload(id: Option<Box<str>>, resource: Option<JsValue>) -> Fallible<Method, JsValue> {
    let id = id.ok_or(Failure::NoResource)?;
    Ok(Method::Read(Reading::Reload(id, resource)))
}

/// The list of a project, which comes in one part.
struct WholeList {
    /// Whose keys and which. `None`: they were given.
    given: Option<Fallible<(Box<str>, Selection), JsValue>>,
}

impl Parts for WholeList {
    fn next<'a>(&'a mut self, call: &'a mut Call<Browser>) -> Part<'a> {
        Box::pin(async {
            let Some(given) = self.given.take() else {
                return Ok(None);
            };
            let (project, selection) = given?;
            let keys = project::list(call, &project, None).await?;
            Ok(Some(selection.cut(&keys).keys))
        })
    }
}

impl ProjectAPIKeys {
    pub fn over(options: JsValue) -> Self {
        let given = options.clone();
        let shared = Rc::new(Shared {
            options,
            calls: Calls::new(move || page(&given)),
            creations: Flights::default(),
            project: OnceCell::new(),
            last: RefCell::default(),
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
        let (project, keys) = (self.shared.project(), self.clone());
        settle(self.begin(options), |call| {
            keys.steps(call, project, method)
        })
    }

    /// All methods in one: each future of its own would be as large as half of this.
    async fn steps(
        self,
        mut call: Box<Call<Browser>>,
        project: Fallible<Box<str>, JsValue>,
        method: Fallible<Box<Method>, JsValue>,
    ) -> Fallible<JsValue, JsValue> {
        let project = project?;
        let reading = match *method? {
            Method::Create(key) => {
                let draft = project::Draft { project, key };
                return creating::create(self.shared, call, Box::new(draft)).await;
            }
            Method::Read(reading) => reading,
        };
        let revoked = match &reading {
            Reading::Revocation(id) => Some(&**id),
            Reading::Page(_) | Reading::Reload(..) => None,
        };
        let keys = project::list(&mut *call, &project, revoked).await?;
        match reading {
            Reading::Page(selection) => {
                let page = selection.cut(&keys);
                Ok(listed(&page.keys, page.total_count.into()))
            }
            Reading::Revocation(id) => Ok(self.shared.remembered(project::revoked(keys, &id)?)),
            Reading::Reload(id, resource) => {
                let key = project::reread(keys, &id)?;
                updated(resource, self.shared.remembered(key))
            }
        }
    }
}

/// The function that a resource's `reload()` calls, with itself.
fn reloader(shared: Rc<Shared>) -> JsValue {
    callable(move |resource, _| {
        let (shared, class) = (shared.clone(), resource_class(&JsValue::UNDEFINED));
        let reload = reload(resource.filled("id"), Some(resource));
        let keys = ProjectAPIKeys { shared, class };
        keys.start(reload, JsValue::UNDEFINED).into()
    })
}

impl Shared {
    /// The project's ID, which stays what it was at the first call.
    fn project(&self) -> Fallible<Box<str>, JsValue> {
        if let Some(project) = self.project.get() {
            return Ok(project.clone());
        }
        let project = Given::options(self.options.clone()).segment("projectId")?;
        Ok(self.project.get_or_init(|| project).clone())
    }
}

impl creating::Keys for Shared {
    fn calls(&self) -> &Calls {
        &self.calls
    }

    fn creations(&self) -> &Flights<Settled> {
        &self.creations
    }

    fn remembered(&self, key: Key<JsValue>) -> JsValue {
        *self.last.borrow_mut() = key.value().filled("id");
        key.into_value()
    }
}

fn page(options: &JsValue) -> Fallible<Page, JsValue> {
    let given = Given::options(options.clone());
    let base_url = given.text("baseUrl")?;
    let base_url = base_url.ok_or_else(|| given.fails("baseUrl", Why::Missing))?;
    let callbacks = Callbacks {
        receiver: options.clone(),
        get_token: function(&given, "getToken")?,
        ..Callbacks::default()
    };
    Page::of_options(base(&base_url, "baseUrl")?, callbacks, limits(&given)?)
}
