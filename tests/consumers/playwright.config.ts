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
  // Two browsers share two cores there. The report lists a test that passes only the second time as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: { launchOptions: chromium },
});
