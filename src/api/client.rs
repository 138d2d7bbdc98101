//! What the objects of both classes have in common: how a call begins and how its promise settles.

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use futures_util::future::LocalBoxFuture;
use js_sys::{Promise, Reflect};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::options::{CallOptions, ReadOptions};
use crate::{
    backend::Key,
    browser::{Browser, HostPage, PageObjects, Settings, WeakPageObjects},
    call::{
        Call, Host as _, Limits, Owner, Subject,
        creating::{CreationTicket, Creations},
        until_aborted,
    },
    failure::{Failure, Fallible, Role},
    params,
};

/// What the promise of a call settles with.
type Settled = Result<JsValue, JsValue>;

/// The last argument of a method.
pub type Options = Option<Ts<CallOptions>>;

/// The state of one object. Its calls share it, so that the object may be freed while they are under way.
pub struct Client<L> {
    objects: WeakPageObjects,
    read: Box<ReadFn>,
    /// Read at the first call: a constructor must not throw.
    settings: OnceCell<Rc<Settings>>,
    /// Creations under way: the same key is created once, however often that is asked for.
    creations: Rc<Creations<JsValue>>,
    /// The ID and place of the key that was created, revoked or reloaded last.
    pub last: RefCell<Option<L>>,
    remember: fn(&JsValue) -> Option<L>,
}

type ReadFn = dyn Fn(&PageObjects) -> Fallible<ReadOptions, JsValue>;

impl<L> Client<L> {
    /// `read` reads the options; `remember` reads the key's ID and place from a resource.
    pub fn new(
        objects: &PageObjects,
        read: impl Fn(&PageObjects) -> Fallible<ReadOptions, JsValue> + 'static,
        remember: fn(&JsValue) -> Option<L>,
    ) -> Self {
        Self {
            objects: objects.downgrade(),
            read: Box::new(read),
            settings: OnceCell::new(),
            creations: Rc::default(),
            last: RefCell::new(None),
            remember,
        }
    }

    /// Begins a call, for the owner of the host page now.
    pub fn begin(&self, options: Options, subject: Subject) -> Fallible<Call<Browser>, JsValue> {
        let (host, limits) = self.host(options)?;
        Call::begin(host, limits, subject)
    }

    /// A call of `create()` begins.
    pub fn ticket(&self) -> CreationTicket<JsValue> {
        self.creations.ticket()
    }

    fn host(&self, options: Options) -> Fallible<(Browser, Limits), JsValue> {
        let page = self.page()?;
        let options: CallOptions = params::read(Role::CallOptions, js(options))?;
        let limits = options.limits(page.settings.limits);
        let host = Browser {
            class: page.objects.class(),
            page,
            signal: options.signal.map(|signal| signal.0),
        };
        Ok((host, limits))
    }

    fn page(&self) -> Fallible<Rc<HostPage>, JsValue> {
        let objects = self.objects.upgrade()?;
        let settings = self.settings(&objects)?;
        Ok(Rc::new(HostPage { objects, settings }))
    }

    fn settings(&self, objects: &PageObjects) -> Fallible<Rc<Settings>, JsValue> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings.clone());
        }
        let (settings, callbacks) = (self.read)(objects)?;
        // A getter among the options may call this object, too: what was read first counts.
        let kept = self.settings.get_or_init(|| {
            objects.set_callbacks(&callbacks);
            Rc::new(settings)
        });
        Ok(kept.clone())
    }
}

/// A client whose keys are created, of either class.
pub trait Creator {
    /// Begins a call that continues the work of another one, for the same owner.
    fn resume(&self, options: Options, owner: Owner) -> Fallible<Call<Browser>, JsValue>;
    /// The resource of a key, which is the object's last one from now on.
    fn remembered(&self, key: Key<JsValue>) -> JsValue;
}

impl<L> Creator for Client<L> {
    fn resume(&self, options: Options, owner: Owner) -> Fallible<Call<Browser>, JsValue> {
        let (host, limits) = self.host(options)?;
        Ok(Call::resume(host, limits, owner))
    }

    fn remembered(&self, key: Key<JsValue>) -> JsValue {
        *self.last.borrow_mut() = (self.remember)(key.value());
        key.into_value()
    }
}

/// Reads the params of a method. Called while the caller waits, because it may change them afterwards.
pub fn read<T: Tsify + serde::de::DeserializeOwned>(
    params: impl Into<Option<Ts<T>>>,
) -> Fallible<T, JsValue> {
    params::read(Role::Params, js(params.into()))
}

/// Whether a member of the params is `null`. The deserializer does not tell that from an absent one.
pub fn is_null(params: &JsValue, name: &str) -> bool {
    Reflect::get(params, &name.into()).is_ok_and(|member| member.is_null())
}

fn js<T: Tsify>(object: Option<Ts<T>>) -> JsValue {
    object.map(JsValue::from).unwrap_or_default()
}

/// The promise of a call: it settles when the work ends, or when the caller aborts it.
pub fn promise<F>(call: Fallible<Call<Browser>, JsValue>, work: F) -> Promise
where
    F: AsyncFnOnce(Call<Browser>) -> Fallible<JsValue, JsValue> + 'static,
{
    let begun = call.map(|call| {
        let host = call.host().clone();
        (Some(host), Box::pin(work(call)) as Work)
    });
    future_to_promise(run(begun))
}

/// The promise of a call whose work handles an abort itself.
pub fn promise_to_end<F>(call: Fallible<Call<Browser>, JsValue>, work: F) -> Promise
where
    F: AsyncFnOnce(Call<Browser>) -> Fallible<JsValue, JsValue> + 'static,
{
    let begun = call.map(|call| (None, Box::pin(work(call)) as Work));
    future_to_promise(run(begun))
}

/// Boxed, so that [`run`] is compiled once and not for each method.
type Work = LocalBoxFuture<'static, Fallible<JsValue, JsValue>>;

/// The work of a call, until its host aborts it.
async fn run(begun: Fallible<(Option<Browser>, Work), JsValue>) -> Settled {
    let (host, work) = begun?;
    let settled = match host {
        Some(host) => until_aborted(host.aborted(), work).await,
        None => work.await,
    };
    Ok(settled?)
}

#[wasm_bindgen(module = "/src/js/resources.js")]
extern "C" {
    #[wasm_bindgen(js_name = page)]
    fn paginated(resources: &JsValue, total_count: f64) -> JsValue;

    #[wasm_bindgen(catch)]
    fn update(resource: &JsValue, fresh: &JsValue) -> Result<JsValue, JsValue>;
}

/// What `getAll()` resolves to.
pub fn list_page(resources: &JsValue, total_count: u32) -> JsValue {
    paginated(resources, total_count.into())
}

/// Brings a resource up to date. It fails where the host page froze the resource.
pub fn updated(resource: &JsValue, fresh: &JsValue) -> Fallible<JsValue, JsValue> {
    let refused = |cause| Failure::callback("writing the key's properties", Some(cause));
    update(resource, fresh).map_err(refused)
}
