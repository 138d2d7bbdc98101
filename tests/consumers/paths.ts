import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The absolute path of a path in this folder. */
export const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The packed npm package, which every host installs. `cargo xtask test` creates it. */
export const tarball = path('node_modules/.packed/apikeys-wasm.tgz');

/** A database with only a signing key, because generating the key is slow. */
export const freshDatabase = path('node_modules/.built/fresh.sqlite');

/** The files in a folder and its subfolders whose names have this ending. */
export function filesWithEnding(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}
