import { copyFile } from 'node:fs/promises';
import { test as base } from '@playwright/test';
import { PageMonitor } from './page-monitor.ts';
import { freshDatabase, type Site, sites } from './paths.ts';
import { StandIn } from './standin/process.ts';
import { Session } from './standin/session.ts';

interface Fixtures {
  /** Whether the stand-in has a second origin over https, too. */
  https: boolean;
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
  https: [false, { option: true }],

  site: ['demo', { option: true }],
  quota: [undefined, { option: true }],

  standIn: async ({ https, quota, site }, use, testInfo) => {
    const database = testInfo.outputPath('keys.sqlite');
    await copyFile(freshDatabase, database);
    const standIn = await StandIn.start(database, sites[site], { https, quota });
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
      const monitor = new PageMonitor(page, standIn.origins);
      await use(monitor);
      monitor.check();
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
