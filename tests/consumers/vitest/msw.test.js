import { APIKeys, CreateOutcomeUnknownError } from 'apikeys-wasm';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { frontendApi, keyOf, sessionToken } from './server.js';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const keys = new APIKeys({ frontendApi, getToken: () => sessionToken() });

test('keys are listed and created', async () => {
  server.use(
    http.get(`${frontendApi}/api_keys`, () =>
      HttpResponse.json({ data: [keyOf({ name: 'backup' })], total_count: 1 }),
    ),
    http.post(`${frontendApi}/api_keys`, async ({ request }) => {
      const { name } = await request.json();
      return HttpResponse.json(keyOf({ name, secret: 'ak_secret' }), { status: 201 });
    }),
  );
  const { data } = await keys.getAll();
  expect(data.map(({ name }) => name)).toEqual(['backup']);
  expect(await keys.create({ name: 'deploy' })).toMatchObject({
    name: 'deploy',
    secret: 'ak_secret',
  });
});

test('a name that is taken', async () => {
  const error = { code: 'token_creation_conflict', message: 'The name is taken.' };
  server.use(
    http.post(`${frontendApi}/api_keys`, () =>
      HttpResponse.json({ errors: [error] }, { status: 409 }),
    ),
  );
  await expect(keys.create({ name: 'deploy' })).rejects.toMatchObject({
    code: 'api_response_error',
    status: 409,
    message: 'The name is taken.',
  });
});

test('the answer to create is lost', async () => {
  const lost = keyOf({ id: 'ak_lost' });
  const revoked = [];
  server.use(
    http.post(`${frontendApi}/api_keys`, () => HttpResponse.error(), { once: true }),
    http.post(`${frontendApi}/api_keys`, () =>
      HttpResponse.json(keyOf({ secret: 'ak_secret' }), { status: 201 }),
    ),
    http.get(`${frontendApi}/api_keys`, () =>
      HttpResponse.json(
        { data: [lost], total_count: 1 },
        { headers: { Date: new Date().toUTCString() } },
      ),
    ),
    http.post(`${frontendApi}/api_keys/:id/revoke`, ({ params }) => {
      revoked.push(params.id);
      return HttpResponse.json({ ...lost, revoked: true });
    }),
  );
  const error = await keys.create({ name: 'deploy' }).catch((reason) => reason);
  expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
  expect(await error.recreate()).toMatchObject({ id: 'ak_1', secret: 'ak_secret' });
  expect(revoked).toEqual(['ak_lost']);
});
