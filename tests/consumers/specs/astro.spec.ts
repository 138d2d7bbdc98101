import { testBuild, testDevelopmentServer } from '../bundle-tests.ts';

testBuild('astro/dist', { files: 1 });
testDevelopmentServer('astro', { name: 'Astro', program: 'astro', args: ['dev'] });
