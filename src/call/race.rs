//! Two futures, of which the first to end counts.

use std::{future::poll_fn, pin::pin, task::Poll};

/// Resolves to what ends first and drops the other. Where both have ended, `first` counts.
pub async fn race<T>(first: impl Future<Output = T>, second: impl Future<Output = T>) -> T {
    let mut first = pin!(first);
    let mut second = pin!(second);
    poll_fn(|context| match first.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(value),
        Poll::Pending => second.as_mut().poll(context),
    })
    .await
}
