import { testBuild, testDevelopmentServer } from '../bundle-tests.ts';

testBuild('sveltekit/dist', { files: 1 });
testDevelopmentServer('sveltekit', { name: 'SvelteKit', program: 'vite', args: [] });
