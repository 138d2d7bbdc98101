//! The class `APIKeys`.

use std::rc::Rc;

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::{
    client::{
        Client, Creator as _, Options, is_null, list_page, promise, promise_to_end, read, updated,
    },
    create::{self, array},
    iterate::{NextPage, Pages, iterator},
    options::{APIKeysOptions, ReadOptions, read_clerk_options},
    rotate::{self, RotateAPIKeyParams, Rotations},
};
use crate::{
    backend::{
        Exchange as _,
        clerk::{
            self, ClerkResourceReloadParams, CreateAPIKeyParams, Draft, GetAPIKeysParams, KnownKey,
            ListPages, ReloadAPIKeyParams, ReloadTarget, RevokeAPIKeyParams, UpdateAPIKeyParams,
        },
    },
    browser::{Browser, PageObjects},
    call::{Call, Subject},
    failure::{Failure, Fallible, Role},
    params,
};

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    #[wasm_bindgen(js_name = clerkResource)]
    fn resource_class(objects: &PageObjects, reload: &JsValue) -> JsValue;

    /// Defines an own property. It throws where there is no object.
    #[wasm_bindgen(catch)]
    fn define(object: &JsValue, name: &str, value: &JsValue) -> Result<bool, JsValue>;
}

/// The API keys of the signed-in user and of the active organization, on Clerk's Frontend API.
#[wasm_bindgen]
pub struct APIKeys {
    shared: Shared,
    /// Held here where it is not a property of the JavaScript object.
    _objects: Option<PageObjects>,
}

#[derive(Clone)]
struct Shared {
    client: Rc<Client<KnownKey>>,
    /// Rotations under way: the same key is replaced once.
    rotations: Rc<Rotations>,
}

#[wasm_bindgen]
impl APIKeys {
    /// Never throws: the first call checks the options, and rejects with `invalid_options` or `insecure_url`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Ts<APIKeysOptions>) -> Self {
        let objects = PageObjects::of(&JsValue::UNDEFINED, &options.into());
        Self {
            shared: Shared::new(&objects, |objects| read_clerk_options(objects, false)),
            _objects: Some(objects),
        }
    }

    /// Reads session, organization and user from `clerk` at each call.
    #[wasm_bindgen(js_name = fromClerk, unchecked_return_type = "APIKeys")]
    pub fn from_clerk(
        #[wasm_bindgen(unchecked_param_type = "ClerkLike")] clerk: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "FromClerkOptions")] options: &JsValue,
    ) -> JsValue {
        let objects = PageObjects::of(clerk, options);
        let keys = JsValue::from(Self {
            shared: Shared::new(&objects, |objects| read_clerk_options(objects, true)),
            _objects: None,
        });
        let _ = define(&keys, "objects", &objects);
        keys
    }

    /// `fromClerk`, and makes it `clerk.apiKeys`.
    #[wasm_bindgen(unchecked_return_type = "APIKeys")]
    pub fn attach(
        #[wasm_bindgen(unchecked_param_type = "ClerkLike")] clerk: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "FromClerkOptions")] options: &JsValue,
    ) -> JsValue {
        let keys = Self::from_clerk(clerk, options);
        // The first call rejects where `clerk` is no object.
        let _ = define(clerk, "apiKeys", &keys);
        keys
    }

    /// Creates a key. The result is the only place where its `secret` ever is.
    #[wasm_bindgen(unchecked_return_type = "Promise<APIKeyResource>")]
    pub fn create(&self, params: Ts<CreateAPIKeyParams>, options: Options) -> Promise {
        let (params, client) = (read(params), self.shared.client.clone());
        let ticket = client.ticket();
        let call = self.begin(
            options,
            named(&params, |it: &CreateAPIKeyParams| &it.subject),
        );
        promise(call, async move |mut call| {
            let mut params = params?;
            let subject = call.subject(params.subject.take()).await?;
            create::create(client, call, ticket, Draft::new(params, subject)).await
        })
    }

    /// Lists a list page of keys, the newest first. Without params the first ten of the active organization or the user.
    #[wasm_bindgen(
        js_name = getAll,
        unchecked_return_type = "Promise<ClerkPaginatedResponse<APIKeyResource>>"
    )]
    pub fn get_all(&self, params: Option<Ts<GetAPIKeysParams>>, options: Options) -> Promise {
        let selection = read(params).and_then(GetAPIKeysParams::selection);
        let call = self.begin(options, named(&selection, |it| &it.subject));
        promise(call, async move |mut call| {
            let page = clerk::get_all(&mut call, &selection?).await?;
            Ok(list_page(&page.keys.into_value(), page.total_count))
        })
    }

    /// Changes a key's description. A browser cannot change anything else of a key.
    #[wasm_bindgen(unchecked_return_type = "Promise<APIKeyResource>")]
    pub fn update(&self, params: Ts<UpdateAPIKeyParams>, options: Options) -> Promise {
        let object = params.js_value();
        let params = read(params).and_then(|params: UpdateAPIKeyParams| {
            if params.description.is_none() && !is_null(&object, "description") {
                return Err(params::missing(Role::Params, "description"));
            }
            Ok(params)
        });
        promise(
            self.begin(options, Subject::Default),
            async move |mut call| {
                let key = clerk::update(&mut call, &params?).await?;
                Ok(key.into_value())
            },
        )
    }

    /// Revokes a key for good. Resolves only on a response that says that the key is revoked.
    #[wasm_bindgen(unchecked_return_type = "Promise<APIKeyResource>")]
    pub fn revoke(&self, params: Ts<RevokeAPIKeyParams>, options: Options) -> Promise {
        let (params, client) = (read(params), self.shared.client.clone());
        promise(
            self.begin(options, Subject::Default),
            async move |mut call| {
                let key = clerk::revoke(&mut call, &params?).await?;
                Ok(client.remembered(key))
            },
        )
    }

    /// Reads a key again, with a fresh session token: the one named, else the one created, revoked or reloaded last.
    #[wasm_bindgen(unchecked_return_type = "Promise<APIKeyResource>")]
    pub fn reload(&self, params: Option<Ts<ReloadAPIKeyParams>>, options: Options) -> Promise {
        let last = self.shared.client.last.borrow().clone();
        let target = read(params).and_then(|params: ReloadAPIKeyParams| params.target(last));
        let shared = self.shared.clone();
        promise(
            self.begin(options, Subject::Default),
            async move |mut call| shared.reload(&mut call, &target?).await,
        )
    }

    /// Every key, list page after list page, each ID once, whatever `initialPage` and `pageSize` say. Reads the next
    /// list page while the caller handles one; leaving the loop ends it.
    #[wasm_bindgen(unchecked_return_type = "AsyncIterableIterator<APIKeyResource>")]
    pub fn iterate(&self, params: Option<Ts<GetAPIKeysParams>>, options: Options) -> JsValue {
        let selection = read(params).and_then(GetAPIKeysParams::selection);
        let call = self.begin(options, named(&selection, |it| &it.subject));
        let pages = selection.map(ListPages::new).map_err(Some);
        iterator(call, Box::new(ClerkPages(pages)))
    }

    /// Replaces a key: creates a new one for the same subject, passes it to `onSecret`, and then revokes the old one. A
    /// second rotation of the same key while one is under way shares it. Where a key is left that should be revoked,
    /// the error's `key` is the new one.
    #[wasm_bindgen(unchecked_return_type = "Promise<APIKeyResource>")]
    pub fn rotate(&self, params: Ts<RotateAPIKeyParams>, options: Options) -> Promise {
        let object = params.js_value();
        let rotation = read(params).map(|params: RotateAPIKeyParams| params.rotation(object));
        let ticket = self.shared.rotations.ticket();
        let Shared { client, .. } = self.shared.clone();
        promise_to_end(self.begin(options, Subject::Default), async move |call| {
            rotate::rotate(rotation?, client, call, ticket).await
        })
    }
}

impl APIKeys {
    fn begin(&self, options: Options, subject: Subject) -> Fallible<Call<Browser>, JsValue> {
        self.shared.client.begin(options, subject)
    }
}

/// Whether params name the subject. The host page is not asked for it then.
fn named<T>(params: &Fallible<T, JsValue>, subject: fn(&T) -> &Option<String>) -> Subject {
    let subject = params
        .as_ref()
        .ok()
        .and_then(|params| subject(params).as_deref());
    match subject {
        None | Some("") => Subject::Default,
        Some(_) => Subject::Given,
    }
}

impl Shared {
    /// Sets the class of the resources, too.
    fn new(
        objects: &PageObjects,
        read: fn(&PageObjects) -> Fallible<ReadOptions, JsValue>,
    ) -> Self {
        let shared = Self {
            client: Rc::new(Client::new(objects, read, clerk::known)),
            rotations: Rc::default(),
        };
        let reload = reload_of_resources(shared.clone());
        objects.set_class(&resource_class(objects, &reload));
        shared
    }

    async fn reload(
        &self,
        call: &mut Call<Browser>,
        target: &ReloadTarget,
    ) -> Fallible<JsValue, JsValue> {
        let key = clerk::reload(call, target).await?;
        Ok(self.client.remembered(key))
    }
}

/// The list pages of Clerk's list.
struct ClerkPages(
    /// A failure is reported once.
    Result<ListPages, Option<Box<Failure<JsValue>>>>,
);

impl Pages for ClerkPages {
    fn next<'a>(&'a mut self, call: &'a mut Call<Browser>) -> NextPage<'a> {
        Box::pin(async {
            match &mut self.0 {
                Ok(pages) => Ok(pages.next(call).await?.map(array)),
                Err(failure) => failure.take().map_or(Ok(None), Err),
            }
        })
    }
}

/// What `reload()` of the resources calls, with the resource and the params.
fn reload_of_resources(shared: Shared) -> JsValue {
    let reload = move |resource: JsValue, params: JsValue| {
        let shared = shared.clone();
        let key = clerk::known(&resource);
        let target = params::read(Role::Params, params)
            .and_then(|params: ClerkResourceReloadParams| params.target(key));
        promise(
            shared.client.begin(None, Subject::Default),
            async move |mut call| {
                let fresh = shared.reload(&mut call, &target?).await?;
                updated(&resource, &fresh)
            },
        )
    };
    Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(reload).into_js_value()
}
