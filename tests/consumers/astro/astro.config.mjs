import { defineConfig } from 'astro/config';

export default defineConfig({
  vite: { server: { proxy: { '/__clerk': process.env.STAND_IN } } },
});
