//! The WebAssembly boundary: what JavaScript sees. It translates and decides nothing.

pub mod apikeys;
mod error;
mod types;
