import { QueryClient } from '@tanstack/react-query';
import { APIKeys } from 'apikeys-wasm';
import {
  type AnyAPIKeys,
  APIKeysProvider,
  type UseAPIKeysParams,
  useAPIKeys,
  useCreateAPIKey,
  useRevokeAPIKey,
} from 'apikeys-wasm/react';
import { Component, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FakeClerk } from './clerk';
import { World } from './world';

const world = new World();
const { fetch } = globalThis;
// The WebAssembly comes from where the page does.
globalThis.fetch = (input, init) => (input instanceof URL ? fetch : world.fetch)(input, init);

const clerk = new FakeClerk();

interface Shown {
  params?: UseAPIKeysParams;
  apiKeys?: AnyAPIKeys;
  owner?: string;
}

/** The hooks of the last render, and what each render would have shown. */
function Probe({ params }: Shown) {
  const list = useAPIKeys(params);
  const create = useCreateAPIKey();
  const revoke = useRevokeAPIKey();
  Object.assign(harness, { list, create, revoke });
  harness.renders.push({
    user: clerk.user?.id ?? null,
    names: list.data.map(({ name }) => name),
    secret: create.data?.secret ?? null,
  });
  return list.data.map(({ id, name }) => <p key={id}>{name}</p>);
}

// Whoever sets these for all of an app, does not set them for a call that makes a key.
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: 3, retryDelay: 1 },
    mutations: { retry: 3, retryDelay: 1, gcTime: Number.POSITIVE_INFINITY },
  },
});

/** Shows what a component within it threw. */
class Told extends Component<{ children: ReactNode }> {
  override readonly state: { error?: Error } = {};
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render = () => this.state.error?.message ?? this.props.children;
}

const root = createRoot(document.getElementById('root') as HTMLElement);
const ofClerk = APIKeys.fromClerk(clerk, { maxRetries: 0 });

/** Knows of its user by the session token alone. */
const plain = new APIKeys({
  frontendApi: 'https://clerk.example.com',
  getToken: () => clerk.session?.getToken() ?? null,
});

/** What the tests find on the page. */
const harness = {
  world,
  clerk,
  queryClient,
  plain,
  renders: [] as { user: string | null; names: string[]; secret: string | null }[],
  list: {} as ReturnType<typeof useAPIKeys>,
  create: {} as ReturnType<typeof useCreateAPIKey>,
  revoke: {} as ReturnType<typeof useRevokeAPIKey>,
  render({ apiKeys = ofClerk, owner, params }: Shown = {}) {
    root.render(
      <StrictMode>
        <APIKeysProvider apiKeys={apiKeys} owner={owner} queryClient={queryClient}>
          <Probe params={params} />
        </APIKeysProvider>
      </StrictMode>,
    );
  },
  /** A hook where it cannot be. */
  renderAlone() {
    root.render(
      <Told>
        <Probe />
      </Told>,
    );
  },
  /** All that the cache holds, as text. */
  cached: () =>
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
  /** What the hook gives now, as far as it can leave the page. */
  shown() {
    const { data, error, ...rest } = harness.list;
    return { ...rest, names: data.map(({ name }) => name), code: error?.code ?? null };
  },
};

declare global {
  var hooks: typeof harness;
}

globalThis.hooks = harness;
