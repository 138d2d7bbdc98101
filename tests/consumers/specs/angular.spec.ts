import { testBuild } from '../bundle-tests.ts';

testBuild('angular/dist', { files: 0 });
