import { expect, expectKeysShown, expectListedAndCreated, test } from './fixtures.ts';
import { filesWithEnding, path } from './paths.ts';

/** Tests the builds of both package entries by a host's bundler, in a browser. */
export function testBuilds(host: string): void {
  testBuild(`${host}/dist`, { files: 1 });
  testBuild(`${host}/dist-inline`, { files: 0 });
}

/** Tests the build in a folder: the number of .wasm files is `files`, and its host page works. */
export function testBuild(folder: string, { files }: { files: number }): void {
  test.describe(folder, () => {
    const site = path(folder);
    test.use({ site });

    test(`emits .wasm files: ${files}; lists and creates keys`, async ({
      page,
      standIn,
      monitor,
    }) => {
      expect(filesWithEnding(site, '.wasm')).toHaveLength(files);
      await page.goto(standIn.origin);
      await expectKeysShown(page);
      await expectListedAndCreated(standIn);
      expect(monitor.requested('.wasm')).toHaveLength(files);
      monitor.check(standIn.origin);
    });
  });
}
