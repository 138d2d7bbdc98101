// The package's entry for hosts that serve no extra file: its WebAssembly is within its JavaScript.

import base64 from './apikeys_wasm_inline.js';
import { wasm } from './load.js';

export {
  APIKeys,
  APIKeysError,
  APIKeysResponseError,
  CreateOutcomeUnknownError,
  load,
  ProjectAPIKeys,
  version,
} from './facade.js';

wasm.find = () => Uint8Array.from(atob(base64), character => character.charCodeAt(0));
