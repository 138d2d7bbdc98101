import { expect, test } from '@playwright/test';
import { run } from './run.ts';

const refused = (message: string) => ['api_response_error', message];

test('params and objects work as frameworks hand them over, at the first call as later', async () => {
  const outcomes = {
    getter: refused('private'),
    inherited: refused(
      JSON.stringify({ type: 'api_key', name: 'of a subclass', subject: 'user_1' }),
    ),
    overridden: refused('read 1'),
    stored: 'ak_secret',
    frozen: refused('frozen'),
    changed: refused('before'),
    extended: refused('the server answered 403 Forbidden'),
    unrelated: refused('of a class'),
    otherProjects: ['p_1', 'p_2'].map((id) => Array(2).fill(`/projects/${id}/keys`)),
    proxy: refused('proxy'),
    throwing: ['invalid_params', 'query could not be read: its getter threw (see cause)'],
    revoked: ['invalid_params', expect.any(String)],
    vueParams: refused('reactive'),
    vueReactive: refused('in reactive()'),
    vueRef: refused('in ref()'),
    vueClerk: refused('of Clerk'),
    membrane: refused('in a Proxy'),
  };
  expect(await run('objects.js')).toEqual({
    first: outcomes,
    later: outcomes,
    subclasses: [1, 2, true, true, true],
    freed: { getAll: refused('after free()') },
  });
});
