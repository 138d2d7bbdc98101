//! Promises as futures, and futures as promises. wasm-bindgen-futures does the same with a queue of its own, a second
//! way for suspended stacks and more kinds of closures, a kilobyte more.

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::call::gate::Gate;

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    /// A promise. `start` is called with what resolves it and with what rejects it, once whoever asked has it.
    fn promised(start: JsValue) -> Promise;

    /// Calls `on` with whether the promise was rejected, and with what it came to.
    #[wasm_bindgen(catch)]
    fn settled(promise: &Promise, on: JsValue) -> Result<(), JsValue>;
}

/// What JavaScript calls with up to two values. All are of one type, which is glue in both languages.
pub type Callback = dyn FnMut(JsValue, JsValue);

/// Work that ends with what its promise is to resolve to or to reject with.
pub type Work = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

/// Work under way.
struct Task {
    work: RefCell<Option<Work>>,
    /// Whether it is to be asked again.
    woken: Cell<bool>,
    resolve: Function,
    reject: Function,
}

thread_local! {
    /// All of it. A waker may go to another thread, as far as the compiler knows: it holds a place in here.
    static TASKS: RefCell<Vec<Option<Rc<Task>>>> = const { RefCell::new(Vec::new()) };
}

/// The place of a task.
struct Place(usize);

impl Wake for Place {
    fn wake(self: Arc<Self>) {
        let task = TASKS.with_borrow(|tasks| tasks.get(self.0).cloned().flatten());
        if let Some(task) = task {
            task.woken.set(true);
            task.advance(self);
        }
    }
}

impl Task {
    fn advance(&self, place: Arc<Place>) {
        // Where it is being asked just now, it will be asked again after that.
        let Ok(mut work) = self.work.try_borrow_mut() else {
            return;
        };
        let at = place.0;
        let waker = Waker::from(place);
        while let Some(future) = work.as_mut()
            && self.woken.take()
        {
            if let Poll::Ready(end) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                *work = None;
                TASKS.with_borrow_mut(|tasks| tasks.get_mut(at).and_then(Option::take));
                let (settle, value) = match end {
                    Ok(value) => (&self.resolve, value),
                    Err(error) => (&self.reject, error),
                };
                // A promise's own functions do not throw.
                let _ = settle.call1(&JsValue::UNDEFINED, &value);
            }
        }
    }
}

/// The promise of work. It begins in a microtask: whoever asked for it is done by then.
pub fn promise(work: Work) -> Promise {
    let start = move |resolve: JsValue, reject: JsValue| {
        let task = Rc::new(Task {
            work: RefCell::new(Some(work)),
            woken: Cell::new(false),
            resolve: resolve.unchecked_into(),
            reject: reject.unchecked_into(),
        });
        Arc::new(Place(placed(task))).wake();
    };
    promised(Closure::once_into_js(start))
}

fn placed(task: Rc<Task>) -> usize {
    TASKS.with_borrow_mut(|tasks| {
        let free = tasks.iter().position(Option::is_none);
        let at = free.unwrap_or(tasks.len());
        match tasks.get_mut(at) {
            Some(place) => *place = Some(task),
            None => tasks.push(Some(task)),
        }
        at
    })
}

/// What a promise comes to.
pub async fn outcome(promise: &Promise) -> Result<JsValue, JsValue> {
    let (gate, end) = (Gate::default(), Rc::new(RefCell::new(None)));
    let (open, set) = (gate.clone(), end.clone());
    let on = move |rejected: JsValue, value: JsValue| {
        set.replace(Some(if rejected.is_truthy() {
            Err(value)
        } else {
            Ok(value)
        }));
        open.open();
    };
    settled(promise, Closure::once_into_js(on))?;
    gate.opened().await;
    end.take().unwrap_or(Ok(JsValue::UNDEFINED))
}
