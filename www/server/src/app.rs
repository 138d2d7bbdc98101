//! The state that all routes share.

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

/// The state of the stand-in: its database, signing key and options. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) key: Arc<SigningKey>,
    pub(crate) quota: u32,
    pub(crate) journal: Option<Journal>,
    pub(crate) faults: Faults,
    pub(crate) site: Option<Arc<Path>>,
}

/// The options of a stand-in.
#[derive(Clone, Debug)]
pub struct Options {
    /// The maximum number of keys of a subject, without revoked ones.
    pub quota: u32,
    /// The number of requests about API keys that the journal keeps for tests. `None` turns the journal off.
    pub journal: Option<usize>,
    /// The folder of a built site to serve.
    pub site: Option<PathBuf>,
}

impl Options {
    /// The default quota: more keys than anybody creates by hand.
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
    /// A stand-in with this database and the signing key from it.
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

    /// The claims of the request's session token, if it has a valid one.
    pub(crate) fn caller(&self, headers: &HeaderMap) -> Option<Claims> {
        self.key.verify(token::bearer(headers)?)
    }

    /// The key that signs session tokens.
    pub fn signing_key(&self) -> &SigningKey {
        &self.key
    }
}
