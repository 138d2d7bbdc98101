import { createSyncStoragePersister } from '@tanstack/query-sync-storage-persister';
import {
  type DehydrateOptions,
  IsRestoringProvider,
  keepPreviousData,
  QueryClient,
  type QueryClientConfig,
} from '@tanstack/react-query';
import {
  experimental_createQueryPersister,
  persistQueryClient,
} from '@tanstack/react-query-persist-client';
import {
  type APIKeyResource,
  APIKeys,
  type APIKeysError,
  type APIKeysOptions,
  type ClerkPaginatedResponse,
  ProjectAPIKeys,
} from 'apikeys-wasm';
import {
  type AnyAPIKeys,
  APIKeysProvider,
  type MutationCallbacks,
  type UseAPIKeysParams,
  type UseAPIKeysReturn,
  useAPIKeys,
  useCreateAPIKey,
  useRevokeAPIKey,
  useRotateAPIKey,
} from 'apikeys-wasm/react';
import React, { Component, type ComponentType, type ReactNode, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { FakeClerk } from './fake-clerk';
import { FakeServer } from './fake-server';

const server = new FakeServer();
const { fetch } = globalThis;
// The package fetches its WebAssembly by a URL object, API requests by a string. Only the latter go to the fake server.
globalThis.fetch = (input, init) => (input instanceof URL ? fetch : server.fetch)(input, init);

const clerk = new FakeClerk();

type List = UseAPIKeysReturn<APIKeyResource, ClerkPaginatedResponse<APIKeyResource>>;

interface RenderOptions {
  params?: UseAPIKeysParams;
  apiKeys?: AnyAPIKeys | (() => AnyAPIKeys);
  owner?: string;
}

/** Callbacks of a mutation that record their calls in `outcomes`. */
function recorder(source: string): MutationCallbacks<{ name: string }, unknown> {
  const record = (
    callback: string,
    key: { name: string } | undefined,
    error: APIKeysError | null,
  ) => harness.outcomes.push(`${source} ${callback} ${error?.code ?? key?.name}`);
  return {
    onSuccess: (key) => void record('onSuccess', key, null),
    onError: (error) => void record('onError', undefined, error),
    onSettled: (key, error) => void record('onSettled', key, error),
  };
}

/** Records the hooks of the last render, and the data of each render. */
function Probe({ params }: RenderOptions) {
  const list = useAPIKeys(params);
  const create = useCreateAPIKey(harness.createCallbacks());
  const revoke = useRevokeAPIKey(recorder('useRevokeAPIKey'));
  const rotate = useRotateAPIKey(recorder('useRotateAPIKey'));
  Object.assign(harness, { list, create, revoke, rotate });
  harness.renders.push({
    user: clerk.user?.id ?? null,
    names: list.data.map(({ name }) => name),
    secret: create.data?.secret ?? null,
    status: create.status,
    isLoading: list.isLoading,
  });
  return list.data.map(({ id, name }) => <p key={id}>{name}</p>);
}

/** For React 18's messages: the bundler shortens names. */
Probe.displayName = 'Probe';

/** Shows the list of another provider. */
function Neighbour({ apiKeys = fromClerk }: RenderOptions) {
  return (
    <APIKeysProvider
      apiKeys={typeof apiKeys === 'function' ? apiKeys() : apiKeys}
      queryClient={harness.queryClient}
    >
      <NeighbourProbe />
    </APIKeysProvider>
  );
}

function NeighbourProbe() {
  harness.neighbour = useAPIKeys({});
  return null;
}

// Defaults of an app. The hooks must ignore them for create.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: 3, retryDelay: 1 },
    mutations: {
      retry: 3,
      retryDelay: 1,
      gcTime: Number.POSITIVE_INFINITY,
      // One after the other. Those that wait are persisted.
      scope: { id: 'app' },
    },
  },
});

/** Shows the error of a child component. */
class ErrorBoundary extends Component<{ children: ReactNode }> {
  override readonly state: { error?: Error } = {};
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render = () => this.state.error?.message ?? this.props.children;
}

/** Writes the object in the prop of the provider: each render makes another one, if `apiKeys` is a function. */
function App({ apiKeys = fromClerk, owner, params }: RenderOptions) {
  return (
    <APIKeysProvider
      apiKeys={typeof apiKeys === 'function' ? apiKeys() : apiKeys}
      owner={owner}
      queryClient={harness.queryClient}
    >
      <Probe params={params} />
    </APIKeysProvider>
  );
}

/** The global setup writes the example of docs/react.md to this file. */
const readme = import.meta.glob<{ App: ComponentType }>(
  '../../node_modules/.built/readme-app/App.tsx',
  { exhaustive: true },
);

/** The global setup copies the package there. */
const anotherCopy = import.meta.glob<{ APIKeys: typeof APIKeys }>(
  '../../node_modules/.built/another-copy/index.js',
  { exhaustive: true },
);

const { useMemo } = React;

/** Lets React forget all memos at each render, as it may do. */
function forgetMemos(): void {
  React.useMemo = (create, deps) =>
    useMemo(
      create,
      deps?.map(() => ({})),
    );
}

const root = createRoot(document.getElementById('root') as HTMLElement);
const fromClerk = APIKeys.fromClerk(clerk, { maxRetries: 0 });

/** Knows its user only from the session token. */
const withoutClerk = new APIKeys({
  frontendApi: 'https://clerk.example.com',
  getToken: () => clerk.session?.getToken() ?? null,
});

/** An `onSecret` that the tests settle. */
class Rotation {
  secret = '';
  finish = () => {};
  fail = (_error: Error) => {};

  readonly onSecret = ({ secret = '' }: { secret?: string }) =>
    new Promise<void>((resolve, reject) => {
      Object.assign(this, { secret, finish: resolve, fail: reject });
    });
}

interface Render {
  user: string | null;
  names: string[];
  secret: string | null;
  status: string;
  isLoading: boolean;
}

/** The global object for the tests. */
const harness = {
  server,
  clerk,
  queryClient,
  withoutClerk,
  newFromClerk: (options?: Partial<APIKeysOptions>) =>
    APIKeys.fromClerk(clerk, { maxRetries: 0, ...options }),
  newWithoutClerk: (getSubject?: () => string) =>
    new APIKeys({
      frontendApi: 'https://clerk.example.com',
      getToken: () => clerk.session?.getToken() ?? null,
      getSubject,
    }),
  /** A project's object for several renders. */
  project: undefined as ProjectAPIKeys | undefined,
  newProject: (projectId: string) =>
    new ProjectAPIKeys({
      baseUrl: 'https://api.example.com',
      projectId,
      getToken: () => clerk.session?.getToken() ?? null,
    }),
  forgetMemos,
  rotation: new Rotation(),
  renders: [] as Render[],
  /** The calls of all callbacks. */
  outcomes: [] as string[],
  recorder,
  /** Whether the hook that creates keys has callbacks of its own. */
  withoutCallbacks: false,
  /** Whether they throw. */
  throwing: false,
  createCallbacks(): MutationCallbacks<{ name: string }, unknown> {
    if (harness.withoutCallbacks) return {};
    if (!harness.throwing) return recorder('useCreateAPIKey');
    return {
      onSuccess() {
        throw new Error('Thrown by onSuccess');
      },
    };
  },
  keepPreviousData,
  /** Keys that a test keeps. */
  shown: [] as APIKeyResource[],
  list: {} as List,
  /** The list of the other provider. */
  neighbour: { data: [] } as unknown as List,
  create: {} as ReturnType<typeof useCreateAPIKey>,
  revoke: {} as ReturnType<typeof useRevokeAPIKey>,
  rotate: {} as ReturnType<typeof useRotateAPIKey>,
  render(options: RenderOptions = {}) {
    root.render(
      <StrictMode>
        <App {...options} />
      </StrictMode>,
    );
  },
  /** Renders another provider beside it, with a list of its own. */
  renderNeighbour(options: RenderOptions) {
    const element = document.body.appendChild(document.createElement('div'));
    createRoot(element).render(<Neighbour {...options} />);
  },
  /** Renders it while a persisted cache is being restored. */
  renderRestoring(isRestoring: boolean) {
    root.render(
      <IsRestoringProvider value={isRestoring}>
        <App />
      </IsRestoringProvider>,
    );
  },
  /** Replaces the cache by one with these defaults. */
  newCache(defaultOptions: NonNullable<QueryClientConfig['defaultOptions']>) {
    harness.queryClient = new QueryClient({ defaultOptions });
  },
  /** Replaces the cache by one whose queries TanStack Query stores, each on its own. */
  newCacheWithPersister() {
    const { persisterFn } = experimental_createQueryPersister({ storage: localStorage });
    harness.newCache({ queries: { persister: persisterFn as never } });
  },
  /** An object of another copy of the package. */
  async newOfAnotherCopy() {
    const [load] = Object.values(anotherCopy);
    const copy = await load?.();
    if (!copy) throw new Error('The copy is missing.');
    return copy.APIKeys.fromClerk(clerk, { maxRetries: 0 });
  },
  /** Restores the cache from the page's storage, and stores it there from then on. */
  async persist(dehydrateOptions: DehydrateOptions = {}) {
    const persister = createSyncStoragePersister({ storage: localStorage, throttleTime: 0 });
    await persistQueryClient({ queryClient: harness.queryClient, persister, dehydrateOptions })[1];
  },
  /** The persisted cache, as text. */
  stored: () => localStorage.getItem('REACT_QUERY_OFFLINE_CACHE') ?? '',
  /** How many results of mutations the cache holds. */
  heldResults: () =>
    harness.queryClient
      .getMutationCache()
      .getAll()
      .filter(({ state }) => state.data !== undefined).length,
  /** Renders the example of docs/react.md. */
  async renderReadme() {
    const [load] = Object.values(readme);
    const ReadmeApp = (await load?.())?.App;
    if (!ReadmeApp) throw new Error('The example is missing.');
    root.render(
      <StrictMode>
        <ReadmeApp />
      </StrictMode>,
    );
  },
  /** Ends at once, not with the next render. */
  unmount: () => flushSync(() => root.render(null)),
  /** Renders the hooks outside of the provider. */
  renderWithoutProvider() {
    root.render(
      <ErrorBoundary>
        <Probe />
      </ErrorBoundary>,
    );
  },
  /** The contents of the React Query caches, as text. */
  cacheContents: () =>
    JSON.stringify([
      harness.queryClient
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
      harness.queryClient
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
    ]),
  /** The current result of the list hook, as data. */
  state() {
    const { data, error, ...rest } = harness.list;
    return { ...rest, names: data.map(({ name }) => name), code: error?.code ?? null };
  },
};

declare global {
  var hooks: typeof harness;
}

globalThis.hooks = harness;
