import type { Page } from '@playwright/test';
import { type Call, calls, type Job } from './calls.ts';
import { resolved } from './expected.ts';
import { expect, test } from './fixtures.ts';
import { open, run } from './page.ts';

const strict =
  "default-src 'none'; connect-src 'self'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

const withPolicy = (policy: string) => `/?csp=${encodeURIComponent(policy)}`;

test('under a strict policy everything works, and nothing is against it', async ({ page }, {
  testId,
  retry,
}) => {
  const violations = await watchViolations(page);
  await open(page, withPolicy(strict));
  const jobs = calls.map((call): Job => jobOf(call, `${testId}-${retry}`));
  for (const [at, report] of (await run(page, jobs, 4)).entries()) {
    const { call } = jobs[at] as Job;
    expect(report, call).toMatchObject({ end: { resolved: resolved(call) }, faults: [] });
  }
  expect(await violations()).toEqual([]);
});

test('without wasm-unsafe-eval the error says what is missing', async ({ page }) => {
  await page.goto(withPolicy(strict.replace(" 'wasm-unsafe-eval'", '')));
  await page.waitForFunction(() => 'apikeys' in globalThis);
  const failures = await page.evaluate(async () => {
    const { APIKeys, ProjectAPIKeys, load } = apikeys;
    const getToken = () => 'token';
    const clerks = new APIKeys({ frontendApi: location.origin, getToken });
    const projects = new ProjectAPIKeys({ baseUrl: location.origin, projectId: 'p_1', getToken });
    const all = [load(), clerks.getAll(), projects.create({ name: 'ci', scopes: ['*'] })];
    const ends = await Promise.allSettled<unknown>(all);
    return ends.map((end) => {
      const { code, message } = end.status === 'rejected' ? end.reason : end;
      return { code, isNamed: message?.includes("'wasm-unsafe-eval'") };
    });
  });
  expect(failures).toEqual(Array(3).fill({ code: 'wasm_load_failed', isNamed: true }));
});

function jobOf(call: Call, key: string): Job {
  return { call, key: `${key}-${call}`, plan: 'ok', timeoutMs: 20_000 };
}

/** What the browser found to be against the policy, from the first script on. */
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
