import { copyFile } from 'node:fs/promises';
import { test as base } from '@playwright/test';
import { freshDatabase, type Site, sites } from './places.ts';
import { StandIn } from './standin/process.ts';
import { Session } from './standin/session.ts';
import { Watch } from './watch.ts';

interface Fixtures {
  /** Which folder the stand-in serves. */
  site: Site;
  /** A server of the test's own, without a key. */
  standIn: StandIn;
  /** Ada's session beside the browser's. */
  session: Session;
}

/** For tests without a browser. */
export const serverTest = base.extend<Fixtures>({
  site: ['page', { option: true }],

  standIn: async ({ site }, use, testInfo) => {
    const database = testInfo.outputPath('keys.sqlite');
    await copyFile(freshDatabase, database);
    const standIn = await StandIn.start(database, sites[site]);
    await use(standIn);
    await standIn.stop();
  },

  session: async ({ standIn }, use) => use(await Session.begin(standIn.origin)),
});

/** For tests of a page, which is watched in each of them. */
export const test = serverTest.extend<{ watch: Watch }>({
  baseURL: async ({ standIn }, use) => use(standIn.origin),

  watch: [
    async ({ page, standIn }, use) => {
      const watch = new Watch(page, standIn.origin);
      await use(watch);
      watch.check();
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
