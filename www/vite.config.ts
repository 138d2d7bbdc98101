import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The address of `apikeys-standin` while Vite serves the demo page. */
const standIn = 'http://127.0.0.1:4173';

export default defineConfig({
  plugins: [react()],
  // The package is a symbolic link to ../pkg. This resolves its imports from www/node_modules.
  resolve: { preserveSymlinks: true },
  build: {
    // Most of the bundle is clerk-js, which is one file.
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: { '/__clerk': standIn, '/__standin': standIn, '/api/v1': standIn },
    // The package is outside of www/.
    fs: { allow: ['.', '../pkg'] },
  },
});
