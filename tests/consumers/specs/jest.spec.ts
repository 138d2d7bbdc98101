import { expectListedAndCreated, test } from '../fixtures.ts';
import { run } from '../run.ts';

for (const script of ['test', 'test:esm']) {
  test(`jest lists and creates keys: npm run ${script}`, async ({ standIn }) => {
    const env = { FRONTEND_API: `${standIn.origin}/__clerk` };
    // Rejects where a test fails.
    await run('jest', 'npm', ['run', script], env);
    await expectListedAndCreated(standIn);
  });
}
