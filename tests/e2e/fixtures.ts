import { copyFile } from 'node:fs/promises';
import { test as base } from '@playwright/test';
import { PageMonitor } from './page-monitor.ts';
import { freshDatabase, type Site, sites } from './paths.ts';
import { StandIn } from './standin/process.ts';
import { Session } from './standin/session.ts';

interface Fixtures {
  /** The site that the stand-in serves. */
  site: Site;
  /** The maximum number of keys of a subject. Default: the stand-in's own. */
  quota: number | undefined;
  /** The test's own stand-in, without API keys. */
  standIn: StandIn;
  /** A second session of Ada, outside of the browser. */
  session: Session;
}

/** For tests without a browser. */
export const serverTest = base.extend<Fixtures>({
  site: ['demo', { option: true }],
  quota: [undefined, { option: true }],

  standIn: async ({ site, quota }, use, testInfo) => {
    const database = testInfo.outputPath('keys.sqlite');
    await copyFile(freshDatabase, database);
    const standIn = await StandIn.start(database, sites[site], quota);
    await use(standIn);
    await standIn.stop();
  },

  session: async ({ standIn }, use) => use(await Session.begin(standIn.origin)),
});

/** For tests in a browser. A monitor checks the host page in every test. */
export const test = serverTest.extend<{ monitor: PageMonitor }>({
  baseURL: async ({ standIn }, use) => use(standIn.origin),

  monitor: [
    async ({ page, standIn }, use) => {
      const monitor = new PageMonitor(page, standIn.origin);
      await use(monitor);
      monitor.check();
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
