import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The root of the repository. */
export const root = path('../..');

/** The npm package that `cargo xtask build` creates, or another build of it. */
export const pkg = process.env.APIKEYS_PACKAGE ?? path('../../pkg');

/** The output of the global setup. Git ignores it as part of `node_modules`. */
const built = path('node_modules/.built');

/** A database with only a signing key, because generating the key is slow. */
export const freshDatabase = `${built}/fresh.sqlite`;

/** The folders that the stand-in can serve. */
export const sites = {
  /** The demo page. */
  demo: path('../../www/dist'),
  /** A bundled host page with `clerk.apiKeys` of clerk-js and of this package. */
  harness: `${built}/harness`,
  /** A host page with Clerk's React client and this package. */
  clients: `${built}/clients`,
  /** A host page with polyfills and instrumentations of `fetch`. */
  fetch: `${built}/fetch`,
  /** A host page whose requests the tests compare: of clerk-js and of this package. */
  requests: `${built}/requests`,
  /** A host page with Clerk's component `<APIKeys />`, over this package or over clerk-js. */
  component: `${built}/component`,
  /** A host page with the React hooks, a fake Clerk and a fake server. */
  react: `${built}/react`,
  /** The same with React 18. */
  'react-18': `${built}/react-18`,
  /** A host page with the manager of keys, and a server inside of it. */
  manager: `${built}/manager`,
  /** The same with React 18. */
  'manager-18': `${built}/manager-18`,
  /** A host page that imports the package without a bundler. */
  plain: `${built}/plain`,
};

export type Site = keyof typeof sites;

/** The sources of the host pages for the tests. */
export const sources = {
  harness: path('harness/site'),
  plain: path('plain/site'),
  clients: path('clients/site'),
  component: path('component/site'),
  fetch: path('fetch/site'),
  requests: path('requests/site'),
  react: path('react/site'),
  'react-18': path('react/site'),
  manager: path('manager/site'),
  'manager-18': path('manager/site'),
};

/** A second copy of the package, which the host page `react` imports. */
export const anotherCopy = `${built}/another-copy`;

/** The example of docs/react.md, which the host page `react` renders. */
export const readmeApp = `${built}/readme-app/App.tsx`;

/** What that host page has for `@clerk/react`: the hook of a fake Clerk. */
export const fakeClerkReact = path('react/site/clerk-react.ts');

/** The declarations that the snippets of the README and of the guides compile with. */
export const snippetContext = path('readme/context');
