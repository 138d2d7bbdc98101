// What TypeScript has to refuse.

import { APIKeys, APIKeysError, type APIKeysResponseError, ProjectAPIKeys } from 'apikeys-wasm';

declare const keys: APIKeys;
declare const projectKeys: ProjectAPIKeys;
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

// @ts-expect-error The new secret must go somewhere.
keys.rotate({ apiKeyID: 'ak_' });
// @ts-expect-error A promise is no iterator.
export const listed = [...keys.iterate()];

keys.getAll().then(({ data: [key] }) => {
  // @ts-expect-error Only create() answers with a secret.
  const secret: string = key?.secret;
  // @ts-expect-error The path is not to be changed.
  if (key) key.pathRoot = '';
  return secret;
});

// @ts-expect-error A project is needed.
new ProjectAPIKeys({ baseUrl: 'https://api.example.com/api/v1', getToken });
// @ts-expect-error The name of the option is baseUrl.
new ProjectAPIKeys({ frontendApi: 'https://api.example.com', projectId: '', getToken });
// @ts-expect-error Scopes are needed: none would be full access.
projectKeys.create({ name: 'Nightly backup' });
// @ts-expect-error Scopes are a list.
projectKeys.create({ name: 'Nightly backup', scopes: '*' });
// @ts-expect-error The server counts in days.
projectKeys.create({ name: 'Nightly backup', scopes: ['*'], secondsUntilExpiration: 60 });
// @ts-expect-error The server keeps no reason.
projectKeys.revoke({ apiKeyID: '', revocationReason: 'It was in a log.' });
// @ts-expect-error The project is the object's own.
projectKeys.getAll({ subject: '' });
projectKeys.getAll().then(({ data: [key] }) => {
  // @ts-expect-error It takes nothing.
  key?.reload({});
  // @ts-expect-error Not every answer says it.
  const adminManaged: boolean | undefined = key?.isAdminManaged;
  return adminManaged;
});

// @ts-expect-error A problem is not in every refusal.
export const problemType: string = error.problem.type;
// @ts-expect-error Errors are made by the package alone.
new APIKeysError('timeout', 'no answer');
// @ts-expect-error An error is not to be changed.
error.status = 200;
// @ts-expect-error There is no such code.
export const known = error.code === 'forbidden';
