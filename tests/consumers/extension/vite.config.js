import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    rolldownOptions: {
      input: ['popup.html', 'background.js'],
      // The manifest names it.
      output: { entryFileNames: '[name].js' },
    },
  },
});
