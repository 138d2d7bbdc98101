// Code that must not compile.

import { APIKeys, APIKeysError, type APIKeysResponseError, ProjectAPIKeys } from 'apikeys-wasm';

declare const keys: APIKeys;
declare const projectKeys: ProjectAPIKeys;
declare const error: APIKeysResponseError;
const getToken = () => null;

// @ts-expect-error The server URL is required.
new APIKeys({ getToken });
// @ts-expect-error getToken is required.
new APIKeys({ frontendApi: 'https://clerk.example.com' });
// @ts-expect-error Options are required.
new APIKeys();
// @ts-expect-error A token is a string.
new APIKeys({ frontendApi: 'https://clerk.example.com', getToken: () => 1 });
// @ts-expect-error A Clerk object has a server URL.
APIKeys.fromClerk({});
// @ts-expect-error There is no such option.
APIKeys.fromClerk({ frontendApi: 'clerk.example.com' }, { retries: 1 });

// @ts-expect-error A name is required.
keys.create({});
// @ts-expect-error Params are required.
keys.create();
// @ts-expect-error Seconds are a number.
keys.create({ name: 'Nightly backup', secondsUntilExpiration: '60' });
// @ts-expect-error The name of the parameter ends in ID.
keys.revoke({ apiKeyId: 'ak_' });
// @ts-expect-error An ID is required.
keys.revoke({});
// @ts-expect-error A page number is a number.
keys.getAll({ initialPage: '2' });
// @ts-expect-error A signal is an AbortSignal.
keys.getAll({}, { signal: new AbortController() });
// @ts-expect-error The name of the parameter ends in ID.
keys.reload({ apiKeyId: 'ak_' });

// @ts-expect-error onSecret is required.
keys.rotate({ apiKeyID: 'ak_' });
// @ts-expect-error An async iterable is not iterable.
export const listed = [...keys.iterate()];

keys.getAll().then(({ data: [key] }) => {
  // @ts-expect-error Only create() returns a secret.
  const secret: string = key?.secret;
  // @ts-expect-error pathRoot is read-only.
  if (key) key.pathRoot = '';
  return secret;
});

// @ts-expect-error A project is required.
new ProjectAPIKeys({ baseUrl: 'https://api.example.com/api/v1', getToken });
// @ts-expect-error The name of the option is baseUrl.
new ProjectAPIKeys({ frontendApi: 'https://api.example.com', projectId: '', getToken });
// @ts-expect-error Scopes are required.
projectKeys.create({ name: 'Nightly backup' });
// @ts-expect-error Scopes are an array.
projectKeys.create({ name: 'Nightly backup', scopes: '*' });
// @ts-expect-error The server counts in days.
projectKeys.create({ name: 'Nightly backup', scopes: ['*'], secondsUntilExpiration: 60 });
// @ts-expect-error The server stores no reason.
projectKeys.revoke({ apiKeyID: '', revocationReason: 'It was in a log.' });
// @ts-expect-error The project is an option of the constructor.
projectKeys.getAll({ subject: '' });
projectKeys.getAll().then(({ data: [key] }) => {
  // @ts-expect-error reload() has no parameters.
  key?.reload({});
  // @ts-expect-error Not every response contains it.
  const adminManaged: boolean | undefined = key?.isAdminManaged;
  return adminManaged;
});

// @ts-expect-error Not every error response contains a problem.
export const problemType: string = error.problem.type;
// @ts-expect-error Only the package creates errors.
new APIKeysError('timeout', 'no answer');
// @ts-expect-error An error is read-only.
error.status = 200;
// @ts-expect-error There is no such code.
export const known = error.code === 'forbidden';
