//! apikeys-wasm
