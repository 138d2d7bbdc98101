import { dirname } from 'node:path';

/** @type {import('next').NextConfig} */
export default {
  output: 'export',
  turbopack: {
    root: dirname(import.meta.dirname),
    resolveAlias: { 'apikeys-wasm': 'apikeys-wasm/inline' },
  },
};
