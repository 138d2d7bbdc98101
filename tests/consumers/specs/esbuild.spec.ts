import { testBuilds } from '../built.ts';

testBuilds('esbuild');
