import { testBuild, testDevelopmentServer } from '../bundle-tests.ts';
import { expect, test } from '../fixtures.ts';
import { path } from '../paths.ts';
import { Server } from '../server.ts';

// The development servers share a folder for the dependencies that they bundle.
test.describe.configure({ mode: 'default' });

const program = process.execPath;
const vite = (version: number) => path(`vite-older/node_modules/vite-${version}/bin/vite.js`);

for (const version of [7, 6, 5]) {
  testBuild(`vite-older/dist-${version}`, { files: 1 });
  testDevelopmentServer('vite-older', { name: `Vite ${version}`, program, args: [vite(version)] });
}

/** An app that has the package in the node_modules of the folder above. */
const workspace = 'vite-older/workspace';

testDevelopmentServer(workspace, { name: 'Vite 7, in a workspace,', program, args: [vite(7)] });

test('the load error of an app in a workspace names the line for its configuration', async ({
  page,
  standIn,
}) => {
  const options = ['--config', 'without-exclude.config.js', '--host', '127.0.0.1', '--force'];
  const args = [vite(7), ...options];
  const server = await Server.start(workspace, program, args, { STAND_IN: standIn.origin });
  try {
    await page.goto(server.origin);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText("Add optimizeDeps: { exclude: ['apikeys-wasm'] }");
  } finally {
    await server.stop();
  }
});
