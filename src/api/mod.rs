//! The WebAssembly boundary: the exported classes, their options, and the errors. It translates and decides nothing.

mod apikeys;
mod client;
mod create;
mod error;
mod iterate;
mod options;
mod project;
mod resources;
mod rotate;

pub use apikeys::APIKeys;
pub use project::ProjectAPIKeys;
