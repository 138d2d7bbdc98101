//! Something that happens once, and the wait for it.

use std::{
    cell::Cell,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use crate::wait::Wait;

#[derive(Clone, Default)]
pub struct Gate(Rc<State>);

#[derive(Default)]
struct State {
    is_open: Cell<bool>,
    waiting: Cell<Option<Waker>>,
}

impl Gate {
    pub fn open(&self) {
        self.0.is_open.set(true);
        if let Some(waiting) = self.0.waiting.take() {
            waiting.wake();
        }
    }

    /// Waits until it is open. One waits at a time.
    pub fn opened(self) -> impl Wait<()> {
        poll_fn(move |context| {
            if self.0.is_open.get() {
                return Poll::Ready(());
            }
            self.0.waiting.set(Some(context.waker().clone()));
            Poll::Pending
        })
    }
}
