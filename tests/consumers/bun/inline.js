import { APIKeys } from 'apikeys-wasm/inline';
import { show } from './show.js';

show(APIKeys);
