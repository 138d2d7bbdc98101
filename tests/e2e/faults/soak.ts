import type {
  APIKeysErrorCode,
  CallOptions,
  CreateOutcomeUnknownError,
  ProjectAPIKeyResource,
} from 'apikeys-wasm';
import type {} from '../plain/open.ts';
import { values } from './random-host.ts';

/** Every documented code. A missing one is a compile error. */
const codes: Record<APIKeysErrorCode, true> = {
  invalid_options: true,
  invalid_params: true,
  insecure_url: true,
  invalid_token: true,
  no_session_token: true,
  stale_session_token: true,
  host_callback_failed: true,
  no_resource: true,
  api_response_error: true,
  invalid_response: true,
  network_error: true,
  timeout: true,
  create_outcome_unknown: true,
  wasm_load_failed: true,
};

export const parameters = { ...values, codes };

/** The outcomes of a run. */
export interface Tally {
  started: number;
  settled: number;
  /** How often each outcome occurred: an error code, `aborted` or `resolved`. */
  outcomes: Record<string, number>;
  /** Undocumented behavior. */
  violations: string[];
}

declare global {
  var soak: { run(seed: number, calls: number, concurrency: number): Promise<Tally> };
}

/** Runs in the browser, with the random host of `random-host.ts`. */
export function install({ clerkId, projectId, secret, token, codes }: typeof parameters): void {
  const { randomBelow, pick, oneIn, junk, getToken, sleep, leaks } = randomHost;
  globalThis.soak = { run };

  type Keys = Record<string, (params?: unknown, options?: CallOptions) => Promise<unknown>> & {
    free(): void;
  };

  function createAPI(): Keys {
    const { APIKeys, ProjectAPIKeys } = apikeys;
    const shared = { getToken, maxRetries: randomBelow(3), timeoutMs: 1000 + randomBelow(5000) };
    const getSubject = () => (oneIn(50) ? junk() : oneIn(40) ? 'user_2' : 'user_1');
    const keys = oneIn(2)
      ? new APIKeys({ frontendApi: 'https://clerk.example.com', getSubject, ...shared } as never)
      : new ProjectAPIKeys({
          ...{ baseUrl: 'https://api.example.com/v1', projectId: 'p_1' },
          ...(shared as never as { getToken: () => string }),
        });
    return keys as never;
  }

  function params(method: string): unknown {
    if (oneIn(20)) return junk();
    const name = pick(['ci', 'deploy', 'nightly', oneIn(3) ? junk() : 'backup']);
    const id = pick([clerkId, projectId, clerkId, projectId, oneIn(3) ? junk() : '..']);
    const all: Record<string, unknown> = {
      create: { name, scopes: oneIn(20) ? junk() : ['*'] },
      getAll: { query: pick(['', 'c', 'none']), pageSize: pick([undefined, 1, 10]) },
      revoke: { apiKeyID: id },
      reload: oneIn(2) ? { apiKeyID: id } : undefined,
      iterate: { query: pick(['', 'c']), pageSize: 1 + randomBelow(3) },
      rotate: { apiKeyID: id, onSecret: oneIn(20) ? junk() : onSecret },
    };
    return all[method];
  }

  /** Succeeds or fails at random. */
  function onSecret(): unknown {
    if (!oneIn(4)) return oneIn(2) ? undefined : Promise.resolve();
    if (oneIn(2)) throw junk();
    return Promise.reject(junk());
  }

  /** The time limit of a run in milliseconds. A run takes less than a second on an idle machine. */
  const timeLimit = 20_000;
  /** The pending calls. */
  const pending = new Set<string>();
  const tally: Tally = { started: 0, settled: 0, outcomes: {}, violations: [] };
  const objects: Keys[] = [];
  /** Resources of successful calls, which can reload themselves. */
  const resources: { reload(): Promise<unknown> }[] = [];
  /** Errors of creates whose response was lost. */
  const unknownOutcomes: (
    | CreateOutcomeUnknownError
    | CreateOutcomeUnknownError<ProjectAPIKeyResource>
  )[] = [];

  async function run(seed: number, calls: number, concurrency: number): Promise<Tally> {
    randomHost.seed(seed);
    Object.assign(tally, { started: 0, settled: 0, outcomes: {}, violations: [] });
    const worker = async () => {
      while (tally.started < calls) await runOne();
    };
    const workers = Promise.all(Array.from({ length: concurrency }, worker));
    await Promise.race([workers, sleep(timeLimit)]);
    for (const call of pending) violation(`${call} does not settle`);
    // Frees everything that the test itself holds, so that only leaks of the calls remain.
    for (const keys of objects.splice(0)) keys.free();
    resources.splice(0);
    unknownOutcomes.splice(0);
    tally.violations.push(...leaks.splice(0));
    return tally;
  }

  const methods = ['create', 'getAll', 'getAll', 'revoke', 'reload', 'iterate', 'rotate'];

  /** Consumes the result of `iterate`, to its end or not. Returns other results as they are. */
  function consume(result: unknown): Promise<unknown> | undefined {
    if (!result || !(Symbol.asyncIterator in (result as object))) return result as Promise<unknown>;
    return collect(result as AsyncIterable<unknown>);
  }

  async function collect(iterable: AsyncIterable<unknown>) {
    const items = [];
    for await (const item of iterable) {
      items.push(item);
      if (oneIn(8)) break;
    }
    return items;
  }

  async function runOne(): Promise<void> {
    if (objects.length < 8) objects.push(createAPI());
    const keys = pick(objects);
    const method = pick(methods.filter((name) => name in keys));
    const controller = new AbortController();
    const options = {
      ...(oneIn(3) && { timeoutMs: 1 + randomBelow(2000) }),
      ...(oneIn(3) && { signal: controller.signal }),
    };
    if (oneIn(30)) controller.abort({ before: true });
    const start = () => keys[method]?.(params(method), options);
    const call = settle(`${method}()`, () => consume(start()), controller);
    if (options.signal) abortAtRandom(controller);
    if (oneIn(10)) keys.free();
    if (oneIn(40)) objects.splice(objects.indexOf(keys), 1)[0]?.free();
    const resource = pick(resources);
    if (resource && oneIn(5)) await settle('key.reload()', () => resource.reload(), controller);
    const unknownOutcome = pick(unknownOutcomes);
    if (unknownOutcome && oneIn(10)) {
      const method = pick(['candidates', 'recreate'] as const);
      await settle(`${method}()`, () => unknownOutcome[method](options), controller);
    }
    await call;
  }

  function abortAtRandom(controller: AbortController) {
    if (oneIn(3))
      controller.abort(pick([undefined, 'enough', { enough: true }, new Error('enough')]));
    else if (oneIn(2)) setTimeout(() => controller.abort({ late: true }), randomBelow(3000));
  }

  /** Makes a call and checks its outcome against the documentation. */
  async function settle(
    name: string,
    start: () => Promise<unknown> | undefined,
    { signal }: AbortController,
  ): Promise<void> {
    tally.started += 1;
    const call = `${tally.started}: ${name}`;
    pending.add(call);
    let promise: Promise<unknown> | undefined;
    try {
      promise = start();
    } catch (error) {
      violation(`${name} threw ${String(error)}`);
    }
    try {
      keep(await promise);
      count('resolved');
    } catch (error) {
      checkError(name, error, signal);
    }
    pending.delete(call);
    tally.settled += 1;
  }

  function keep(result: unknown) {
    const list = Array.isArray(result) ? result : ((result as { data?: [] }).data ?? [result]);
    resources.push(...(list as typeof resources));
    resources.splice(0, resources.length - 10);
  }

  function checkError(name: string, error: unknown, signal: AbortSignal) {
    if (signal.aborted && error === signal.reason) return count('aborted');
    if (!(error instanceof apikeys.APIKeysError))
      return violation(`${name} rejected with a foreign error`);
    const { code, message, stack } = error;
    count(code);
    if (error instanceof apikeys.CreateOutcomeUnknownError) unknownOutcomes.unshift(error);
    unknownOutcomes.splice(10);
    if (!(code in codes)) violation(`${name} rejected with the code ${code}`);
    const text = `${message}${stack}${tryStringify(() => JSON.stringify(error))}`;
    if (text.includes(token) || text.includes(secret))
      violation(`${name} exposes a secret: ${text}`);
  }

  /** The cause is a random value, which JSON.stringify may not support. */
  function tryStringify(stringify: () => string): string {
    try {
      return stringify();
    } catch {
      return '';
    }
  }

  function count(outcome: string) {
    tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1;
  }

  function violation(text: string) {
    if (tally.violations.length < 20) tally.violations.push(text);
  }
}
