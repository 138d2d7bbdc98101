import { testBuilds } from '../bundle-tests.ts';

testBuilds('webpack');
