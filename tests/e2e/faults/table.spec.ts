import { calls, type Job } from './calls.ts';
import { resolved } from './expected.ts';
import { expect, test } from './fixtures.ts';
import { open, run } from './runner.ts';
import { type Row, table } from './table.ts';

/** A timeout that no call reaches unless the fault stalls, even on a busy machine. */
const generousTimeout = 20_000;
/** The tolerance beyond a call's timeout. */
const tolerance = 5_000;

/** Chromium's maximum number of connections to one host, minus one for the request to `/heal`. */
const concurrency = 5;

for (const row of table) {
  test(row.plan, async ({ page }, { testId, retry }) => {
    await open(page);
    const jobs = jobsOf(row, `${testId}-${retry}`);
    const reports = await run(page, jobs, row.sequential ? 1 : concurrency);
    for (const [at, { call }] of jobs.entries()) {
      const { outcome, requests } = row.expected(call);
      const report = reports[at];
      expect.soft(report, call).toMatchObject({ outcome, requests, violations: [] });
      expect.soft(report?.outcome, call).toEqual(outcome);
      expect.soft(report?.next, `the next ${call}`).toEqual({ resolved: resolved(call) });
      expect
        .soft(report?.milliseconds, call)
        .toBeLessThan((row.timeoutMs ?? generousTimeout) + tolerance);
      // Only the attempt after a 401 requests a fresh token.
      const [, ...later] = report?.skipCache ?? [];
      expect
        .soft(later.includes(true), `${call}: requests a fresh token`)
        .toBe(row.plan.includes('-401-'));
      if (row.timeoutMs) expect.soft(report?.milliseconds, call).toBeGreaterThan(row.timeoutMs - 1);
    }
  });
}

function jobsOf(
  { plan, only = () => true, timeoutMs = generousTimeout }: Row,
  record: string,
): Job[] {
  return calls.filter(only).map((call) => ({ call, record: `${record}-${call}`, plan, timeoutMs }));
}
