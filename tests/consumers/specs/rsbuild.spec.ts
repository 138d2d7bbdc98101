import { testBuilds } from '../bundle-tests.ts';

testBuilds('rsbuild');
