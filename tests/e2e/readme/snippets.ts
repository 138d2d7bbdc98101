import { readFile } from 'node:fs/promises';

export interface Snippet {
  /** The name of the document. */
  document: string;
  line: number;
  language: string;
  code: string;
}

/** The fenced code blocks of a Markdown document. */
export async function snippets(file: string, document: string): Promise<Snippet[]> {
  const text = await readFile(file, 'utf8');
  const fenced = text.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...fenced].map(({ 1: language = '', 2: code = '', index }) => {
    const line = text.slice(0, index).split('\n').length;
    return { document, line, language, code };
  });
}

/** The module script of an HTML document. */
export function scriptOf(html: string): string {
  const [, script] = /<script type="module">\n(.*?)<\/script>/s.exec(html) ?? [];
  if (script === undefined) throw new Error('The HTML has no module script.');
  return script;
}
