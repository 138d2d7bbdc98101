import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { transform } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { expect, test } from '../fixtures.ts';
import { filesThatEnd, path, tarball } from '../places.ts';
import { rows } from '../readme.ts';
import { run } from '../run.ts';

/** The package, as installed. */
const installed = path('package/node_modules/apikeys-wasm');

test('publint finds nothing', async () => {
  const content = Uint8Array.from(readFileSync(tarball)).buffer;
  const { messages, pkg } = await publint({ pack: { tarball: content }, strict: true });
  expect(pkg.name).toBe('apikeys-wasm');
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test('arethetypeswrong finds nothing', async () => {
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

/** Each host has its own, because Vite's server gives nothing from outside of a project. */
test('what the pages show with is the same in all hosts', () => {
  const copies = filesThatEnd(path('.'), 'show.js').filter(
    (file) => !file.includes('node_modules'),
  );
  expect(copies.length).toBeGreaterThan(5);
  expect(new Set(copies.map((file) => readFileSync(file, 'utf8'))).size).toBe(1);
});

/**
 * A browser that is too old for the WebAssembly must get as far as the words that say so: the first
 * of these knows less than any that can run it.
 */
const old = {
  target: ['chrome85', 'firefox90', 'safari14.1'],
  // All three know it. esbuild thinks of a fault that Chrome 85 has with `?.` before a spread argument.
  supported: { 'optional-chain': true },
};

for (const file of filesThatEnd(installed, '.js')) {
  test(`old browsers can read ${relative(installed, file)}`, async () => {
    const source = readFileSync(file, 'utf8');
    const { code: asItIs } = await transform(source, { target: 'esnext' });
    const { code: forOldOnes, warnings } = await transform(source, old);
    expect(warnings).toEqual([]);
    expect(forOldOnes).toBe(asItIs);
    expect(source).not.toMatch(/\?\.\w*\(\.\.\./);
  });
}

for (const { host, snippets, versions, project, manifest } of rows()) {
  test(`README says of ${host} what its project has`, () => {
    for (const snippet of snippets) expect(project).toContain(snippet);
    for (const version of versions) expect(manifest).toContain(`"${version}"`);
  });
}
