import { calls, type Job } from './calls.ts';
import { resolved } from './expected.ts';
import { expect, test } from './fixtures.ts';
import { open, run } from './page.ts';
import { type Row, table } from './table.ts';

/** More than any fault takes that is not waited out, on a busy machine too. */
const patience = 20_000;
/** What a call may take beyond its timeout. */
const slack = 5_000;

/** As many connections as Chromium has to one host, less one for asking what the server saw. */
const atOnce = 5;

for (const row of table) {
  test(row.plan, async ({ page }, { testId, retry }) => {
    await open(page);
    const jobs = jobsOf(row, `${testId}-${retry}`);
    const reports = await run(page, jobs, row.alone ? 1 : atOnce);
    for (const [at, { call }] of jobs.entries()) {
      const { end, seen } = row.expected(call);
      const report = reports[at];
      expect.soft(report, call).toMatchObject({ end, seen, faults: [] });
      expect.soft(report?.end, call).toEqual(end);
      expect.soft(report?.next, `the next ${call}`).toEqual({ resolved: resolved(call) });
      expect.soft(report?.milliseconds, call).toBeLessThan((row.timeoutMs ?? patience) + slack);
      // A retry asks for the token as usual, but after a 401, which is no retry.
      const [, ...later] = report?.fresh ?? [];
      expect.soft(later.includes(true), `${call}: a fresh token`).toBe(row.plan.includes('-401-'));
      if (row.timeoutMs) expect.soft(report?.milliseconds, call).toBeGreaterThan(row.timeoutMs - 1);
    }
  });
}

function jobsOf({ plan, only = () => true, timeoutMs = patience }: Row, key: string): Job[] {
  return calls.filter(only).map((call) => ({ call, key: `${key}-${call}`, plan, timeoutMs }));
}
