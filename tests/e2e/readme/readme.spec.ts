import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { aroundSnippets, root } from '../places.ts';
import { scriptOf, snippets } from './snippets.ts';

const folder = new URL('../node_modules/.built/readme/', import.meta.url).pathname;

/** What a snippet is as a file: of another kind there is nothing to compile. */
const extensions: Record<string, string> = { ts: 'ts', tsx: 'tsx', js: 'js', html: 'js' };
const others = ['sh', 'json'];

test('every snippet of the README compiles', async () => {
  const found = await snippets(`${root}/README.md`, 'README.md');
  expect(found.length).toBeGreaterThan(5);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(aroundSnippets, folder, { recursive: true });

  for (const { document, line, language, code } of found) {
    const extension = extensions[language];
    if (!extension) {
      expect(others, `${document}:${line}`).toContain(language);
      continue;
    }
    const script = language === 'html' ? scriptOf(code) : code;
    // A plain page has the package in a folder beside it.
    const module = script.replaceAll('./apikeys-wasm/index.js', 'apikeys-wasm');
    await writeFile(`${folder}/line-${line}.${extension}`, `${module}\nexport {};\n`);
  }
  expect(await errorsOf(folder)).toBe('');
});

/** What the compiler finds, each with the file that is named by its line in the document. */
async function errorsOf(folder: string): Promise<string> {
  try {
    await promisify(execFile)('npx', ['tsc', '--project', folder], { cwd: `${root}/tests/e2e` });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
