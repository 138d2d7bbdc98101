import { path } from '../paths.ts';
import { testCalls } from '../runtime-tests.ts';

const deno = path('deno/node_modules/.bin/deno');

for (const script of ['start', 'start-inline'])
  testCalls('deno', deno, ['task', '--quiet', script]);
