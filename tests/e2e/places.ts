import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The repository. */
export const root = path('../..');

/** The npm package: as `cargo xtask build` leaves it, or another build of it. */
export const pkg = process.env.APIKEYS_PACKAGE ?? path('../../pkg');

/** What the tests build before the first of them runs. Git ignores it with `node_modules`. */
const built = path('node_modules/.built');

/** A database with a signing key and nothing else in it: making the key is what takes long. */
export const freshDatabase = `${built}/fresh.sqlite`;

/** The folders that a stand-in can serve. */
export const sites = {
  /** The demo page. */
  page: path('../../www/dist'),
  /** A page with the original `clerk.apiKeys` and ours, bundled. */
  harness: `${built}/harness`,
  /** A page made of Clerk's own React client, over ours. */
  clients: `${built}/clients`,
  /** A page with React's hooks, and a Clerk and a server of its own. */
  react: `${built}/react`,
  /** A page that imports the package from where it is, without a bundler. */
  plain: `${built}/plain`,
};

export type Site = keyof typeof sites;

/** The sources of the pages that are the tests' own. */
export const sources = {
  harness: path('harness/site'),
  plain: path('plain/site'),
  clients: path('clients/site'),
  react: path('react/site'),
};

/** What the README's snippets are compiled with. */
export const aroundSnippets = path('readme/around');
