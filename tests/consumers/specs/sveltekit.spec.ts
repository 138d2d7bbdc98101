import { testBuild, testDevelopmentServer } from '../bundle-tests.ts';

testBuild('sveltekit/dist', { files: 1 });
testDevelopmentServer('sveltekit', { program: 'vite', args: [] });
