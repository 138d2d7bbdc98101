//! Promises as futures, and futures as promises. wasm-bindgen-futures does the same with a queue of its own, a second
//! way for suspended stacks and closures for each wait, much more code.

use std::{
    cell::{Cell, OnceCell, RefCell},
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::value::Value;

#[wasm_bindgen(module = "/src/js/page.js")]
extern "C" {
    /// A promise. `on` is called with the place and with what settles it, once whoever asked has it.
    fn promised(on: &JsValue, place: usize) -> Promise;

    /// Whether a wait is over. Else its end calls `on` with the place.
    #[wasm_bindgen(js_name = hasEnded)]
    fn has_ended(wait: &JsValue, place: usize) -> bool;

    /// What it came to: of what is there, not of `null`.
    #[wasm_bindgen(catch, js_name = endOf)]
    fn end_of(wait: &JsValue) -> Result<Option<JsValue>, JsValue>;

    #[wasm_bindgen(catch, js_name = callOff)]
    fn call_off(wait: &JsValue) -> Result<(), JsValue>;
}

/// What work and waits end with.
pub type End = Result<JsValue, JsValue>;

/// Work that ends with what its promise is to resolve to or to reject with.
pub type Work = Pin<Box<dyn Future<Output = End>>>;

/// Work under way.
struct Task {
    work: RefCell<Option<Work>>,
    /// Whether it is to be asked again.
    woken: Cell<bool>,
    /// The function that settles its promise.
    settle: OnceCell<Function>,
}

thread_local! {
    /// All of it. A waker may go to another thread, as far as the compiler knows: it holds a place in here.
    static TASKS: RefCell<Vec<Option<Rc<Task>>>> = const { RefCell::new(Vec::new()) };
    /// The place of the work that is being asked, which what it waits for wakes.
    static ASKED: Cell<usize> = const { Cell::new(0) };
    /// What JavaScript calls with the place of work that can go on. One for all: it is made once.
    static ON: JsValue = callable(|place, settle| {
        if let Some(at) = place.whole() {
            on(at as usize, settle);
        }
        JsValue::UNDEFINED
    });
}

fn on(at: usize, settle: JsValue) {
    if let Some(task) = task(at)
        && settle.is_truthy()
    {
        let _ = task.settle.set(settle.unchecked_into());
    }
    Arc::new(Place(at)).wake();
}

fn task(at: usize) -> Option<Rc<Task>> {
    TASKS.with_borrow(|tasks| tasks.get(at).cloned().flatten())
}

/// The place of a task.
struct Place(usize);

impl Wake for Place {
    fn wake(self: Arc<Self>) {
        if let Some(task) = task(self.0) {
            task.woken.set(true);
            task.advance(self);
        }
    }
}

impl Task {
    fn advance(&self, place: Arc<Place>) {
        // What the last owner of its place waited for may end before it has begun.
        let Some(settle) = self.settle.get() else {
            return;
        };
        // Where it is being asked just now, it will be asked again after that.
        let Ok(mut work) = self.work.try_borrow_mut() else {
            return;
        };
        let at = place.0;
        let waker = Waker::from(place);
        while let Some(future) = work.as_mut()
            && self.woken.take()
        {
            let asked = ASKED.replace(at);
            let end = future.as_mut().poll(&mut Context::from_waker(&waker));
            ASKED.set(asked);
            if let Poll::Ready(end) = end {
                *work = None;
                TASKS.with_borrow_mut(|tasks| tasks.get_mut(at).and_then(Option::take));
                let (rejected, value) = match end {
                    Ok(value) => (JsValue::FALSE, value),
                    Err(error) => (JsValue::TRUE, error),
                };
                // A promise's own functions do not throw.
                let _ = settle.call2(&JsValue::UNDEFINED, &rejected, &value);
            }
        }
    }
}

/// The promise of work. It begins in a microtask: whoever asked for it is done by then.
pub fn promise(work: Work) -> Promise {
    let place = placed(Rc::new(Task {
        work: RefCell::new(Some(work)),
        woken: Cell::new(false),
        settle: OnceCell::new(),
    }));
    ON.with(|on| promised(on, place))
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

/// The wait for something that JavaScript does, or what it threw instead of beginning. What is dropped is called off.
pub struct Waiting(End);

impl Waiting {
    /// `begin` is given what the wait's end calls.
    pub fn of(begin: impl FnOnce(&JsValue) -> Result<Option<JsValue>, JsValue>) -> Self {
        Self(ON.with(begin).map(Option::unwrap_or_default))
    }
}

impl Future for Waiting {
    type Output = End;

    fn poll(self: Pin<&mut Self>, _: &mut Context) -> Poll<End> {
        let wait = match &self.0 {
            Ok(wait) => wait,
            Err(thrown) => return Poll::Ready(Err(thrown.clone())),
        };
        if has_ended(wait, ASKED.get()) {
            Poll::Ready(end_of(wait).map(Option::unwrap_or_default))
        } else {
            Poll::Pending
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Ok(wait) = &self.0 {
            // A page's own `clearTimeout` may throw.
            let _ = call_off(wait);
        }
    }
}

/// A function that JavaScript calls with up to two values. All are of one type, which is glue in both languages.
pub fn callable(call: impl Fn(JsValue, JsValue) -> JsValue + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(call).into_js_value()
}
