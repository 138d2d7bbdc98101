import type { Page } from '@playwright/test';
import { type Call, calls, type Job } from './calls.ts';
import { resolved } from './expected.ts';
import { expect, test } from './fixtures.ts';
import { open, run } from './runner.ts';

const strict =
  "default-src 'none'; connect-src 'self'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

const withPolicy = (policy: string) => `/?csp=${encodeURIComponent(policy)}`;

test('all calls work under a strict policy, without violations', async ({ page }, {
  testId,
  retry,
}) => {
  const violations = await watchViolations(page);
  await open(page, withPolicy(strict));
  const jobs = calls.map((call): Job => jobOf(call, `${testId}-${retry}`));
  for (const [at, report] of (await run(page, jobs, 4)).entries()) {
    const { call } = jobs[at] as Job;
    expect(report, call).toMatchObject({ outcome: { resolved: resolved(call) }, violations: [] });
  }
  expect(await violations()).toEqual([]);
});

test('without wasm-unsafe-eval the error names it', async ({ page }) => {
  await page.goto(withPolicy(strict.replace(" 'wasm-unsafe-eval'", '')));
  await page.waitForFunction(() => 'apikeys' in globalThis);
  const failures = await page.evaluate(async () => {
    const { APIKeys, ProjectAPIKeys, load } = apikeys;
    const getToken = () => 'token';
    const clerkKeys = new APIKeys({ frontendApi: location.origin, getToken });
    const projectKeys = new ProjectAPIKeys({
      baseUrl: location.origin,
      projectId: 'p_1',
      getToken,
    });
    const calls = [load(), clerkKeys.getAll(), projectKeys.create({ name: 'ci', scopes: ['*'] })];
    const outcomes = await Promise.allSettled<unknown>(calls);
    return outcomes.map((outcome) => {
      const { code, message } = outcome.status === 'rejected' ? outcome.reason : outcome;
      return { code, namesDirective: message?.includes("'wasm-unsafe-eval'") };
    });
  });
  expect(failures).toEqual(Array(3).fill({ code: 'wasm_load_failed', namesDirective: true }));
});

function jobOf(call: Call, record: string): Job {
  return { call, record: `${record}-${call}`, plan: 'ok', timeoutMs: 20_000 };
}

/** Records violations of the policy, from the first script on. */
async function watchViolations(page: Page) {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      violations.push(`${violatedDirective}: ${blockedURI}`),
    );
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'violations') as string[]);
}
