//! What every route shares.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::http::HeaderMap;

use crate::{
    faults::Faults,
    journal::Journal,
    store::Store,
    token::{self, Claims, SigningKey},
};

/// The stand-in: its database, its key and its settings. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) key: Arc<SigningKey>,
    pub(crate) quota: u32,
    pub(crate) journal: Option<Journal>,
    pub(crate) faults: Faults,
    pub(crate) site: Option<Arc<Path>>,
}

/// What can be chosen about a stand-in.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many keys that are not revoked a subject may have.
    pub quota: u32,
    /// How many requests about API keys to keep for tests to read. `None` keeps nothing and serves no journal.
    pub journal: Option<usize>,
    /// The folder of a built page to serve.
    pub site: Option<PathBuf>,
}

impl Options {
    /// The quota where none is chosen: more than anybody makes by hand.
    pub const DEFAULT_QUOTA: u32 = 10_000;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            quota: Self::DEFAULT_QUOTA,
            journal: None,
            site: None,
        }
    }
}

impl App {
    /// A stand-in over this database, signing with the key that was in it.
    pub fn new(store: Store, key: SigningKey, options: Options) -> Self {
        Self {
            store,
            key: Arc::new(key),
            quota: options.quota,
            journal: options.journal.map(Journal::new),
            faults: Faults::default(),
            site: options.site.map(Arc::from),
        }
    }

    /// What the session token of a request says, where there is one and it is good.
    pub(crate) fn caller(&self, headers: &HeaderMap) -> Option<Claims> {
        self.key.verify(token::bearer(headers)?)
    }

    /// The key that signs session tokens.
    pub fn signing_key(&self) -> &SigningKey {
        &self.key
    }
}
