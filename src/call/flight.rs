//! Work that several callers wait for: who asks for the same while it is under way waits along.

use std::{
    cell::{OnceCell, RefCell},
    future::poll_fn,
    pin::Pin,
    rc::{Rc, Weak},
    task::{Context, Poll, Waker},
};

/// The work under way, by what it is for.
pub struct Flights<T>(RefCell<Vec<Known<T>>>);

type Known<T> = (Box<str>, Weak<Flight<T>>);

/// One piece of work. It is dropped with the last of those who wait for it.
struct Flight<T> {
    work: RefCell<Option<Pin<Box<dyn Future<Output = T>>>>>,
    result: OnceCell<T>,
    waiting: RefCell<Vec<Waker>>,
}

/// Someone who waits.
struct Passenger<T>(Rc<Flight<T>>);

impl<T> Default for Flights<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone + 'static> Flights<T> {
    /// Waits for the work of this purpose: what is under way, else what `begin` gives.
    pub fn join<F: Future<Output = T> + 'static, B: FnOnce() -> F>(
        &self,
        purpose: &str,
        begin: B,
    ) -> impl Future<Output = T> + use<T, F, B> {
        let passenger = Passenger(self.under_way(purpose).unwrap_or_else(|| {
            let flight = Rc::new(Flight {
                work: RefCell::new(Some(Box::pin(begin()))),
                result: OnceCell::new(),
                waiting: RefCell::default(),
            });
            let entry = (purpose.into(), Rc::downgrade(&flight));
            self.0.borrow_mut().push(entry);
            flight
        }));
        poll_fn(move |context| passenger.0.poll(context))
    }

    fn under_way(&self, purpose: &str) -> Option<Rc<Flight<T>>> {
        let mut flights = self.0.borrow_mut();
        flights.retain(|(_, flight)| {
            flight
                .upgrade()
                .is_some_and(|flight| flight.result.get().is_none())
        });
        let (_, flight) = flights.iter().find(|(known, _)| **known == *purpose)?;
        flight.upgrade()
    }
}

impl<T: Clone> Flight<T> {
    fn poll(&self, context: &mut Context) -> Poll<T> {
        if self.result.get().is_none() {
            self.advance(context);
        }
        if let Some(result) = self.result.get() {
            return Poll::Ready(result.clone());
        }
        self.waiting.borrow_mut().push(context.waker().clone());
        Poll::Pending
    }

    fn advance(&self, context: &mut Context) {
        // Whoever comes while the work is being polled waits for the next time.
        let Ok(mut work) = self.work.try_borrow_mut() else {
            return;
        };
        let Some(Poll::Ready(result)) = work.as_mut().map(|work| work.as_mut().poll(context))
        else {
            return;
        };
        *work = None;
        let _ = self.result.set(result);
        self.wake_all();
    }
}

impl<T> Flight<T> {
    fn wake_all(&self) {
        for waker in self.waiting.take() {
            waker.wake();
        }
    }
}

/// The work wakes whoever polled it last: where they have gone, another must poll it.
impl<T> Drop for Passenger<T> {
    fn drop(&mut self) {
        self.0.wake_all();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cell::Cell,
        future::{pending, ready},
        pin::pin,
        task::Waker,
    };

    use super::*;

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn the_same_purpose_shares_its_work_until_it_is_done() {
        let (flights, begun, done) = (
            Flights::default(),
            Rc::new(Cell::new(0)),
            Rc::new(Cell::new(false)),
        );
        let join = |purpose| {
            let (begun, done) = (begun.clone(), done.clone());
            flights.join(purpose, move || {
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
    fn the_work_goes_with_the_last_of_its_passengers() {
        struct Tell(Rc<Cell<bool>>);
        impl Drop for Tell {
            fn drop(&mut self) {
                self.0.set(true);
            }
        }
        let (flights, dropped) = (Flights::<()>::default(), Rc::new(Cell::new(false)));
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
    fn whoever_is_left_is_woken_when_another_goes() {
        struct Count(std::sync::atomic::AtomicU32);
        impl std::task::Wake for Count {
            fn wake(self: std::sync::Arc<Self>) {
                self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
        let count = std::sync::Arc::new(Count(0.into()));
        let waker = Waker::from(count.clone());
        let flights = Flights::<()>::default();
        let mut one = Box::pin(flights.join("a", pending));
        let mut two = Box::pin(flights.join("a", pending));
        assert!(
            one.as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
        assert!(poll(two.as_mut()).is_pending());
        drop(two);
        assert_eq!(count.0.load(std::sync::atomic::Ordering::Relaxed), 1);
    }
}
