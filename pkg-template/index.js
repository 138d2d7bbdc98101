// The package's entry. Its WebAssembly is a file beside it, which bundlers and browsers find by this address.

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

// Where the inline entry is there too, its bytes are taken.
wasm.find ??= () => new URL('./apikeys_wasm_bg.wasm', import.meta.url);
