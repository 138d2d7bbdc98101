import type { Clerk } from '@clerk/clerk-js/no-rhc';
import type { APIKeys } from 'apikeys-wasm';

/** Makes so many calls: a list of a thousand keys, a new key, a refusal, and again. */
export async function mixedCalls(keys: APIKeys | Clerk['apiKeys'], calls: number): Promise<void> {
  const kinds = [
    () => keys.getAll({ pageSize: 1000 }),
    () => keys.create({ name: 'deploy', secondsUntilExpiration: 3600 }),
    () => refused(keys.revoke({ apiKeyID: 'ak_0', revocationReason: 'It was lost.' })),
  ];
  for (let i = 0; i < calls; i++) await kinds[i % kinds.length]?.();
}

async function refused(call: Promise<unknown>): Promise<void> {
  const resolved = await call.then(
    () => true,
    ({ status }) => {
      if (status !== 404) throw new Error(`refused with ${status}`);
    },
  );
  if (resolved) throw new Error('not refused');
}
