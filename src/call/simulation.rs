//! A simulated world: virtual time, tabs of host pages, a server with books. Whole histories are played in milliseconds.

pub mod server;
pub mod tab;

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use futures_util::future::{FutureExt as _, LocalBoxFuture};

/// Virtual time in milliseconds, and the tasks that wait for it.
#[derive(Clone, Default)]
pub struct Simulation(Rc<State>);

#[derive(Default)]
struct State {
    now: Cell<f64>,
    timers: RefCell<Vec<(f64, Waker)>>,
    tasks: RefCell<Vec<Task>>,
    spawned: RefCell<Vec<LocalBoxFuture<'static, ()>>>,
}

struct Task {
    future: LocalBoxFuture<'static, ()>,
    woken: Arc<Woken>,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Simulation {
    pub fn now(&self) -> f64 {
        self.0.now.get()
    }

    pub fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.0.spawned.borrow_mut().push(future.boxed_local());
    }

    pub async fn sleep(&self, milliseconds: f64) {
        let until = self.now() + milliseconds.max(0.0);
        poll_fn(|context| {
            if self.now() >= until {
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            self.0.timers.borrow_mut().push((until, waker));
            Poll::Pending
        })
        .await;
    }

    /// Plays until nothing happens any more. Returns how many tasks never ended.
    pub fn play(&self) -> usize {
        loop {
            while self.poll_woken() {}
            if !self.advance() {
                return self.0.tasks.borrow().len();
            }
        }
    }

    fn poll_woken(&self) -> bool {
        let mut tasks = self.0.tasks.take();
        tasks.extend(self.0.spawned.take().into_iter().map(|future| Task {
            future,
            woken: Arc::new(Woken(true.into())),
        }));
        let mut is_polled = false;
        tasks.retain_mut(|task| {
            if !task.woken.0.swap(false, Ordering::Relaxed) {
                return true;
            }
            is_polled = true;
            let waker = Waker::from(task.woken.clone());
            task.future
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        });
        self.0.tasks.replace(tasks);
        is_polled || !self.0.spawned.borrow().is_empty()
    }

    /// Goes on to the next timer.
    fn advance(&self) -> bool {
        let mut timers = self.0.timers.borrow_mut();
        let Some(next) = timers
            .iter()
            .map(|(until, _)| *until)
            .min_by(f64::total_cmp)
        else {
            return false;
        };
        self.0.now.set(next.max(self.now()));
        timers.retain(|(until, waker)| {
            if *until > next {
                return true;
            }
            waker.wake_by_ref();
            false
        });
        true
    }
}
