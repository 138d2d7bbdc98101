import { testBuilds, testDevelopmentServer } from '../bundle-tests.ts';

testBuilds('vite');
testDevelopmentServer('vite', { name: 'Vite', program: 'vite', args: [] });
