import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `apikeys-standin` listens while `vite` serves the page. */
const standIn = 'http://127.0.0.1:4173';

export default defineConfig({
  plugins: [react()],
  // The package is a link to the folder beside this one: what it imports is found from here.
  resolve: { preserveSymlinks: true },
  build: {
    // Most of it is Clerk's own client, which is one file.
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: { '/__clerk': standIn, '/__standin': standIn, '/api/v1': standIn },
    // The package under demonstration is a folder beside this one.
    fs: { allow: ['.', '../pkg'] },
  },
});
