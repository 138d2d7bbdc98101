// What TypeScript has to refuse.

import { APIKeys, APIKeysError, type APIKeysResponseError } from 'apikeys-wasm';

declare const keys: APIKeys;
declare const error: APIKeysResponseError;
const getToken = () => null;

// @ts-expect-error A server is needed.
new APIKeys({ getToken });
// @ts-expect-error A session token is needed.
new APIKeys({ frontendApi: 'https://clerk.example.com' });
// @ts-expect-error Options are needed.
new APIKeys();
// @ts-expect-error A token is a string.
new APIKeys({ frontendApi: 'https://clerk.example.com', getToken: () => 1 });
// @ts-expect-error A Clerk object says where its server is.
APIKeys.fromClerk({});
// @ts-expect-error There is no such option.
APIKeys.fromClerk({ frontendApi: 'clerk.example.com' }, { retries: 1 });

// @ts-expect-error A name is needed.
keys.create({});
// @ts-expect-error Params are needed.
keys.create();
// @ts-expect-error Seconds are a number.
keys.create({ name: 'Nightly backup', secondsUntilExpiration: '60' });
// @ts-expect-error The name of the parameter ends in ID.
keys.revoke({ apiKeyId: 'ak_' });
// @ts-expect-error An ID is needed.
keys.revoke({});
// @ts-expect-error A page is a number.
keys.getAll({ initialPage: '2' });
// @ts-expect-error A signal is an AbortSignal.
keys.getAll({}, { signal: new AbortController() });
// @ts-expect-error The name of the parameter ends in ID.
keys.reload({ apiKeyId: 'ak_' });

keys.getAll().then(({ data: [key] }) => {
  // @ts-expect-error Only create() answers with a secret.
  const secret: string = key?.secret;
  // @ts-expect-error The path is not to be changed.
  if (key) key.pathRoot = '';
  return secret;
});

// @ts-expect-error Errors are made by the package alone.
new APIKeysError('timeout', 'no answer');
// @ts-expect-error An error is not to be changed.
error.status = 200;
// @ts-expect-error There is no such code.
export const known = error.code === 'forbidden';
