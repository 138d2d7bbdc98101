import { APIKeys } from 'apikeys-wasm';
import { show } from './show.js';

show(APIKeys);
