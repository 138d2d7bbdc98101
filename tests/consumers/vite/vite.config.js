import { defineConfig } from 'vite';

export default defineConfig({
  server: {
    proxy: { '/__clerk': process.env.STAND_IN },
  },
});
