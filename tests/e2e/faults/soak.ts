import type { APIKeysErrorCode, CallOptions, CreateOutcomeUnknownError } from 'apikeys-wasm';
import type {} from '../plain/open.ts';
import { known } from './world.ts';

/** Every code that is documented: the compiler asks for one that is missing here. */
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

export const parts = { ...known, codes };

/** What became of some calls. */
export interface Tally {
  started: number;
  settled: number;
  /** How often each end was reached: a code, `aborted`, `resolved`. */
  ends: Record<string, number>;
  /** What ended in a way that is not documented. */
  wrong: string[];
}

declare global {
  var soak: { run(seed: number, calls: number, atOnce: number): Promise<Tally> };
}

/** Runs in the page, in the world of `world.ts`. */
export function install({ clerkId, projectId, secret, token, codes }: typeof parts): void {
  const { below, pick, chance, junk, getToken, sleep, leaks } = world;
  globalThis.soak = { run };

  type Keys = Record<string, (params?: unknown, options?: CallOptions) => Promise<unknown>> & {
    free(): void;
  };

  function makeKeys(): Keys {
    const { APIKeys, ProjectAPIKeys } = apikeys;
    const shared = { getToken, maxRetries: below(3), timeoutMs: 1000 + below(5000) };
    const getSubject = () => (chance(50) ? junk() : chance(40) ? 'user_2' : 'user_1');
    const keys = chance(2)
      ? new APIKeys({ frontendApi: 'https://clerk.example.com', getSubject, ...shared } as never)
      : new ProjectAPIKeys({
          ...{ baseUrl: 'https://api.example.com/v1', projectId: 'p_1' },
          ...(shared as never as { getToken: () => string }),
        });
    return keys as never;
  }

  function params(method: string): unknown {
    if (chance(20)) return junk();
    const name = pick(['ci', 'deploy', 'nightly', chance(3) ? junk() : 'backup']);
    const id = pick([clerkId, projectId, clerkId, projectId, chance(3) ? junk() : '..']);
    const all: Record<string, unknown> = {
      create: { name, scopes: chance(20) ? junk() : ['*'] },
      getAll: { query: pick(['', 'c', 'none']), pageSize: pick([undefined, 1, 10]) },
      revoke: { apiKeyID: id },
      reload: chance(2) ? { apiKeyID: id } : undefined,
      iterate: { query: pick(['', 'c']), pageSize: 1 + below(3) },
      rotate: { apiKeyID: id, onSecret: chance(20) ? junk() : taken },
    };
    return all[method];
  }

  /** Takes a secret, or does not. */
  function taken(): unknown {
    if (!chance(4)) return chance(2) ? undefined : Promise.resolve();
    if (chance(2)) throw junk();
    return Promise.reject(junk());
  }

  /** In milliseconds, for what takes less than a second on a machine that has nothing else to do. */
  const patience = 20_000;
  /** The calls under way. */
  const pending = new Set<string>();
  const tally: Tally = { started: 0, settled: 0, ends: {}, wrong: [] };
  const objects: Keys[] = [];
  /** Resources of calls that went well, which can reload themselves. */
  const resources: { reload(): Promise<unknown> }[] = [];
  /** What creates with a lost answer rejected with. */
  const losses: CreateOutcomeUnknownError[] = [];

  async function run(seed: number, calls: number, atOnce: number): Promise<Tally> {
    world.seed(seed);
    Object.assign(tally, { started: 0, settled: 0, ends: {}, wrong: [] });
    const worker = async () => {
      while (tally.started < calls) await one();
    };
    const workers = Promise.all(Array.from({ length: atOnce }, worker));
    await Promise.race([workers, sleep(patience)]);
    for (const what of pending) wrong(`${what} does not settle`);
    // What is left would not be the calls' own doing.
    for (const keys of objects.splice(0)) keys.free();
    resources.splice(0);
    losses.splice(0);
    tally.wrong.push(...leaks.splice(0));
    return tally;
  }

  const methods = ['create', 'getAll', 'getAll', 'revoke', 'reload', 'iterate', 'rotate'];

  /** An iteration is walked, as far as it goes or not. */
  function walked(made: unknown): Promise<unknown> | undefined {
    if (!made || !(Symbol.asyncIterator in (made as object))) return made as Promise<unknown>;
    return walk(made as AsyncIterable<unknown>);
  }

  async function walk(iterable: AsyncIterable<unknown>) {
    const found = [];
    for await (const one of iterable) {
      found.push(one);
      if (chance(8)) break;
    }
    return found;
  }

  async function one(): Promise<void> {
    if (objects.length < 8) objects.push(makeKeys());
    const keys = pick(objects);
    const method = pick(methods.filter((name) => name in keys));
    const controller = new AbortController();
    const options = {
      ...(chance(3) && { timeoutMs: 1 + below(2000) }),
      ...(chance(3) && { signal: controller.signal }),
    };
    if (chance(30)) controller.abort({ before: true });
    const make = () => keys[method]?.(params(method), options);
    const call = settled(`${method}()`, () => walked(make()), controller);
    if (options.signal) interrupt(controller);
    if (chance(10)) keys.free();
    if (chance(40)) objects.splice(objects.indexOf(keys), 1)[0]?.free();
    const kept = pick(resources);
    if (kept && chance(5)) await settled('key.reload()', () => kept.reload(), controller);
    const loss = pick(losses);
    if (loss && chance(10)) {
      const cleanUp = pick(['candidates', 'recreate'] as const);
      await settled(`${cleanUp}()`, () => loss[cleanUp](options), controller);
    }
    await call;
  }

  function interrupt(controller: AbortController) {
    if (chance(3))
      controller.abort(pick([undefined, 'enough', { enough: true }, new Error('enough')]));
    else if (chance(2)) setTimeout(() => controller.abort({ late: true }), below(3000));
  }

  /** Makes a call, and holds how it ends against what is documented. */
  async function settled(
    what: string,
    make: () => Promise<unknown> | undefined,
    { signal }: AbortController,
  ): Promise<void> {
    tally.started += 1;
    const call = `${tally.started}: ${what}`;
    pending.add(call);
    let promise: Promise<unknown> | undefined;
    try {
      promise = make();
    } catch (error) {
      wrong(`${what} threw ${String(error)}`);
    }
    try {
      keep(await promise);
      count('resolved');
    } catch (error) {
      judge(what, error, signal);
    }
    pending.delete(call);
    tally.settled += 1;
  }

  function keep(found: unknown) {
    const list = Array.isArray(found) ? found : ((found as { data?: [] }).data ?? [found]);
    resources.push(...(list as typeof resources));
    resources.splice(0, resources.length - 10);
  }

  function judge(what: string, error: unknown, signal: AbortSignal) {
    if (signal.aborted && error === signal.reason) return count('aborted');
    if (!(error instanceof apikeys.APIKeysError))
      return wrong(`${what} rejected with no error of ours`);
    const { code, message, stack } = error;
    count(code);
    if (error instanceof apikeys.CreateOutcomeUnknownError) losses.unshift(error);
    losses.splice(10);
    if (!(code in codes)) wrong(`${what} rejected with the code ${code}`);
    const told = `${message}${stack}${safely(() => JSON.stringify(error))}`;
    if (told.includes(token) || told.includes(secret)) wrong(`${what} tells: ${told}`);
  }

  /** What the page threw is the cause, and need not be of a kind that can be written. */
  function safely(write: () => string): string {
    try {
      return write();
    } catch {
      return '';
    }
  }

  function count(end: string) {
    tally.ends[end] = (tally.ends[end] ?? 0) + 1;
  }

  function wrong(what: string) {
    if (tally.wrong.length < 20) tally.wrong.push(what);
  }
}
