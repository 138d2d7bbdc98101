import { testBuild, testDevelopmentServer } from '../bundle-tests.ts';
import { test } from '../fixtures.ts';
import { path } from '../paths.ts';

// The development servers share a folder for the dependencies that they bundle.
test.describe.configure({ mode: 'default' });

for (const version of [7, 6, 5]) {
  testBuild(`vite-older/dist-${version}`, { files: 1 });

  const vite = path(`vite-older/node_modules/vite-${version}/bin/vite.js`);
  testDevelopmentServer('vite-older', { program: process.execPath, args: [vite] });
}
