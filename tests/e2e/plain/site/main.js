// @ts-expect-error The package is copied beside this file before it is served.
import * as apikeys from './apikeys-wasm/index.js';

globalThis.apikeys = apikeys;
