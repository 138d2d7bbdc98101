import { type Call, calls, type Job } from './calls.ts';
import { expected, type Outcome, resolved } from './expected.ts';
import { expect, test } from './fixtures.ts';
import { open, run } from './page.ts';

// Some tens of seconds on a machine that is busy with something else.
test.setTimeout(180_000);

/** As many connections as Chromium has to one host. */
const atOnce = 6;

const statuses = Array.from({ length: 300 }, (_, at) => 300 + at);
const bodies = { json: 1, html: 0, empty: 0 };

for (const call of calls) {
  test(`each status with each body: ${call}`, async ({ page }, { testId, retry }) => {
    await open(page);
    const rows = statuses.flatMap((status) =>
      Object.entries(bodies).map(([body, errors]) => rowOf(call, status, body, errors)),
    );
    const jobs: Job[] = rows.map(({ plan }) => ({
      call,
      key: `${testId}-${retry}-${plan}`,
      plan,
      timeoutMs: 20_000,
    }));
    const reports = await run(page, jobs, atOnce);
    const found = rows.map(({ plan }, at) => {
      const { end, seen, next, faults } = reports[at] ?? {};
      return { plan, end, seen, next, faults };
    });
    const next = { resolved: resolved(call) };
    expect(found).toEqual(rows.map((row) => ({ ...row, next, faults: [] })));
  });
}

function rowOf(call: Call, status: number, body: string, errors: number) {
  const { end, seen } = expected(call, outcomeOf(status, errors));
  // Chromium sends it again itself, on another connection: this status says that the server did not act.
  const twice = (line: string) => (status === 421 ? line.replace('×1', '×2') : line);
  return { plan: `status-${status}-${body}`, end, seen: seen.map(twice) };
}

function outcomeOf(status: number, errors: number): Outcome {
  if (status < 400) return 'redirect';
  // Chromium takes it from proxies alone.
  return status === 407 ? 'network' : { status, errors };
}
