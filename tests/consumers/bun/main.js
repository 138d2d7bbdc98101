import { APIKeys, load } from 'apikeys-wasm';
import wasm from 'apikeys-wasm/apikeys_wasm_bg.wasm';
import { show } from './show.js';

load(new URL(wasm, import.meta.url));
show(APIKeys);
