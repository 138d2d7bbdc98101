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
    pub(crate) user_api_keys: bool,
    pub(crate) organization_api_keys: bool,
    pub(crate) journal: Option<Journal>,
    pub(crate) faults: Faults,
    pub(crate) site: Option<Arc<Path>>,
}

/// The options of a stand-in.
#[derive(Clone, Debug)]
pub struct Options {
    /// The maximum number of keys of a subject, without revoked ones.
    pub quota: u32,
    /// Whether users can have API keys.
    pub user_api_keys: bool,
    /// Whether organizations can have API keys.
    pub organization_api_keys: bool,
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
            user_api_keys: true,
            organization_api_keys: true,
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
            user_api_keys: options.user_api_keys,
            organization_api_keys: options.organization_api_keys,
            journal: options.journal.map(Journal::new),
            faults: Faults::default(),
            site: options.site.map(Arc::from),
        }
    }

    /// The claims of the request's session token, if it has a valid one.
    pub(crate) fn caller(&self, headers: &HeaderMap) -> Option<Claims> {
        self.key.verify(token::bearer(headers)?)
    }

    /// Whether the instance has API keys for a subject of this kind.
    pub(crate) fn has_api_keys(&self, subject: &str) -> bool {
        if subject.starts_with("org_") {
            self.organization_api_keys
        } else {
            self.user_api_keys
        }
    }

    /// The key that signs session tokens.
    pub fn signing_key(&self) -> &SigningKey {
        &self.key
    }
}
