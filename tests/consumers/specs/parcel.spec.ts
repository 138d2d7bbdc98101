import { testBuilds } from '../built.ts';

testBuilds('parcel');
