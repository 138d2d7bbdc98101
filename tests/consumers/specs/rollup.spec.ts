import { testBuilds } from '../built.ts';

testBuilds('rollup');
