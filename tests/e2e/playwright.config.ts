import { defineConfig } from '@playwright/test';
import type { HooksOptions } from './react/open.ts';

export default defineConfig<HooksOptions>({
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './setup.ts',
  fullyParallel: true,
  workers: 2,
  // Long enough for a busy machine. No test waits for the timeout.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // Two browsers share two cores there. The report lists a test that passes only the second time as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  projects: [
    { name: 'all' },
    { name: 'react-18', testMatch: 'react/*.spec.ts', use: { react: 'react-18' } },
  ],
  use: {
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // clerk-js considers an automated browser offline after a failed request.
        '--disable-blink-features=AutomationControlled',
        // Blocks requests to other machines. The tests detect such requests.
        '--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
  },
});
