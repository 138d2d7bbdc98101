import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { root, snippetContext } from '../paths.ts';
import { scriptOf, snippets } from './snippets.ts';

const folder = new URL('../node_modules/.built/readme/', import.meta.url).pathname;

/** The file extension for each language that the test compiles. */
const extensions: Record<string, string> = { ts: 'ts', tsx: 'tsx', js: 'js', html: 'js' };
const otherLanguages = ['sh', 'json'];

/** The README and the guides. */
async function documents(): Promise<string[]> {
  const guides = await readdir(`${root}/docs`);
  return [
    'README.md',
    ...guides.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ];
}

test('every snippet of the README and of the guides compiles', async () => {
  // The code of the guide on testing runs in tests/consumers.
  const names = (await documents()).filter((name) => name !== 'docs/testing.md');
  const all = await Promise.all(names.map((name) => snippets(`${root}/${name}`, name)));
  expect(all.flat().length).toBeGreaterThan(15);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(snippetContext, folder, { recursive: true });

  for (const { document, line, language, code } of all.flat()) {
    const extension = extensions[language];
    if (!extension) {
      expect(otherLanguages, `${document}:${line}`).toContain(language);
      continue;
    }
    const script = language === 'html' ? scriptOf(code) : code;
    // The snippet for a host page without a bundler imports the package from a relative path.
    const module = script.replaceAll('./apikeys-wasm/index.js', 'apikeys-wasm');
    const name = document.replaceAll('/', '-').replace('.md', '');
    await writeFile(`${folder}/${name}-line-${line}.${extension}`, `${module}\nexport {};\n`);
  }
  expect(await compileErrors(folder)).toBe('');
});

test('every link between the documents leads somewhere', async () => {
  for (const name of [...(await documents()), 'ARCHITECTURE.md', 'SECURITY.md']) {
    const text = await readFile(`${root}/${name}`, 'utf8');
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const { pathname, hash } = new URL(link, `file://${root}/${name}`);
      expect(
        await stat(pathname).then(
          () => true,
          () => false,
        ),
        `${name}: ${link}`,
      ).toBe(true);
      if (!hash) continue;
      const headings = (await readFile(pathname, 'utf8')).matchAll(/^#+ (.*)$/gm);
      expect(
        [...headings].map(([, heading = '']) => anchorOf(heading)),
        `${name}: ${link}`,
      ).toContain(hash);
    }
  }
});

/** The anchor that code hosts give a heading. */
const anchorOf = (heading: string) =>
  `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')}`;

/** The errors of the compiler. Each file name contains the document and the line of the snippet. */
async function compileErrors(folder: string): Promise<string> {
  try {
    await promisify(execFile)('npx', ['tsc', '--project', folder], { cwd: `${root}/tests/e2e` });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
