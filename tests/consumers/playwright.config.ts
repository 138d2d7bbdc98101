import { defineConfig } from '@playwright/test';
import { chromium } from './browser.ts';

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  globalSetup: './setup.ts',
  fullyParallel: true,
  workers: 2,
  // Long enough for compilers on a busy machine. No test waits for the timeout.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: { launchOptions: chromium },
});
