import { Clerk } from '@clerk/clerk-js/no-rhc';
import { ClerkProvider, useClerk } from '@clerk/react';
import type { APIKeysNamespace } from '@clerk/shared/types';
import { APIKeys } from 'apikeys-wasm';
import { createRoot } from 'react-dom/client';

/** What a host page tells Clerk. */
export interface Settings {
  publishableKey: string;
  proxyUrl?: string;
  domain?: string;
  isSatellite?: boolean;
  signInUrl?: string;
}

/** Where the host page has its Clerk object from: `new Clerk()`, or `useClerk()`. */
export type Source = 'clerk-js' | 'react';

/** The `clerk.apiKeys` of clerk-js, or one of this package. */
export type Side = 'original' | 'fromClerk' | 'attach';

type ClerkObject = Parameters<typeof APIKeys.fromClerk>[0] & {
  apiKeys: APIKeysNamespace;
  setActive(params: { organization: string }): Promise<void>;
};

const sources = { 'clerk-js': newClerk, react: useClerkObject };

async function newClerk({ publishableKey, proxyUrl, domain, ...options }: Settings) {
  const clerk = new Clerk(publishableKey, { proxyUrl, domain });
  await clerk.load({ ...options, telemetry: false });
  return clerk;
}

function useClerkObject(settings: Settings): Promise<ClerkObject> {
  const root = createRoot(document.getElementById('root') as HTMLElement);
  return new Promise((resolve) => {
    root.render(
      // The props differ for satellites, and TypeScript cannot tell which these are.
      <ClerkProvider {...(settings as { publishableKey: string })} Clerk={Clerk} telemetry={false}>
        <Child onLoaded={resolve} />
      </ClerkProvider>,
    );
  });
}

function Child({ onLoaded }: { onLoaded: (clerk: ClerkObject) => void }) {
  const clerk = useClerk();
  if (clerk.loaded) onLoaded(clerk as unknown as ClerkObject);
  return null;
}

let clerk: ClerkObject;
let keys: Record<Side, APIKeysNamespace>;

/** Loads Clerk, and makes the objects to compare. */
async function load(source: Source, settings: Settings, organization?: string): Promise<void> {
  clerk = await sources[source](settings);
  if (organization) await clerk.setActive({ organization });
  keys = {
    original: clerk.apiKeys,
    fromClerk: APIKeys.fromClerk(clerk),
    attach: APIKeys.attach(clerk),
  };
}

/** Lists the keys, creates one and revokes it. */
async function call(side: Side): Promise<void> {
  const apiKeys = keys[side];
  await apiKeys.getAll();
  const { id } = await apiKeys.create({ name: `Made by ${side}` });
  await apiKeys.revoke({ apiKeyID: id });
}

const api = { load, call };

declare global {
  var requests: typeof api;
}

globalThis.requests = api;
