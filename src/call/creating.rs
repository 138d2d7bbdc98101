//! `create()`: callers that ask for the same key share one creation. `recreate()`, where its response was lost.

use std::{cell::OnceCell, pin::pin, rc::Rc};

use futures_util::future::{Either, LocalBoxFuture, Shared, select};

use super::{
    Call, Host, Owner, Progress,
    single_flight::{SingleFlight, Ticket},
};
use crate::{
    backend::{
        Exchange as _, Key,
        creation::{Creation, Draft, Naming},
    },
    failure::{Failure, Fallible},
    value::Value,
};

/// What a creation gives to each of its callers.
pub type Outcome<V> = Fallible<Key<V>, V>;

/// The creations of one object that are under way.
pub type Creations<V> = SingleFlight<Outcome<V>, Rc<SharedCreation<V>>>;

/// A call of `create()` that has begun.
pub type CreationTicket<V> = Ticket<Outcome<V>, Rc<SharedCreation<V>>>;

/// A creation, and what its error needs to create the key again.
pub struct SharedCreation<V: Value> {
    pub creation: Creation<V>,
    owner: Owner,
    progress: Rc<Progress>,
    recreations: Rc<SingleFlight<Outcome<V>, Rc<Progress>>>,
    /// The key, once it is created.
    created: OnceCell<Key<V>>,
}

impl<V: Value> SharedCreation<V> {
    pub fn new<H: Host<Value = V>>(creation: Creation<V>, call: &Call<H>) -> Rc<Self> {
        Rc::new(Self {
            creation,
            owner: call.owner(),
            progress: call.progress(),
            recreations: Rc::default(),
            created: OnceCell::new(),
        })
    }

    /// The owner of the call that continues it.
    pub fn owner(&self) -> Owner {
        self.owner.clone()
    }

    pub fn created(&self) -> Option<Key<V>> {
        self.created.get().cloned()
    }

    /// The key is created. What was created first stays.
    pub fn keep(&self, key: Key<V>) -> Key<V> {
        self.created.get_or_init(|| key).clone()
    }

    async fn create<H: Host<Value = V>>(self: Rc<Self>, mut call: Call<H>) -> Outcome<V> {
        let key = self.creation.create(&mut call, Naming::AsGiven).await?;
        Ok(self.keep(key))
    }

    /// Revokes what the lost creates may have created, and creates the key again. Callers share one run, and a key that
    /// exists is not created again.
    pub async fn recreate<H: Host<Value = V> + Clone + 'static>(
        self: Rc<Self>,
        call: Call<H>,
    ) -> Outcome<V> {
        let (host, progress, timeout_ms) =
            (call.host().clone(), call.progress(), call.timeout_ms());
        let begin = || {
            let abandoned = Abandoned {
                shared: self.clone(),
                host: host.clone(),
                progress: progress.clone(),
            };
            (progress, self.clone().run_again(call, abandoned))
        };
        let (progress, run) = self.recreations.ticket().join("", begin);
        self.end_for_caller(&host, &progress, run, timeout_ms).await
    }

    async fn run_again<H: Host<Value = V>>(
        self: Rc<Self>,
        mut call: Call<H>,
        _abandoned: Abandoned<H>,
    ) -> Outcome<V> {
        // Another caller of the same creation may still wait for its response.
        self.creation.responses(&call).await;
        if let Some(key) = self.created() {
            return Ok(key);
        }
        let key = self.creation.create(&mut call, Naming::Numbered).await?;
        Ok(self.keep(key))
    }

    /// The end of a run for one of its callers, whose time may be shorter than the others'.
    async fn end_for_caller<H: Host<Value = V>>(
        &self,
        host: &H,
        progress: &Progress,
        run: Shared<impl Future<Output = Outcome<V>>>,
        timeout_ms: u32,
    ) -> Outcome<V> {
        let timeout = progress.timeout_of_caller(host, timeout_ms);
        match select(run, pin!(timeout)).await {
            Either::Left((end, _)) => end,
            Either::Right((failure, _)) => Err(self.lost_for_caller(host, progress, failure)),
        }
    }

    /// The failure of a caller whose time is over: the response of a create under way is lost for it.
    pub fn lost_for_caller<H: Host<Value = V>>(
        &self,
        host: &H,
        progress: &Progress,
        timeout: Box<Failure<V>>,
    ) -> Box<Failure<V>> {
        if self.creation.lose(&progress.sent(), host.moment()) {
            return Failure::OutcomeUnknown { cause: timeout }.into();
        }
        timeout
    }
}

/// When a run is dropped because every caller aborted: the response of a create under way is lost.
struct Abandoned<H: Host> {
    shared: Rc<SharedCreation<H::Value>>,
    host: H,
    progress: Rc<Progress>,
}

impl<H: Host> Drop for Abandoned<H> {
    fn drop(&mut self) {
        let now = self.host.moment();
        self.shared.creation.abandon(&self.progress.sent(), now);
    }
}

/// A caller of a creation.
pub struct Joined<H: Host> {
    pub shared: Rc<SharedCreation<H::Value>>,
    run: Shared<LocalBoxFuture<'static, Outcome<H::Value>>>,
    host: H,
    timeout_ms: u32,
}

/// Creates the key of a draft, or joins the creation of the same key by the same user that is under way.
pub async fn join<H: Host + Clone + 'static>(
    mut call: Call<H>,
    ticket: CreationTicket<H::Value>,
    draft: Box<dyn Draft<H::Value>>,
) -> Fallible<Joined<H>, H::Value> {
    let user = call.user().await?;
    let creation = Creation::new(draft, user);
    let identity = format!("{}\n{}", call.identity(), creation.identity()?);
    let (host, timeout_ms) = (call.host().clone(), call.timeout_ms());
    let begin = || {
        let shared = SharedCreation::new(creation, &call);
        (shared.clone(), shared.create(call))
    };
    let (shared, run) = ticket.join(&identity, begin);
    Ok(Joined {
        shared,
        run,
        host,
        timeout_ms,
    })
}

impl<H: Host> Joined<H> {
    /// The key, when it is created.
    pub async fn key(&self) -> Outcome<H::Value> {
        let Self {
            shared,
            run,
            host,
            timeout_ms,
        } = self;
        let progress = &shared.progress;
        shared
            .end_for_caller(host, progress, run.clone(), *timeout_ms)
            .await
    }
}
