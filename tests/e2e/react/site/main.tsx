import { QueryClient } from '@tanstack/react-query';
import { APIKeys, type APIKeysError } from 'apikeys-wasm';
import {
  type AnyAPIKeys,
  APIKeysProvider,
  type MutationCallbacks,
  type UseAPIKeysParams,
  useAPIKeys,
  useCreateAPIKey,
  useRevokeAPIKey,
} from 'apikeys-wasm/react';
import { Component, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FakeClerk } from './fake-clerk';
import { FakeServer } from './fake-server';

const server = new FakeServer();
const { fetch } = globalThis;
// The package fetches its WebAssembly by a URL object, API requests by a string. Only the latter go to the fake server.
globalThis.fetch = (input, init) => (input instanceof URL ? fetch : server.fetch)(input, init);

const clerk = new FakeClerk();

interface RenderOptions {
  params?: UseAPIKeysParams;
  apiKeys?: AnyAPIKeys;
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
  const create = useCreateAPIKey(recorder('useCreateAPIKey'));
  const revoke = useRevokeAPIKey(recorder('useRevokeAPIKey'));
  Object.assign(harness, { list, create, revoke });
  harness.renders.push({
    user: clerk.user?.id ?? null,
    names: list.data.map(({ name }) => name),
    secret: create.data?.secret ?? null,
    status: create.status,
  });
  return list.data.map(({ id, name }) => <p key={id}>{name}</p>);
}

// Defaults of an app. The hooks must ignore them for create.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: 3, retryDelay: 1 },
    mutations: { retry: 3, retryDelay: 1, gcTime: Number.POSITIVE_INFINITY },
  },
});

/** Shows the error of a child component. */
class ErrorBoundary extends Component<{ children: ReactNode }> {
  override readonly state: { error?: Error } = {};
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render = () => this.state.error?.message ?? this.props.children;
}

const root = createRoot(document.getElementById('root') as HTMLElement);
const fromClerk = APIKeys.fromClerk(clerk, { maxRetries: 0 });

/** Knows its user only from the session token. */
const withoutClerk = new APIKeys({
  frontendApi: 'https://clerk.example.com',
  getToken: () => clerk.session?.getToken() ?? null,
});

interface Render {
  user: string | null;
  names: string[];
  secret: string | null;
  status: string;
}

/** The global object for the tests. */
const harness = {
  server,
  clerk,
  queryClient,
  withoutClerk,
  renders: [] as Render[],
  /** The calls of all callbacks. */
  outcomes: [] as string[],
  recorder,
  list: {} as ReturnType<typeof useAPIKeys>,
  create: {} as ReturnType<typeof useCreateAPIKey>,
  revoke: {} as ReturnType<typeof useRevokeAPIKey>,
  render({ apiKeys = fromClerk, owner, params }: RenderOptions = {}) {
    root.render(
      <StrictMode>
        <APIKeysProvider apiKeys={apiKeys} owner={owner} queryClient={queryClient}>
          <Probe params={params} />
        </APIKeysProvider>
      </StrictMode>,
    );
  },
  unmount: () => root.render(null),
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
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
      queryClient
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
