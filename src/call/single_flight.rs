//! Single flight: callers that ask for the same work at the same time share one run.

use std::{cell::RefCell, future::ready, rc::Rc};

use futures_util::future::{FutureExt as _, LocalBoxFuture, Shared, WeakShared};

type Run<T> = LocalBoxFuture<'static, T>;

/// The runs under way, each with its key, and those that ended while a call that may join them had already begun. A run is
/// dropped with the last caller that waits for it. `S` is what its callers share beside the result.
pub struct SingleFlight<T: Clone, S>(RefCell<State<T, S>>);

struct State<T: Clone, S> {
    runs: Vec<Entry<T, S>>,
    /// The numbers of the calls that have begun and have not joined yet.
    tickets: Vec<u64>,
    last_number: u64,
}

struct Entry<T: Clone, S> {
    number: u64,
    key: String,
    run: Known<T>,
    shared: S,
}

enum Known<T: Clone> {
    UnderWay(WeakShared<Run<T>>),
    Ended {
        value: T,
        /// The calls with a smaller number had begun.
        number: u64,
    },
}

impl<T: Clone, S> Default for SingleFlight<T, S> {
    fn default() -> Self {
        Self(RefCell::new(State {
            runs: Vec::new(),
            tickets: Vec::new(),
            last_number: 0,
        }))
    }
}

/// A call that has begun, and does not know its key yet.
pub struct Ticket<T: Clone, S> {
    number: u64,
    flights: Rc<SingleFlight<T, S>>,
}

impl<T: Clone, S> Drop for Ticket<T, S> {
    fn drop(&mut self) {
        let mut state = self.flights.0.borrow_mut();
        state.tickets.retain(|number| *number != self.number);
        state.forget();
    }
}

impl<T: Clone + 'static, S: Clone + 'static> SingleFlight<T, S> {
    /// A call begins. It may join every run that ends after now.
    pub fn ticket(self: &Rc<Self>) -> Ticket<T, S> {
        let mut state = self.0.borrow_mut();
        let number = state.next_number();
        state.tickets.push(number);
        Ticket {
            number,
            flights: self.clone(),
        }
    }
}

impl<T: Clone + 'static, S: Clone + 'static> Ticket<T, S> {
    /// The run that `join` would join.
    pub fn find(&self, key: &str) -> Option<(S, Shared<Run<T>>)> {
        self.flights.0.borrow().find(key, self.number)
    }

    /// The same call, as if it began now.
    pub fn renew(self) -> Self {
        self.flights.ticket()
    }

    /// Joins the run with this key, else starts the one that `begin` gives.
    pub fn join<F: Future<Output = T> + 'static>(
        self,
        key: &str,
        begin: impl FnOnce() -> (S, F),
    ) -> (S, Shared<Run<T>>) {
        if let Some(joined) = self.find(key) {
            return joined;
        }
        let (shared, run) = begin();
        let number = self.flights.0.borrow_mut().next_number();
        let cleanup = Cleanup(self.flights.clone());
        let run = async move {
            let value = run.await;
            cleanup.0.0.borrow_mut().end(number, &value);
            value
        };
        let run = run.boxed_local().shared();
        if let Some(weak) = run.downgrade() {
            self.flights.0.borrow_mut().runs.push(Entry {
                number,
                key: key.to_owned(),
                run: Known::UnderWay(weak),
                shared: shared.clone(),
            });
        }
        (shared, run)
    }
}

/// Forgets a run that is dropped before its end.
struct Cleanup<T: Clone, S>(Rc<SingleFlight<T, S>>);

impl<T: Clone, S> Drop for Cleanup<T, S> {
    fn drop(&mut self) {
        if let Ok(mut state) = self.0.0.try_borrow_mut() {
            state.forget();
        }
    }
}

impl<T: Clone + 'static, S: Clone> State<T, S> {
    fn find(&self, key: &str, ticket: u64) -> Option<(S, Shared<Run<T>>)> {
        self.runs
            .iter()
            .filter(|entry| entry.key == key)
            .find_map(|entry| {
                let run = match &entry.run {
                    Known::UnderWay(run) => run.upgrade()?,
                    Known::Ended { value, number } if ticket < *number => {
                        ready(value.clone()).boxed_local().shared()
                    }
                    Known::Ended { .. } => return None,
                };
                Some((entry.shared.clone(), run))
            })
    }
}

impl<T: Clone, S> State<T, S> {
    fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    fn end(&mut self, run: u64, value: &T) {
        let number = self.next_number();
        if let Some(entry) = self.runs.iter_mut().find(|entry| entry.number == run) {
            entry.run = Known::Ended {
                value: value.clone(),
                number,
            };
        }
        self.forget();
    }

    /// Forgets the runs that were dropped, and those that ended before every call that has not joined yet.
    fn forget(&mut self) {
        let first_ticket = self.tickets.first().copied();
        self.runs.retain(|entry| match &entry.run {
            Known::UnderWay(run) => run.upgrade().is_some(),
            Known::Ended { number, .. } => first_ticket.is_some_and(|ticket| ticket < *number),
        });
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cell::Cell,
        future::{pending, poll_fn},
        pin::{Pin, pin},
        rc::Rc,
        task::{Context, Poll, Waker},
    };

    use super::*;

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    /// A call that knows its key at once.
    fn join<T: Clone + 'static, F: Future<Output = T> + 'static>(
        flights: &Rc<SingleFlight<T, ()>>,
        key: &str,
        begin: impl FnOnce() -> F,
    ) -> Shared<Run<T>> {
        flights.ticket().join(key, || ((), begin())).1
    }

    #[test]
    fn a_call_that_began_before_a_run_ended_gets_its_result() {
        let flights = Rc::new(SingleFlight::default());
        let early = flights.ticket();
        let (_, one) = flights.ticket().join("a", || ("first", ready(1)));
        assert_eq!(poll(pin!(one)), Poll::Ready(1));
        let late = flights.ticket();
        let (shared, joined) = early.join("a", || ("second", ready(2)));
        assert_eq!((shared, poll(pin!(joined))), ("first", Poll::Ready(1)));
        let (shared, own) = late.join("a", || ("third", ready(3)));
        assert_eq!((shared, poll(pin!(own))), ("third", Poll::Ready(3)));
        assert!(flights.0.borrow().runs.is_empty());
    }

    #[test]
    fn callers_with_the_same_key_share_a_run_until_it_ends() {
        let (flights, begun, done) = (
            Rc::new(SingleFlight::default()),
            Rc::new(Cell::new(0)),
            Rc::new(Cell::new(false)),
        );
        let join = |key| {
            let (begun, done) = (begun.clone(), done.clone());
            join(&flights, key, move || {
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
        let (flights, dropped) = (
            Rc::<SingleFlight<(), ()>>::default(),
            Rc::new(Cell::new(false)),
        );
        let tell = Tell(dropped.clone());
        let one = join(&flights, "a", || async move {
            let _tell = tell;
            pending::<()>().await;
        });
        let two = join(&flights, "a", || ready(()));
        drop(one);
        assert!(!dropped.get());
        drop(two);
        assert!(dropped.get());
        assert!(flights.0.borrow().runs.is_empty());
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
        let flights = Rc::<SingleFlight<(), ()>>::default();
        let begin = || {
            poll_fn(move |context| {
                kept.set(Some(context.waker().clone()));
                Poll::Pending
            })
        };
        let mut one = Box::pin(join(&flights, "a", begin));
        let mut two = Box::pin(join(&flights, "a", pending));
        let polled = one.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
        assert!(poll(two.as_mut()).is_pending());
        drop(two);
        inner.take().unwrap().wake();
        assert_eq!(count.0.load(std::sync::atomic::Ordering::Relaxed), 1);
    }
}
