import { testBuilds } from '../bundle-tests.ts';
import { path } from '../paths.ts';
import { testCalls } from '../runtime-tests.ts';

const bun = path('bun/node_modules/@oven/bun-linux-x64/bin/bun');

for (const script of ['calls.js', 'calls-inline.js']) testCalls('bun', bun, [script]);

testBuilds('bun');
