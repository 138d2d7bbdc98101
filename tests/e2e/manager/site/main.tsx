import { IsRestoringProvider, QueryClient, type QueryClientConfig } from '@tanstack/react-query';
import { APIKeys, ProjectAPIKeys } from 'apikeys-wasm';
import {
  APIKeyManager,
  type APIKeyManagerProps,
  clerkPermissions,
  type UseAllAPIKeysReturn,
  useAllAPIKeys,
  useClerkPermissions,
} from 'apikeys-wasm/manager';
import { APIKeysProvider, type KeyOf } from 'apikeys-wasm/react';
import { StrictMode, version } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { FakeClerk } from '../../react/site/fake-clerk';
import { KeyServer } from './key-server';
import 'apikeys-wasm/manager.css';

const server = new KeyServer();
const { fetch } = globalThis;
// The package fetches its WebAssembly by a URL object, API requests by a string. Only the latter go to the server here.
globalThis.fetch = (input, init) => (input instanceof URL ? fetch : server.fetch)(input, init);

/** Clerk with permissions in the active organization. */
class ClerkWithPermissions extends FakeClerk {
  permissions: string[] = [];
  override get session() {
    const session = super.session;
    const checkAuthorization = ({ permission }: { permission: string }) =>
      this.permissions.includes(permission);
    return session && { ...session, checkAuthorization };
  }
}

const clerk = new ClerkWithPermissions();
clerk.setUser('user_1');
const apiKeys = APIKeys.fromClerk(clerk, { maxRetries: 0 });
const projectKeys = new ProjectAPIKeys({
  baseUrl: 'https://api.example.com',
  projectId: 'p1',
  getToken: () => clerk.session?.getToken() ?? null,
});
const root = createRoot(document.getElementById('root') as HTMLElement);

function OnlyPermitted(props: APIKeyManagerProps) {
  return <APIKeyManager {...props} can={useClerkPermissions(clerk)} />;
}

function Probe() {
  harness.list = useAllAPIKeys();
  return null;
}

/** The global object for the tests. */
const harness = {
  server,
  clerk,
  apiKeys,
  clerkPermissions,
  reactVersion: version,
  /** What the callbacks were called with. */
  calls: [] as string[],
  /** The cache of `renderOverCache`. */
  cache: undefined as QueryClient | undefined,
  list: {} as UseAllAPIKeysReturn<KeyOf<APIKeys>>,
  render(props: APIKeyManagerProps = {}) {
    root.render(
      <StrictMode>
        <APIKeyManager apiKeys={apiKeys} {...props} />
      </StrictMode>,
    );
  },
  /** Renders it with callbacks that record their calls. */
  renderWithCallbacks() {
    harness.render({
      onCreated: ({ name, secret }) => harness.calls.push(`created ${name} ${secret}`),
      onRevoked: ({ name, revoked }) => harness.calls.push(`revoked ${name} ${revoked}`),
      onError: (error, action) => harness.calls.push(`${action} ${(error as Error).message}`),
    });
  },
  /** Renders it over a cache of the host page. */
  renderOverCache(queries: NonNullable<QueryClientConfig['defaultOptions']>['queries'] = {}) {
    harness.cache = new QueryClient({ defaultOptions: { queries } });
    harness.render({ queryClient: harness.cache });
  },
  /** Renders it inside of a provider, without an object of its own. */
  renderInProvider(of: 'clerk' | 'project') {
    root.render(
      <APIKeysProvider apiKeys={of === 'clerk' ? apiKeys : projectKeys} owner="user_1">
        <APIKeyManager />
      </APIKeysProvider>,
    );
  },
  renderPermitted() {
    root.render(<OnlyPermitted apiKeys={apiKeys} />);
  },
  renderProject(props: APIKeyManagerProps = {}) {
    root.render(<APIKeyManager apiKeys={projectKeys} owner="user_1" {...props} />);
  },
  /** The HTML that a server would send. */
  serverHTML: () => renderToString(<APIKeyManager apiKeys={apiKeys} />),
  /** Makes a component of such HTML. */
  hydrate(html: string) {
    const page = document.createElement('main');
    page.innerHTML = html;
    document.body.append(page);
    hydrateRoot(page, <APIKeyManager apiKeys={apiKeys} />);
  },
  /** Renders the hook alone, over a cache of the host page. */
  renderHook(queries: NonNullable<QueryClientConfig['defaultOptions']>['queries'] = {}) {
    harness.cache = new QueryClient({ defaultOptions: { queries } });
    root.render(
      <APIKeysProvider apiKeys={apiKeys} queryClient={harness.cache}>
        <Probe />
      </APIKeysProvider>,
    );
  },
  /** Renders it while a persisted cache is being restored. */
  renderRestoring(isRestoring: boolean) {
    root.render(
      <IsRestoringProvider value={isRestoring}>
        <APIKeyManager apiKeys={apiKeys} />
      </IsRestoringProvider>,
    );
  },
  /** Ends at once, not with the next render. */
  unmount: () => flushSync(() => root.render(null)),
};

declare global {
  var manager: typeof harness;
}

globalThis.manager = harness;
