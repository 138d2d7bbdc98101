import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { snippets } from '../../e2e/readme/snippets.ts';
import { expect, test } from '../fixtures.ts';
import { filesWithEnding, path, tarball } from '../paths.ts';
import { documents, rows, sourceOf } from '../readme-hosts.ts';
import { run } from '../run.ts';

/** The installed package. */
const installed = path('package/node_modules/apikeys-wasm');

test('publint reports nothing', async () => {
  const content = Uint8Array.from(readFileSync(tarball)).buffer;
  const { messages, pkg } = await publint({ pack: { tarball: content }, strict: true });
  expect(pkg.name).toBe('apikeys-wasm');
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test('arethetypeswrong reports nothing', async () => {
  const attw = path('node_modules/.bin/attw');
  const args = [tarball, '--profile', 'esm-only', '--no-definitely-typed'];
  expect(await run('.', attw, args)).toContain('(ignoring resolutions:');
});

for (const compiler of ['typescript', 'typescript-5']) {
  for (const resolution of ['bundler', 'node16', 'nodenext']) {
    test(`the declarations compile: ${compiler}, ${resolution}`, async () => {
      const module = resolution === 'bundler' ? 'esnext' : resolution;
      const tsc = path(`node_modules/${compiler}/bin/tsc`);
      const args = ['--module', module, '--moduleResolution', resolution];
      expect(await run('package', process.execPath, [tsc, ...args])).toBe('');
    });
  }
}

/** What is about the work on the package is in its repository alone. */
const ofTheRepository = /^(src|tests|benches)\/|^(ARCHITECTURE|CONTRIBUTING)\.md$/;

test('each link between the guides leads to a file of the package', () => {
  const guides = filesWithEnding(installed, '.md');
  expect(guides.length).toBeGreaterThan(10);
  const links = guides.flatMap((guide) =>
    Array.from(readFileSync(guide, 'utf8').matchAll(/\]\(([^)#:]+)[^):]*\)/g), ([, link = '']) =>
      relative(installed, join(dirname(guide), link)),
    ),
  );
  const missing = links.filter(
    (link) => !ofTheRepository.test(link) && !existsSync(join(installed, link)),
  );
  expect(links).toContain('docs/react.md');
  expect(missing).toEqual([]);
});

/** Each host has a copy, because Vite's server serves no file outside of the project. */
test('show.js is identical in all hosts', () => {
  const copies = filesWithEnding(path('.'), 'show.js').filter(
    (file) => !file.includes('node_modules'),
  );
  expect(copies.length).toBeGreaterThan(5);
  expect(new Set(copies.map((file) => readFileSync(file, 'utf8'))).size).toBe(1);
});

/**
 * A browser that is too old for the WebAssembly must still parse the JavaScript and report the error.
 * These versions are older than every browser that can run the WebAssembly.
 */
const oldBrowsers = {
  target: ['chrome85', 'firefox90', 'safari14.1'],
  // All three support it. esbuild disables it because of a bug of Chrome 85 with `?.` before a spread argument.
  supported: { 'optional-chain': true },
};

for (const file of filesWithEnding(installed, '.js')) {
  test(`old browsers can parse ${relative(installed, file)}`, async () => {
    const source = readFileSync(file, 'utf8');
    const { code: unchanged } = await transform(source, { target: 'esnext' });
    const { code: lowered, warnings } = await transform(source, oldBrowsers);
    // wasm-bindgen writes an import that needs no conversion twice, with the same value.
    expect(warnings.filter(({ id }) => id !== 'duplicate-object-key')).toEqual([]);
    expect(lowered).toBe(unchanged);
    expect(source).not.toMatch(/\?\.\w*\(\.\.\./);
  });
}

test('the code in docs/testing.md is in the projects that test it', async () => {
  const document = 'docs/testing.md';
  const all = await snippets(path(`../../${document}`), document);
  expect(all.length).toBeGreaterThan(5);
  const tested = ['vitest', 'jest'].map(sourceOf).join('\n');
  for (const { code, line } of all) expect(tested, `${document}:${line}`).toContain(code);
});

for (const document of documents) {
  for (const { host, snippets: code, versions, project, manifest } of rows(document)) {
    test(`the project of ${host} contains the code in ${document}`, () => {
      for (const snippet of code) expect(project).toContain(snippet);
      for (const version of versions) expect(manifest).toContain(`${version}"`);
    });
  }
}
