import { testBuild, testDevelopmentServer } from '../bundle-tests.ts';

testBuild('astro/dist', { files: 1 });
testDevelopmentServer('astro', { program: 'astro', args: ['dev'] });
