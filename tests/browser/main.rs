//! The module as a page uses it, in a browser whose `fetch` follows a script.
#![cfg(target_arch = "wasm32")]

mod abort;
mod answers;
mod callbacks;
mod clerk;
mod concurrency;
mod creating;
mod iterating;
mod lost;
mod memory;
mod naive;
mod network;
mod options;
mod params;
mod project;
mod refusals;
mod reload;
mod requests;
mod resource;
mod rotating;
mod support;
mod timing;
mod tokens;
mod traps;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
