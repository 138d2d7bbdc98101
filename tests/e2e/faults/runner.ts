import type { Page } from '@playwright/test';
import type {} from '../plain/open.ts';
import type { Call, Failure, Job, Outcome, Report } from './calls.ts';
import { clerkId, projectId, secret, token } from './calls.ts';

type Package = typeof import('apikeys-wasm');

const parameters = { clerkId, projectId, secret, token };

declare global {
  /** The global object for the tests. */
  var faultRunner: { run(jobs: Job[], concurrency: number): Promise<Report[]> };
}

/** Opens a host page with the package and the runner. */
export async function open(page: Page, path = '/'): Promise<void> {
  await page.addInitScript(install, parameters);
  await page.goto(path);
  await page.waitForFunction(() => 'apikeys' in globalThis);
  await page.evaluate(() => apikeys.load());
}

/** Runs jobs in the browser, `concurrency` at a time. */
export function run(page: Page, jobs: Job[], concurrency: number): Promise<Report[]> {
  return page.evaluate(([jobs, concurrency]) => faultRunner.run(jobs, concurrency), [
    jobs,
    concurrency,
  ] as const);
}

/** Runs in the browser. */
function install({ clerkId, projectId, secret, token }: typeof parameters): void {
  /** Options with a timeout that no call without a fault reaches, even on a busy machine. */
  const generousOptions = { timeoutMs: 20_000 };
  const timeouts = new Set<number>([generousOptions.timeoutMs]);
  shortenBackoff();
  globalThis.faultRunner = { run };

  /** Shortens the backoff between attempts, but not the timeouts. */
  function shortenBackoff() {
    const { setTimeout } = globalThis;
    const shortened = (callback: () => void, milliseconds = 0) =>
      setTimeout(callback, timeouts.has(milliseconds) ? milliseconds : milliseconds / 100);
    Object.assign(globalThis, { setTimeout: shortened });
    // Keeps the backoff different from every timeout.
    Math.random = () => 0;
  }

  async function run(jobs: Job[], concurrency: number): Promise<Report[]> {
    const reports: Report[] = [];
    const entries = jobs.entries();
    const worker = async () => {
      for (const [at, job] of entries) reports[at] = await report(job);
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    return reports;
  }

  async function report({ call, record, plan, timeoutMs }: Job): Promise<Report> {
    timeouts.add(timeoutMs);
    const skipCache: boolean[] = [];
    const getToken = async (options?: { skipCache?: boolean }) => {
      skipCache.push(options?.skipCache === true);
      return token;
    };
    const keys = createAPI(call, `${location.origin}/fault/${record}/${plan}`, getToken, timeoutMs);
    const violations: string[] = [];
    const start = performance.now();
    const outcome = await settle(keys, call, violations);
    const milliseconds = performance.now() - start;
    const skippedCache = [...skipCache];
    const requests = await receivedRequests(record);
    const next = await settle(keys, call, violations, generousOptions);
    keys.free();
    if ('polluted' in {}) violations.push('Object.prototype has changed');
    return { outcome, milliseconds, requests, skipCache: skippedCache, next, violations };
  }

  function createAPI(
    call: Call,
    baseUrl: string,
    getToken: () => Promise<string>,
    timeoutMs: number,
  ) {
    const { APIKeys, ProjectAPIKeys } = apikeys;
    if (call.startsWith('project')) {
      return new ProjectAPIKeys({ baseUrl, projectId: 'p_1', getToken, timeoutMs });
    }
    return new APIKeys({ frontendApi: baseUrl, getSubject: () => 'user_1', getToken, timeoutMs });
  }

  /** Returns the requests so far and turns the fault off. */
  async function receivedRequests(record: string): Promise<string[]> {
    const response = await fetch(`/heal/${record}`);
    const received: ReceivedRequest[] = await response.json();
    return received.map(
      ({ otherOrigin, authorized, method, path, times }) =>
        `${otherOrigin ? 'OTHER ORIGIN ' : ''}${authorized ? '' : 'ANONYMOUS '}${method} ${path} ×${times}`,
    );
  }

  interface ReceivedRequest {
    otherOrigin: boolean;
    authorized: boolean;
    method: string;
    path: string;
    times: number;
  }

  async function settle(
    keys: InstanceType<Package['APIKeys'] | Package['ProjectAPIKeys']>,
    call: Call,
    violations: string[],
    options?: typeof generousOptions,
  ): Promise<Outcome> {
    const params = {
      getAll: undefined,
      create: { name: 'ci', scopes: ['*'] },
      revoke: { apiKeyID: call.startsWith('project') ? projectId : clerkId },
      reload: { apiKeyID: call.startsWith('project') ? projectId : clerkId },
    };
    const method = call.split('.')[1] as keyof typeof params;
    try {
      const result = await keys[method](params[method] as never, options);
      const list = 'data' in result ? result.data : [result];
      return {
        resolved: {
          ids: list.map(({ id }) => id),
          names: list.map(({ name }) => name),
          hasSecret: list.some((key) => key.secret === secret),
          revoked: list.map(({ revoked }) => revoked),
        },
      };
    } catch (error) {
      violations.push(...violationsOf(error));
      return { rejected: failure(error) };
    }
  }

  function failure(error: unknown): Failure {
    const { name, code, status, retryAfter, errors, cause } = error as Failure;
    // Errors of the browser differ between versions, so only our own causes are kept.
    const ours = cause instanceof apikeys.APIKeysError;
    return {
      name,
      code,
      ...(status !== undefined && { status }),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(Array.isArray(errors) && { errors: errors.length }),
      ...(ours && { cause: failure(cause) }),
    };
  }

  function violationsOf(error: unknown): string[] {
    const violations: string[] = [];
    if (!(error instanceof apikeys.APIKeysError))
      violations.push('the error is not an APIKeysError');
    for (let at = error; at instanceof Error; at = at.cause) {
      const printed = [String(at), at.message, at.stack, JSON.stringify(at)].join();
      for (const hidden of [token, secret]) {
        if (printed.includes(hidden)) violations.push(`the error contains ${hidden}: ${printed}`);
      }
    }
    return violations;
  }
}
