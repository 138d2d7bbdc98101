import { defineConfig } from '@rsbuild/core';

export default defineConfig({
  source: { entry: { index: './inline.js' } },
  html: { template: './index.html' },
  output: { distPath: { root: 'dist-inline' } },
});
