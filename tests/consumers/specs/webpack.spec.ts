import { testBuilds } from '../built.ts';

testBuilds('webpack');
