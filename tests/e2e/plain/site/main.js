import * as apikeys from './apikeys-wasm/index.js';

globalThis.apikeys = apikeys;
