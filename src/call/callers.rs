//! The callers of a run that several share, and that cannot be dropped with the last of them.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    pin::pin,
    rc::Rc,
    task::{Poll, Waker},
};

use futures_util::future::{Either, select};

/// How many callers wait for a run, and why the last one no longer does.
pub struct Callers<V> {
    waiting: Cell<usize>,
    /// The reason of the last caller.
    abandoned: RefCell<Option<V>>,
    waker: RefCell<Option<Waker>>,
}

impl<V> Default for Callers<V> {
    fn default() -> Self {
        Self {
            waiting: Cell::new(0),
            abandoned: RefCell::default(),
            waker: RefCell::default(),
        }
    }
}

impl<V: Clone> Callers<V> {
    /// One more caller waits for the run. If it is the last one and it leaves, with a reason, the run is told, and the caller
    /// waits for what the run makes of it. Another caller that leaves gets its own reason at once.
    pub async fn wait<T>(
        self: Rc<Self>,
        leaves: impl Future<Output = V>,
        run: impl Future<Output = T>,
    ) -> Result<T, V> {
        let caller = Caller::new(self);
        match select(pin!(run), pin!(leaves)).await {
            Either::Left((end, _)) => Ok(end),
            Either::Right((reason, run)) => {
                if caller.0.waiting.get() > 1 {
                    return Err(reason);
                }
                caller.0.abandon(reason);
                Ok(run.await)
            }
        }
    }

    /// Whether the last caller has left.
    pub fn have_left(&self) -> bool {
        self.abandoned.borrow().is_some()
    }

    fn abandon(&self, reason: V) {
        self.abandoned.replace(Some(reason));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    /// Resolves to the reason when the last caller leaves.
    pub async fn left(&self) -> V {
        poll_fn(|context| {
            if let Some(reason) = &*self.abandoned.borrow() {
                return Poll::Ready(reason.clone());
            }
            self.waker.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await
    }
}

/// A caller that waits.
struct Caller<V>(Rc<Callers<V>>);

impl<V> Caller<V> {
    fn new(callers: Rc<Callers<V>>) -> Self {
        callers.waiting.set(callers.waiting.get() + 1);
        Self(callers)
    }
}

impl<V> Drop for Caller<V> {
    fn drop(&mut self) {
        self.0.waiting.set(self.0.waiting.get() - 1);
    }
}
