//! Single flight: callers that ask for the same work while it is under way share one run.

use std::cell::RefCell;

use futures_util::future::{FutureExt as _, LocalBoxFuture, Shared, WeakShared};

type Run<T> = LocalBoxFuture<'static, T>;

/// The runs under way, each with its key. A run is dropped with the last caller that waits for it.
pub struct SingleFlight<T: Clone>(RefCell<Vec<(String, WeakShared<Run<T>>)>>);

impl<T: Clone> Default for SingleFlight<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone + 'static> SingleFlight<T> {
    /// Joins the run with this key, else starts the one that `begin` gives.
    pub fn join<F: Future<Output = T> + 'static>(
        &self,
        key: &str,
        begin: impl FnOnce() -> F,
    ) -> Shared<Run<T>> {
        if let Some(run) = self.under_way(key) {
            return run;
        }
        let run = begin().boxed_local().shared();
        self.0
            .borrow_mut()
            .extend(run.downgrade().map(|weak| (key.to_owned(), weak)));
        run
    }

    fn under_way(&self, key: &str) -> Option<Shared<Run<T>>> {
        let mut runs = self.0.borrow_mut();
        runs.retain(|(_, run)| run.upgrade().is_some_and(|run| run.peek().is_none()));
        runs.iter().find(|(known, _)| known == key)?.1.upgrade()
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cell::Cell,
        future::{pending, poll_fn, ready},
        pin::{Pin, pin},
        rc::Rc,
        task::{Context, Poll, Waker},
    };

    use super::*;

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn callers_with_the_same_key_share_a_run_until_it_ends() {
        let (flights, begun, done) = (
            SingleFlight::default(),
            Rc::new(Cell::new(0)),
            Rc::new(Cell::new(false)),
        );
        let join = |key| {
            let (begun, done) = (begun.clone(), done.clone());
            flights.join(key, move || {
                begun.set(begun.get() + 1);
                let number = begun.get();
                poll_fn(move |_| {
                    if done.get() {
                        Poll::Ready(number)
                    } else {
                        Poll::Pending
                    }
                })
            })
        };
        let (mut one, mut two, mut other) = (pin!(join("a")), pin!(join("a")), pin!(join("b")));
        assert!(poll(one.as_mut()).is_pending());
        assert!(poll(two.as_mut()).is_pending());
        assert!(poll(other.as_mut()).is_pending());
        assert_eq!(begun.get(), 2);
        done.set(true);
        assert_eq!(poll(two.as_mut()), Poll::Ready(1));
        assert_eq!(poll(one.as_mut()), Poll::Ready(1));
        assert_eq!(poll(other.as_mut()), Poll::Ready(2));
        assert_eq!(poll(pin!(join("a"))), Poll::Ready(3));
    }

    #[test]
    fn a_run_is_dropped_with_the_last_caller() {
        struct Tell(Rc<Cell<bool>>);
        impl Drop for Tell {
            fn drop(&mut self) {
                self.0.set(true);
            }
        }
        let (flights, dropped) = (SingleFlight::<()>::default(), Rc::new(Cell::new(false)));
        let tell = Tell(dropped.clone());
        let one = flights.join("a", || async move {
            let _tell = tell;
            pending::<()>().await;
        });
        let two = flights.join("a", || ready(()));
        drop(one);
        assert!(!dropped.get());
        drop(two);
        assert!(dropped.get());
    }

    #[test]
    fn a_caller_is_woken_after_the_last_one_to_poll_is_dropped() {
        struct Count(std::sync::atomic::AtomicU32);
        impl std::task::Wake for Count {
            fn wake(self: std::sync::Arc<Self>) {
                self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
        let count = std::sync::Arc::new(Count(0.into()));
        let waker = Waker::from(count.clone());
        let inner = Rc::new(Cell::new(None));
        let kept = inner.clone();
        let flights = SingleFlight::<()>::default();
        let begin = || {
            poll_fn(move |context| {
                kept.set(Some(context.waker().clone()));
                Poll::Pending
            })
        };
        let mut one = Box::pin(flights.join("a", begin));
        let mut two = Box::pin(flights.join("a", pending));
        let polled = one.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
        assert!(poll(two.as_mut()).is_pending());
        drop(two);
        inner.take().unwrap().wake();
        assert_eq!(count.0.load(std::sync::atomic::Ordering::Relaxed), 1);
    }
}
