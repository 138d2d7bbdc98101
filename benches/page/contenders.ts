import type { Clerk } from '@clerk/clerk-js/no-rhc';
import type { APIKeys } from 'apikeys-wasm';
import type { WireKey, WirePage } from './keys.ts';
import { text } from './responses.ts';

/** The implementations that read the same 1 000 keys, by their names in the table. */
export type Contender = 'clerk-js' | 'apikeys-wasm' | 'unchecked mapping' | 'JSON.parse alone';

export type Contenders = Record<Contender, () => unknown>;

/** The implementations that request keys from the server. */
export type Requesting = 'clerk-js' | 'apikeys-wasm' | 'fetch and json()';

interface Libraries {
  original: Clerk['apiKeys'];
  ours: APIKeys;
}

export function contenders({ original, ours }: Libraries): Contenders {
  return {
    'clerk-js': () => original.getAll({ query: '1000' }),
    'apikeys-wasm': () => ours.getAll({ query: '1000' }),
    'unchecked mapping': unchecked,
    'JSON.parse alone': () => JSON.parse(text),
  };
}

/** The same call of each library. `fetch and json()` gives the parsed body and no keys. */
export function overLoopback({ original, ours }: Libraries, length: number) {
  const url = `/__clerk/api_keys?query=${length}`;
  return {
    'clerk-js': () => original.getAll({ query: String(length) }),
    'apikeys-wasm': () => ours.getAll({ query: String(length) }),
    'fetch and json()': async () => (await fetch(url)).json(),
  } satisfies Record<Requesting, () => unknown>;
}

/** The least work that gives the same objects: no session token, no validation. */
async function unchecked() {
  const response = await fetch('/__clerk/api_keys?query=1000');
  const { data, total_count }: WirePage = await response.json();
  return { data: data.map(mapped), total_count };
}

const mapped = (key: WireKey) => ({
  id: key.id,
  type: key.type,
  name: key.name,
  subject: key.subject,
  scopes: key.scopes,
  claims: key.claims,
  revoked: key.revoked,
  revocationReason: key.revocation_reason,
  expired: key.expired,
  expiration: key.expiration ? new Date(key.expiration) : null,
  createdBy: key.created_by,
  description: key.description,
  lastUsedAt: key.last_used_at ? new Date(key.last_used_at) : null,
  createdAt: new Date(key.created_at),
  updatedAt: new Date(key.updated_at),
});

/** Checks that all implementations give the same keys. Returns the length of the response. */
export async function agree(contenders: Contenders): Promise<number> {
  const wanted = view(await contenders['unchecked mapping']());
  for (const name of ['clerk-js', 'apikeys-wasm'] as const) {
    if (view(await contenders[name]()) !== wanted) throw new Error(`${name} gives different keys`);
  }
  return text.length;
}

function view(result: unknown): string {
  const { data, total_count } = result as Awaited<ReturnType<typeof unchecked>>;
  const members = Object.keys(data[0] ?? {}).filter((name) => name !== 'pathRoot');
  return JSON.stringify([data.length, total_count, data], [...members.sort()]);
}
