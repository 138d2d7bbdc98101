import type { Clerk } from '@clerk/clerk-js/no-rhc';
import type { APIKeys } from 'apikeys-wasm';
import { text } from './answers.ts';
import type { WireKey, WirePage } from './keys.ts';

/** The four that read the same thousand keys, by their names in the table. */
export type Contender = 'clerk-js' | 'apikeys-wasm' | 'unchecked mapping' | 'JSON.parse alone';

export type Contenders = Record<Contender, () => unknown>;

/** Those that ask the server for keys. */
export type Asking = 'clerk-js' | 'apikeys-wasm' | 'fetch and json()';

interface Sides {
  original: Clerk['apiKeys'];
  ours: APIKeys;
}

export function contenders({ original, ours }: Sides): Contenders {
  return {
    'clerk-js': () => original.getAll({ pageSize: 1000 }),
    'apikeys-wasm': () => ours.getAll({ pageSize: 1000 }),
    'unchecked mapping': unchecked,
    'JSON.parse alone': () => JSON.parse(text),
  };
}

/** The same call of each side; the last one gives no keys, but what came. */
export function overLoopback({ original, ours }: Sides, length: number) {
  const url = `/__clerk/api_keys?limit=${length}`;
  return {
    'clerk-js': () => original.getAll({ pageSize: length }),
    'apikeys-wasm': () => ours.getAll({ pageSize: length }),
    'fetch and json()': async () => (await fetch(url)).json(),
  } satisfies Record<Asking, () => unknown>;
}

/** The least that gives the same objects: no session token, no look at what came. */
async function unchecked() {
  const response = await fetch('/__clerk/v1/api_keys?limit=1000');
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

/** Whoever reads something else than the others is not in the same race. */
export async function agree(contenders: Contenders): Promise<number> {
  const wanted = view(await contenders['unchecked mapping']());
  for (const name of ['clerk-js', 'apikeys-wasm'] as const) {
    if (view(await contenders[name]()) !== wanted) throw new Error(`${name} reads other keys`);
  }
  return text.length;
}

function view(answer: unknown): string {
  const { data, total_count } = answer as Awaited<ReturnType<typeof unchecked>>;
  const members = Object.keys(data[0] ?? {}).filter((name) => name !== 'pathRoot');
  return JSON.stringify([data.length, total_count, data], [...members.sort()]);
}
