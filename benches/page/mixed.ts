import type { Clerk } from '@clerk/clerk-js/no-rhc';
import type { APIKeys } from 'apikeys-wasm';

/** Makes `calls` calls, in turn: a list of 1 000 keys, a new key, an error. */
export async function mixedCalls(keys: APIKeys | Clerk['apiKeys'], calls: number): Promise<void> {
  const kinds = [
    () => keys.getAll({ query: '1000' }),
    () => keys.create({ name: 'deploy', secondsUntilExpiration: 3600 }),
    () => expectError(keys.revoke({ apiKeyID: 'ak_0', revocationReason: 'It was lost.' })),
  ];
  for (let i = 0; i < calls; i++) await kinds[i % kinds.length]?.();
}

async function expectError(call: Promise<unknown>): Promise<void> {
  const resolved = await call.then(
    () => true,
    ({ status }) => {
      if (status !== 404) throw new Error(`the status is ${status}, not 404`);
    },
  );
  if (resolved) throw new Error('revoke did not fail');
}
