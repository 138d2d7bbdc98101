import { expect, expectListedAndCreated, test } from '../fixtures.ts';
import { run } from '../run.ts';

for (const environment of ['jsdom', 'happy-dom']) {
  test(`vitest with ${environment} lists and creates keys`, async ({ standIn }) => {
    const env = { FRONTEND_API: `${standIn.origin}/__clerk` };
    const printed = await run('vitest', 'npm', ['test', '--', '--project', environment], env);
    expect(printed).toMatch(/Tests +\d+ passed/);
    await expectListedAndCreated(standIn);
  });
}
