// @ts-expect-error The setup copies the package into this folder.
import * as apikeys from './apikeys-wasm/index.js';

globalThis.apikeys = apikeys;
