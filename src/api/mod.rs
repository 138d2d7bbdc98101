//! The WebAssembly boundary: what JavaScript sees. It translates and decides nothing.

mod apikeys;
mod calls;
mod creating;
mod error;
mod iterating;
pub mod keys;
mod project;
mod resources;
mod rotating;
mod types;
