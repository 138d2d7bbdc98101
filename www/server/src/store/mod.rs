//! The database: one SQLite file.
//!
//! Several processes may share it. Every change is one IMMEDIATE transaction, so that the data that a change depends on
//! cannot change before it is written. A commit is on the disk before the response is sent (`synchronous = FULL`).

mod api_keys;
mod browsers;
mod connection;
mod open;
mod project_keys;

pub use self::{
    api_keys::{ApiKey, CreateError, DescriptionChange, Listing, NewApiKey, Revocation, Update},
    browsers::{Browser, Session, Workspace},
    connection::{Store, StoreError},
    open::{Location, OpenError},
    project_keys::{NewProjectKey, ProjectKey},
};
