import { testBuilds, testDevelopmentServer } from '../bundle-tests.ts';

testBuilds('vite');
testDevelopmentServer('vite', { program: 'vite', args: [] });
