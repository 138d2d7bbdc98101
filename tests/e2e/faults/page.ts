import type { Page } from '@playwright/test';
import type {} from '../plain/open.ts';
import type { Call, End, Failure, Job, Report } from './calls.ts';
import { clerkId, projectId, secret, token } from './calls.ts';

type Package = typeof import('apikeys-wasm');

const parts = { clerkId, projectId, secret, token };

declare global {
  /** What the tests find on the page. */
  var hostile: { run(jobs: Job[], atOnce: number): Promise<Report[]> };
}

/** Opens a page with the package and what it takes to run jobs. */
export async function open(page: Page, address = '/'): Promise<void> {
  await page.addInitScript(install, parts);
  await page.goto(address);
  await page.waitForFunction(() => 'apikeys' in globalThis);
  await page.evaluate(() => apikeys.load());
}

/** Runs jobs on the page, so many at once. */
export function run(page: Page, jobs: Job[], atOnce: number): Promise<Report[]> {
  return page.evaluate(([jobs, atOnce]) => hostile.run(jobs, atOnce), [jobs, atOnce] as const);
}

/** Runs in the page. */
function install({ clerkId, projectId, secret, token }: typeof parts): void {
  /** What a call may take that nothing is wrong with, on a busy machine too. */
  const patience = { timeoutMs: 20_000 };
  const timeouts = new Set<number>([patience.timeoutMs]);
  hurry();
  globalThis.hostile = { run };

  /** Waits between attempts pass at once; what an attempt may take stays. */
  function hurry() {
    const { setTimeout } = globalThis;
    const hurried = (callback: () => void, milliseconds = 0) =>
      setTimeout(callback, timeouts.has(milliseconds) ? milliseconds : milliseconds / 100);
    Object.assign(globalThis, { setTimeout: hurried });
    // Then no wait is as long as an attempt may take.
    Math.random = () => 0;
  }

  async function run(jobs: Job[], atOnce: number): Promise<Report[]> {
    const reports: Report[] = [];
    const entries = jobs.entries();
    const worker = async () => {
      for (const [at, job] of entries) reports[at] = await report(job);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return reports;
  }

  async function report({ call, key, plan, timeoutMs }: Job): Promise<Report> {
    timeouts.add(timeoutMs);
    const fresh: boolean[] = [];
    const getToken = async (options?: { skipCache?: boolean }) => {
      fresh.push(options?.skipCache === true);
      return token;
    };
    const keys = make(call, `${location.origin}/fault/${key}/${plan}`, getToken, timeoutMs);
    const faults: string[] = [];
    const start = performance.now();
    const end = await ended(keys, call, faults);
    const milliseconds = performance.now() - start;
    const asked = [...fresh];
    const seen = await seenUnder(key);
    const next = await ended(keys, call, faults, patience);
    keys.free();
    if ('polluted' in {}) faults.push('Object.prototype has changed');
    return { end, milliseconds, seen, fresh: asked, next, faults };
  }

  function make(call: Call, address: string, getToken: () => Promise<string>, timeoutMs: number) {
    const { APIKeys, ProjectAPIKeys } = apikeys;
    if (call.startsWith('project')) {
      return new ProjectAPIKeys({ baseUrl: address, projectId: 'p_1', getToken, timeoutMs });
    }
    return new APIKeys({ frontendApi: address, getSubject: () => 'user_1', getToken, timeoutMs });
  }

  /** What the server saw by now. From here on all is good. */
  async function seenUnder(key: string): Promise<string[]> {
    const response = await fetch(`/heal/${key}`);
    const seen: Seen[] = await response.json();
    return seen.map(
      ({ otherOrigin, authorized, method, path, times }) =>
        `${otherOrigin ? 'OTHER ORIGIN ' : ''}${authorized ? '' : 'ANONYMOUS '}${method} ${path} ×${times}`,
    );
  }

  interface Seen {
    otherOrigin: boolean;
    authorized: boolean;
    method: string;
    path: string;
    times: number;
  }

  async function ended(
    keys: InstanceType<Package['APIKeys'] | Package['ProjectAPIKeys']>,
    call: Call,
    faults: string[],
    options?: typeof patience,
  ): Promise<End> {
    const params = {
      getAll: undefined,
      create: { name: 'ci', scopes: ['*'] },
      revoke: { apiKeyID: call.startsWith('project') ? projectId : clerkId },
      reload: { apiKeyID: call.startsWith('project') ? projectId : clerkId },
    };
    const method = call.split('.')[1] as keyof typeof params;
    try {
      const found = await keys[method](params[method] as never, options);
      const list = 'data' in found ? found.data : [found];
      return {
        resolved: {
          ids: list.map(({ id }) => id),
          names: list.map(({ name }) => name),
          hasSecret: list.some(({ secret: found }) => found === secret),
          revoked: list.map(({ revoked }) => revoked),
        },
      };
    } catch (error) {
      faults.push(...faultsOf(error));
      return { rejected: failure(error) };
    }
  }

  function failure(error: unknown): Failure {
    const { name, code, status, retryAfter, errors, cause } = error as Failure;
    // What the browser threw is another error in each version of it.
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

  function faultsOf(error: unknown): string[] {
    const faults: string[] = [];
    if (!(error instanceof apikeys.APIKeysError)) faults.push('it is no APIKeysError');
    for (let at = error; at instanceof Error; at = at.cause) {
      const printed = [String(at), at.message, at.stack, JSON.stringify(at)].join();
      for (const hidden of [token, secret]) {
        if (printed.includes(hidden)) faults.push(`it tells ${hidden}: ${printed}`);
      }
    }
    return faults;
  }
}
