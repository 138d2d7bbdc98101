import { expect, expectKeysShown, expectListedAndCreated, test } from './fixtures.ts';
import { filesWithEnding, path } from './paths.ts';
import { Server } from './server.ts';

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

interface DevelopmentServer {
  /** Its name in the test. */
  name: string;
  /** One of the host's dependencies, or an absolute path. */
  program: string;
  args: string[];
}

/** Tests a host's development server, one with the options of Vite, in a browser. */
export function testDevelopmentServer(
  host: string,
  { name, program, args }: DevelopmentServer,
): void {
  test(`the development server of ${name} lists and creates keys`, async ({
    page,
    standIn,
    monitor,
  }) => {
    const options = ['--host', '127.0.0.1', '--port', '0', '--force'];
    const env = { STAND_IN: standIn.origin };
    const server = await Server.start(host, program, [...args, ...options], env);
    try {
      await page.goto(server.origin);
      await expectKeysShown(page);
      await expectListedAndCreated(standIn);
      expect(monitor.requested('.wasm')).toHaveLength(1);
      monitor.check(server.origin);
    } finally {
      await server.stop();
    }
  });
}
