//! Waits without a state of their own: an `async fn` around each would be as much code as what it waits for.

use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

/// Something that is waited for, and has a place already.
pub trait Wait<T>: Future<Output = T> + Unpin {}

impl<T, W: Future<Output = T> + Unpin> Wait<T> for W {}

/// Resolves to what ends first. Where both have ended, `first` counts.
pub fn race<T>(mut first: impl Wait<T>, mut second: impl Wait<T>) -> impl Wait<T> {
    poll_fn(move |context| match poll(&mut first, context) {
        Poll::Ready(value) => Poll::Ready(value),
        Poll::Pending => poll(&mut second, context),
    })
}

/// Resolves to what is made of the end.
pub fn map<T, U>(mut wait: impl Wait<T>, mut make: impl FnMut(T) -> U + Unpin) -> impl Wait<U> {
    poll_fn(move |context| poll(&mut wait, context).map(&mut make))
}

fn poll<T>(wait: &mut impl Wait<T>, context: &mut Context) -> Poll<T> {
    Pin::new(wait).poll(context)
}

#[cfg(test)]
mod tests {
    use std::{
        future::{pending, ready},
        task::Waker,
    };

    use super::*;

    fn end<T>(mut wait: impl Wait<T>) -> Poll<T> {
        poll(&mut wait, &mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn the_first_to_end_counts() {
        let never = pending::<&str>;
        assert_eq!(end(race(ready("a"), never())), Poll::Ready("a"));
        assert_eq!(end(race(never(), ready("b"))), Poll::Ready("b"));
        assert_eq!(end(race(ready("a"), ready("b"))), Poll::Ready("a"));
        assert_eq!(end(race(never(), never())), Poll::Pending);
    }

    #[test]
    fn an_end_is_made_something_of_once_it_is_there() {
        let double = |number: i32| 2 * number;
        assert_eq!(end(map(ready(21), double)), Poll::Ready(42));
        assert_eq!(end(map(pending(), double)), Poll::Pending);
    }
}
