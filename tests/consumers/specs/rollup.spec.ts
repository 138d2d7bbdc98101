import { testBuilds } from '../bundle-tests.ts';

testBuilds('rollup');
