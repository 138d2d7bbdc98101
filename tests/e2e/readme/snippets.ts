import { readFile } from 'node:fs/promises';

export interface Snippet {
  /** Where it stands. */
  document: string;
  line: number;
  language: string;
  code: string;
}

/** The parts of a Markdown document that are code. */
export async function snippets(file: string, document: string): Promise<Snippet[]> {
  const text = await readFile(file, 'utf8');
  const fenced = text.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...fenced].map(({ 1: language = '', 2: code = '', index }) => {
    const line = text.slice(0, index).split('\n').length;
    return { document, line, language, code };
  });
}

/** The script of a page. */
export function scriptOf(html: string): string {
  const [, script] = /<script type="module">\n(.*?)<\/script>/s.exec(html) ?? [];
  if (script === undefined) throw new Error('The page has no script.');
  return script;
}
