import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { root, snippetContext } from '../paths.ts';
import { scriptOf, snippets } from './snippets.ts';

const folder = new URL('../node_modules/.built/readme/', import.meta.url).pathname;

/** The file extension for each language that the test compiles. */
const extensions: Record<string, string> = { ts: 'ts', tsx: 'tsx', js: 'js', html: 'js' };
const otherLanguages = ['sh', 'json'];

test('every snippet of the README compiles', async () => {
  const all = await snippets(`${root}/README.md`, 'README.md');
  expect(all.length).toBeGreaterThan(5);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(snippetContext, folder, { recursive: true });

  for (const { document, line, language, code } of all) {
    const extension = extensions[language];
    if (!extension) {
      expect(otherLanguages, `${document}:${line}`).toContain(language);
      continue;
    }
    const script = language === 'html' ? scriptOf(code) : code;
    // The snippet for a host page without a bundler imports the package from a relative path.
    const module = script.replaceAll('./apikeys-wasm/index.js', 'apikeys-wasm');
    await writeFile(`${folder}/line-${line}.${extension}`, `${module}\nexport {};\n`);
  }
  expect(await compileErrors(folder)).toBe('');
});

/** The errors of the compiler. Each file name contains the line of the snippet in the document. */
async function compileErrors(folder: string): Promise<string> {
  try {
    await promisify(execFile)('npx', ['tsc', '--project', folder], { cwd: `${root}/tests/e2e` });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
