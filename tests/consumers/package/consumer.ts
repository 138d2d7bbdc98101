// Uses each entry of the package as a user's TypeScript would. It must compile, and no type may be `any`.

import {
  type APIKeyResource,
  APIKeys,
  APIKeysError,
  type APIKeysOptions,
  CreateOutcomeUnknownError,
  load,
  ProjectAPIKeys,
  version,
} from 'apikeys-wasm';
import wasm from 'apikeys-wasm/apikeys_wasm_bg.wasm';
import * as inline from 'apikeys-wasm/inline';

const options: APIKeysOptions = {
  frontendApi: 'https://clerk.example.com',
  getToken: () => null,
};

export async function createKey(): Promise<string> {
  await load(wasm);
  const keys = new APIKeys(options);
  try {
    const { data }: { data: APIKeyResource[] } = await keys.getAll({ pageSize: 50 });
    for await (const key of keys.iterate()) data.push(key);
    const key = await keys.create({ name: 'deploy' }, { timeoutMs: 5_000 });
    return key.secret ?? version;
  } catch (error) {
    if (error instanceof CreateOutcomeUnknownError) return (await error.recreate()).id;
    if (error instanceof APIKeysError) return error.code;
    throw error;
  }
}

// Both entries export the same classes.
export const same: typeof APIKeys = inline.APIKeys;
export const project: inline.ProjectAPIKeys = new ProjectAPIKeys({
  baseUrl: 'https://api.example.com/api/v1',
  projectId: '5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01',
  getToken: () => null,
});

// @ts-expect-error The type is not `any`.
version satisfies number;
// @ts-expect-error The type is not `any`.
wasm satisfies number;
// @ts-expect-error The type is not `any`.
project satisfies number;
