//! Fault injection for development: latency, lost responses, 429 and others show how the package reacts.
//!
//! Faults apply only to the browser that has set them, and only to requests about API keys. They are kept in memory
//! only.

mod inject;
mod routes;
mod settings;

pub use self::{inject::inject, routes::routes, settings::Faults};
