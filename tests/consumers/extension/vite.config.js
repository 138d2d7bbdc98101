import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    rolldownOptions: {
      input: ['popup.html', 'background.js'],
      // The manifest refers to background.js.
      output: { entryFileNames: '[name].js' },
    },
  },
});
