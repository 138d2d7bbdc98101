//! `rotate()`: callers that ask for the rotation of the same key share it. An abort does not drop it while the new key could be
//! lost by that.

use std::{
    cell::{Cell, OnceCell, RefCell},
    pin::pin,
    rc::Rc,
};

use futures_util::future::{Either, FutureExt as _, LocalBoxFuture, Shared, select};

use super::{
    Call, Host, Progress,
    callers::Callers,
    creating::{Outcome, SharedCreation},
    single_flight::{SingleFlight, Ticket},
    until_aborted,
};
use crate::{
    backend::{
        Exchange as _, Key,
        clerk::{Draft, Recipient, Rotation},
        creation::Creation,
    },
    failure::{Failure, Fallible},
};

/// The rotations of one object that are under way.
pub type Rotations<H, S> = SingleFlight<Outcome<<H as Host>::Value>, Rc<Run<H, S>>>;

/// A call of `rotate()` that has begun.
pub type RotationTicket<H, S> = Ticket<Outcome<<H as Host>::Value>, Rc<Run<H, S>>>;

/// Stores the new key of a rotation.
pub trait Store<V> {
    async fn store(&self, key: &Key<V>) -> Fallible<(), V>;
}

/// A rotation, and what its error needs to finish it.
pub struct SharedRotation<H: Host, S> {
    rotation: Rotation,
    store: S,
    /// The creation of the new key, once the old one was read.
    creation: OnceCell<Rc<SharedCreation<H::Value>>>,
    /// The end of the last run.
    last: RefCell<Option<End<H>>>,
    /// The runs of `recreate()`.
    recreations: Rc<Rotations<H, S>>,
}

type End<H> = Shared<LocalBoxFuture<'static, Outcome<<H as Host>::Value>>>;

/// One run of a rotation, and who waits for it.
pub struct Run<H: Host, S> {
    pub rotation: Rc<SharedRotation<H, S>>,
    /// The end of the run before.
    before: Option<End<H>>,
    callers: Rc<Callers<Box<Failure<H::Value>>>>,
    progress: Rc<Progress>,
    /// Whether the new key is being stored, or is stored.
    has_key: Cell<bool>,
}

impl<H: Host + Clone + 'static, S: Store<H::Value> + 'static> SharedRotation<H, S> {
    pub fn new(rotation: Rotation, store: S) -> Rc<Self> {
        Rc::new(Self {
            rotation,
            store,
            creation: OnceCell::new(),
            last: RefCell::default(),
            recreations: Rc::default(),
        })
    }

    /// The creation of the new key, once the old one was read.
    pub fn creation(&self) -> Option<&Rc<SharedCreation<H::Value>>> {
        self.creation.get()
    }

    /// Rotates the key, or joins the rotation of the same key by the same user that is under way: then with that one's
    /// `store`. Gives the run, too.
    pub async fn rotate(
        self: Rc<Self>,
        mut call: Call<H>,
        ticket: RotationTicket<H, S>,
    ) -> Fallible<(Rc<Run<H, S>>, Outcome<H::Value>), H::Value> {
        let host = call.host().clone();
        until_aborted(host.aborted(), call.user()).await?;
        let identity = format!("{}\n{}", call.identity(), self.rotation.identity());
        let ticket = after_abandoned_runs(&host, ticket, &identity).await?;
        Ok(self.join(call, ticket, &identity).await)
    }

    /// Finishes a rotation whose create was lost.
    pub async fn recreate(self: Rc<Self>, call: Call<H>) -> Outcome<H::Value> {
        let ticket = self.recreations.ticket();
        let ticket = after_abandoned_runs(call.host(), ticket, "").await?;
        self.join(call, ticket, "").await.1
    }

    async fn join(
        self: Rc<Self>,
        call: Call<H>,
        ticket: RotationTicket<H, S>,
        identity: &str,
    ) -> (Rc<Run<H, S>>, Outcome<H::Value>) {
        let (host, timeout_ms) = (call.host().clone(), call.timeout_ms());
        let before = self.last.borrow().clone();
        let begin = || {
            let run = Rc::new(Run {
                before,
                rotation: self,
                callers: Rc::default(),
                progress: call.progress(),
                has_key: Cell::new(false),
            });
            (run.clone(), run.replace(call))
        };
        let (run, end) = ticket.join(identity, begin);
        run.rotation.last.replace(Some(end.clone()));
        // It ends by itself, not with its last caller.
        host.spawn(end.clone().map(drop).boxed_local());
        let leaves = run.caller_leaves(&host, timeout_ms);
        let end = run.callers.clone().wait(leaves, end).await;
        (run, end.unwrap_or_else(Err))
    }
}

/// Waits for the end of a run that all its callers have left: it revokes its new key, and nobody may join it.
async fn after_abandoned_runs<H: Host + 'static, S: 'static>(
    host: &H,
    mut ticket: RotationTicket<H, S>,
    identity: &str,
) -> Fallible<RotationTicket<H, S>, H::Value> {
    while let Some((run, end)) = ticket.find(identity)
        && run.callers.have_left()
    {
        until_aborted(host.aborted(), end.map(|_| Ok(()))).await?;
        ticket = ticket.renew();
    }
    Ok(ticket)
}

impl<H: Host + Clone + 'static, S: Store<H::Value> + 'static> Run<H, S> {
    async fn replace(self: Rc<Self>, mut call: Call<H>) -> Outcome<H::Value> {
        let rotation = &self.rotation;
        let creation = {
            let begin = pin!(self.begin(&mut call));
            match select(pin!(self.callers.left()), begin).await {
                Either::Left((reason, _)) => return Err(reason),
                Either::Right((creation, _)) => creation?,
            }
        };
        if let Some(key) = creation.created() {
            return Ok(key);
        }
        let key = rotation
            .rotation
            .replace(&mut call, &creation.creation, &*self)
            .await?;
        Ok(creation.keep(key))
    }

    /// Reads the old key. A second run of a rotation has it, and waits for the one before: its other callers may still wait
    /// for that, and a key that it stored is the rotation's.
    async fn begin(&self, call: &mut Call<H>) -> Fallible<Rc<SharedCreation<H::Value>>, H::Value> {
        if let (Some(creation), Some(before)) = (self.rotation.creation(), &self.before) {
            return match before.clone().await {
                Err(failure) if matches!(*failure, Failure::RotationHalfDone { .. }) => {
                    Err(failure)
                }
                _ => Ok(creation.clone()),
            };
        }
        let rotation = &self.rotation.rotation;
        let mut params = rotation.successor(call).await?;
        let subject = params.subject.take().unwrap_or_default();
        let user = call.user().await?;
        // Without a user nothing that was lost can be found.
        let lost = match &user {
            Some(user) => call.ledger().lost_by_rotation(user, &rotation.id.0),
            None => Rc::default(),
        };
        let creation = Creation::after(Draft::new(params, subject), user, lost);
        let creation = SharedCreation::new(creation, call);
        Ok(self.rotation.creation.get_or_init(|| creation).clone())
    }

    /// Resolves to the failure of a caller that aborts, or whose time is over before there is a key.
    async fn caller_leaves(&self, host: &H, timeout_ms: u32) -> Box<Failure<H::Value>> {
        let timeout = async {
            let timeout = self.progress.timeout_of_caller(host, timeout_ms).await;
            if self.has_key.get() {
                // From here on the rotation goes on to its end.
                return std::future::pending().await;
            }
            match self.rotation.creation() {
                Some(creation) => creation.lost_for_caller(host, &self.progress, timeout),
                None => timeout,
            }
        };
        match select(pin!(host.aborted()), pin!(timeout)).await {
            Either::Left((reason, _)) => Failure::Aborted(reason).into(),
            Either::Right((failure, _)) => failure,
        }
    }
}

impl<H: Host, S: Store<H::Value>> Recipient<H::Value> for Run<H, S> {
    async fn store(&self, key: &Key<H::Value>) -> Fallible<(), H::Value> {
        self.has_key.set(true);
        self.rotation.store.store(key).await
    }

    async fn left(&self) -> Box<Failure<H::Value>> {
        self.callers.left().await
    }
}
