//! The host page of a history, as a rotation sees it.

use std::{cell::RefCell, rc::Rc};

use serde_json::Value as Json;

use super::world::World;
use crate::{
    backend::Key,
    call::rotating::Store,
    failure::{Failure, Fallible},
    value::Value as _,
};

/// The host page's `onSecret`.
pub struct Page {
    pub world: World,
    pub tab: usize,
    pub stores: bool,
    pub takes: f64,
    /// The last key that it was given.
    pub given: Rc<RefCell<Option<String>>>,
}

impl Store<Json> for Page {
    async fn store(&self, key: &Key<Json>) -> Fallible<(), Json> {
        self.given.replace(key.value().filled("id"));
        self.world.simulation.sleep(self.takes).await;
        if !self.stores {
            return Err(Failure::callback("onSecret", None));
        }
        self.world.deliver(self.tab, key);
        Ok(())
    }
}
