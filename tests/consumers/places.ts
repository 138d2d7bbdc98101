import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A path in this room. */
export const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The package as npm packs it: what every host has installed. `cargo xtask test` makes it. */
export const tarball = path('node_modules/.packed/apikeys-wasm.tgz');

/** A database with a signing key and nothing else in it: making the key is what takes long. */
export const freshDatabase = path('node_modules/.built/fresh.sqlite');

/** The files of a folder and the folders in it whose names end so. */
export function filesThatEnd(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}
