import { type Call, calls, type Job } from './calls.ts';
import { type Effect, expected, resolved } from './expected.ts';
import { expect, test } from './fixtures.ts';
import { open, run } from './runner.ts';

// Takes tens of seconds on a busy machine.
test.setTimeout(180_000);

/** Chromium's maximum number of connections to one host. */
const concurrency = 6;

const statuses = Array.from({ length: 300 }, (_, at) => 300 + at);
const bodies = { json: 1, html: 0, empty: 0 };

for (const call of calls) {
  test(`every status with every body: ${call}`, async ({ page }, { testId, retry }) => {
    await open(page);
    const rows = statuses.flatMap((status) =>
      Object.entries(bodies).map(([body, errors]) => rowOf(call, status, body, errors)),
    );
    const jobs: Job[] = rows.map(({ plan }) => ({
      call,
      record: `${testId}-${retry}-${plan}`,
      plan,
      timeoutMs: 20_000,
    }));
    const reports = await run(page, jobs, concurrency);
    const results = rows.map(({ plan }, at) => {
      const { outcome, requests, next, violations } = reports[at] ?? {};
      return { plan, outcome, requests, next, violations };
    });
    const next = { resolved: resolved(call) };
    expect(results).toEqual(rows.map((row) => ({ ...row, next, violations: [] })));
  });
}

function rowOf(call: Call, status: number, body: string, errors: number) {
  const { outcome, requests } = expected(call, effectOf(status, errors));
  // Chromium retries a 421 itself on another connection, because the server did not act.
  const twice = (line: string) => (status === 421 ? line.replace('×1', '×2') : line);
  return { plan: `status-${status}-${body}`, outcome, requests: requests.map(twice) };
}

function effectOf(status: number, errors: number): Effect {
  if (status < 400) return 'redirect';
  // Chromium accepts a 407 only from proxies.
  return status === 407 ? 'network' : { status, errors };
}
