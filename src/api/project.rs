//! The class `ProjectAPIKeys`.

use std::{cell::OnceCell, rc::Rc};

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::{
    client::{Client, Creator as _, Options, list_page, promise, read, updated},
    create,
    iterate::{NextPage, Pages, iterator},
    options::{ProjectAPIKeysOptions, read_project_options},
};
use crate::{
    backend::project::{
        self, CreateProjectAPIKeyParams, Draft, GetProjectAPIKeysParams, ReloadProjectAPIKeyParams,
        RevokeProjectAPIKeyParams, Selection,
    },
    browser::{Browser, PageObjects},
    call::{Call, Subject},
    failure::{Failure, Fallible},
    value::Value,
};

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    #[wasm_bindgen(js_name = projectResource)]
    fn resource_class(objects: &PageObjects, reload: &JsValue) -> JsValue;
}

/// The API keys of a project, on a projects API with `application/problem+json` errors.
#[wasm_bindgen]
pub struct ProjectAPIKeys {
    shared: Shared,
    _objects: PageObjects,
}

#[derive(Clone)]
struct Shared {
    client: Rc<Client<String>>,
    /// The project's ID, read with the options at the first call.
    project: Rc<OnceCell<String>>,
}

#[wasm_bindgen]
impl ProjectAPIKeys {
    /// Never throws: the first call checks the options, and rejects with `invalid_options` or `insecure_url`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Ts<ProjectAPIKeysOptions>) -> Self {
        let objects = PageObjects::of(&JsValue::UNDEFINED, &options.into());
        let project = Rc::new(OnceCell::new());
        let read = project.clone();
        let page = move |objects: &PageObjects| {
            let (page, id) = read_project_options(objects)?;
            read.get_or_init(|| id);
            Ok(page)
        };
        let known = |resource: &JsValue| resource.filled("id");
        let client = Rc::new(Client::new(&objects, page, known));
        let shared = Shared { client, project };
        let reload = reload_of_resources(shared.clone());
        objects.set_class(&resource_class(&objects, &reload));
        Self {
            shared,
            _objects: objects,
        }
    }

    /// Creates a key. The result is the only place where its `secret` ever is.
    #[wasm_bindgen(unchecked_return_type = "Promise<ProjectAPIKeyResource>")]
    pub fn create(&self, params: Ts<CreateProjectAPIKeyParams>, options: Options) -> Promise {
        let (params, shared) = (read(params), self.shared.clone());
        let ticket = shared.client.ticket();
        promise(self.begin(options), async move |call| {
            let draft = Draft {
                params: params?,
                project: shared.project(),
            };
            create::create(shared.client.clone(), call, ticket, Box::new(draft)).await
        })
    }

    /// Lists a list page of keys, in the server's order. Without params the first ten.
    #[wasm_bindgen(
        js_name = getAll,
        unchecked_return_type = "Promise<ClerkPaginatedResponse<ProjectAPIKeyResource>>"
    )]
    pub fn get_all(
        &self,
        params: Option<Ts<GetProjectAPIKeysParams>>,
        options: Options,
    ) -> Promise {
        let selection = read(params).and_then(GetProjectAPIKeysParams::selection);
        let shared = self.shared.clone();
        promise(self.begin(options), async move |mut call| {
            let selection = selection?;
            let keys = project::list(&mut call, &shared.project()).await?;
            let page = selection.cut(&keys);
            Ok(list_page(&page.keys, page.total_count))
        })
    }

    /// Revokes a key for good. Resolves only on a response that says that the key is revoked.
    #[wasm_bindgen(unchecked_return_type = "Promise<ProjectAPIKeyResource>")]
    pub fn revoke(&self, params: Ts<RevokeProjectAPIKeyParams>, options: Options) -> Promise {
        let (params, shared) = (read(params), self.shared.clone());
        promise(self.begin(options), async move |mut call| {
            let params: RevokeProjectAPIKeyParams = params?;
            let id = params.api_key_id.0;
            let key = project::revoke(&mut call, &shared.project(), &id).await?;
            Ok(shared.client.remembered(key))
        })
    }

    /// Reads a key again: the one named, else the one created, revoked or reloaded last.
    #[wasm_bindgen(unchecked_return_type = "Promise<ProjectAPIKeyResource>")]
    pub fn reload(
        &self,
        params: Option<Ts<ReloadProjectAPIKeyParams>>,
        options: Options,
    ) -> Promise {
        let last = self.shared.client.last.borrow().clone();
        let id = read(params).map(|params: ReloadProjectAPIKeyParams| {
            params.api_key_id.map_or(last, |id| Some(id.0))
        });
        let shared = self.shared.clone();
        promise(self.begin(options), async move |mut call| {
            shared.reload(&mut call, id?).await
        })
    }

    /// Every key, each ID once, whatever `initialPage` and `pageSize` say.
    #[wasm_bindgen(unchecked_return_type = "AsyncIterableIterator<ProjectAPIKeyResource>")]
    pub fn iterate(
        &self,
        params: Option<Ts<GetProjectAPIKeysParams>>,
        options: Options,
    ) -> JsValue {
        let selection = read(params).and_then(GetProjectAPIKeysParams::selection);
        let list = WholeList {
            shared: self.shared.clone(),
            selection: Some(selection.map(Selection::whole)),
        };
        iterator(self.begin(options), Box::new(list))
    }
}

impl ProjectAPIKeys {
    fn begin(&self, options: Options) -> Fallible<Call<Browser>, JsValue> {
        self.shared.client.begin(options, Subject::Given)
    }
}

impl Shared {
    /// The project's ID. A call that began has read it.
    fn project(&self) -> String {
        self.project.get().cloned().unwrap_or_default()
    }

    async fn reload(
        &self,
        call: &mut Call<Browser>,
        id: Option<String>,
    ) -> Fallible<JsValue, JsValue> {
        let id = id.ok_or(Failure::NoResource)?;
        let keys = project::list(call, &self.project()).await?;
        Ok(self.client.remembered(project::reread(keys, &id)?))
    }
}

/// The list of a project, which has one list page.
struct WholeList {
    shared: Shared,
    /// `None` once it was read.
    selection: Option<Fallible<Selection, JsValue>>,
}

impl Pages for WholeList {
    fn next<'a>(&'a mut self, call: &'a mut Call<Browser>) -> NextPage<'a> {
        Box::pin(async {
            let Some(selection) = self.selection.take() else {
                return Ok(None);
            };
            let selection = selection?;
            let keys = project::list(call, &self.shared.project()).await?;
            Ok(Some(selection.cut(&keys).keys))
        })
    }
}

/// What `reload()` of the resources calls, with the resource.
fn reload_of_resources(shared: Shared) -> JsValue {
    let reload = move |resource: JsValue| {
        let shared = shared.clone();
        let id = resource.filled("id");
        promise(
            shared.client.begin(None, Subject::Given),
            async move |mut call| {
                let fresh = shared.reload(&mut call, id).await?;
                updated(&resource, &fresh)
            },
        )
    };
    Closure::<dyn Fn(JsValue) -> Promise>::new(reload).into_js_value()
}
