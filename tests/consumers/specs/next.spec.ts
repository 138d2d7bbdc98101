import { testBuild } from '../bundle-tests.ts';
import { expect, expectKeysShown, expectListedAndCreated, test } from '../fixtures.ts';
import { filesWithEnding, path } from '../paths.ts';
import { Server } from '../server.ts';

testBuild('next/inline/out', { files: 0 });

const folders = { Turbopack: '.next', webpack: '.next-webpack' };

for (const [bundler, folder] of Object.entries(folders)) {
  test(`next with ${bundler} emits one .wasm file, renders on the server without a request, and lists and creates keys`, async ({
    page,
    standIn,
    monitor,
  }) => {
    expect(filesWithEnding(path(`next/${folder}/static`), '.wasm')).toHaveLength(1);
    const args = ['start', '--hostname', '127.0.0.1', '--port', '0'];
    const env = { STAND_IN: standIn.origin, DIST: folder };
    const next = await Server.start('next', 'next', args, env);
    try {
      const rendered = await (await fetch(next.origin)).text();
      expect(rendered).toContain('<h1>API keys</h1><ul id="keys"></ul>');
      expect(await standIn.journal.read()).toEqual([]);

      await page.goto(next.origin);
      await expectKeysShown(page);
      await expectListedAndCreated(standIn);
      expect(monitor.requested('.wasm')).toHaveLength(1);

      const manager = await (await fetch(`${next.origin}/manager`)).text();
      expect(manager).toContain('Loading keys…');
      await page.goto(`${next.origin}/manager`);
      await expect(page.getByRole('rowheader')).toHaveCount(2);
      monitor.check(next.origin);
    } finally {
      await next.stop();
    }
  });
}

const developmentServers = { Turbopack: '--turbopack', webpack: '--webpack' };

for (const [bundler, option] of Object.entries(developmentServers)) {
  test(`the development server of next with ${bundler} lists and creates keys`, async ({
    page,
    standIn,
  }) => {
    const args = ['dev', option, '--hostname', '127.0.0.1', '--port', '0'];
    const env = { STAND_IN: standIn.origin, DIST: `.next-dev${option}` };
    const next = await Server.start('next', 'next', args, env);
    try {
      await page.goto(next.origin);
      await expectKeysShown(page);
      await expectListedAndCreated(standIn);
    } finally {
      await next.stop();
    }
  });
}
