import { expect, expectKeysShown, expectListedAndCreated, test } from './fixtures.ts';
import { filesThatEnd, path } from './places.ts';

/** Tests what the bundler of a host made of both entries, in a browser. */
export function testBuilds(host: string): void {
  testBuild(`${host}/dist`, { files: 1 });
  testBuild(`${host}/dist-inline`, { files: 0 });
}

/** Tests a folder that a bundler made: so many files with WebAssembly are in it, and its page works. */
export function testBuild(folder: string, { files }: { files: number }): void {
  test.describe(folder, () => {
    const site = path(folder);
    test.use({ site });

    test(`emits .wasm files: ${files}; lists and creates keys`, async ({ page, standIn, seen }) => {
      expect(filesThatEnd(site, '.wasm')).toHaveLength(files);
      await page.goto(standIn.origin);
      await expectKeysShown(page);
      await expectListedAndCreated(standIn);
      expect(seen.requested('.wasm')).toHaveLength(files);
      seen.check(standIn.origin);
    });
  });
}
