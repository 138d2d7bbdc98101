// Makes calls while the WebAssembly never loads, and prints how they end.

import { getEventListeners } from 'node:events';
import { APIKeys, load, ProjectAPIKeys } from 'apikeys-wasm';
import { outcomes } from './outcome.js';

/** The delays of the timers that the package sets. @type {unknown[]} */
const delays = [];
const { setTimeout } = globalThis;
/** @param {Parameters<typeof setTimeout>} args */
const recorded = (...args) => {
  delays.push(args[1]);
  return setTimeout(...args);
};
globalThis.setTimeout = Object.assign(recorded, setTimeout);

load(new Response(new ReadableStream()));

const host = { frontendApi: 'https://clerk.example.com', getToken: () => null };
const clerk = { frontendApi: 'clerk.example.com', session: null };
const project = { baseUrl: 'https://api.example.com', projectId: '1', getToken: () => null };
const keys = new APIKeys(host);
const brief = new APIKeys({ ...host, timeoutMs: 30 });

const left = { signal: AbortSignal.abort('left') };
const abortedBefore = await outcomes({
  create: keys.create({ name: 'deploy' }, left),
  getAll: keys.getAll({}, left),
  revoke: keys.revoke({ apiKeyID: 'ak_1' }, left),
  reload: keys.reload({ apiKeyID: 'ak_1' }, left),
  rotate: keys.rotate({ apiKeyID: 'ak_1', onSecret: () => {} }, left),
  iterate: keys.iterate({}, left).next(),
});

const controller = new AbortController();
const { signal } = controller;
const calls = { getAll: keys.getAll({}, { signal }), iterate: keys.iterate({}, { signal }).next() };
const listeners = [getEventListeners(signal, 'abort').length];
controller.abort('left later');
const abortedLater = await outcomes(calls);
listeners.push(getEventListeners(signal, 'abort').length);

const timedOut = await outcomes({
  ofCall: keys.getAll({}, { timeoutMs: 20 }),
  ofIterate: keys.iterate({}, { timeoutMs: 25 }).next(),
  ofObject: brief.getAll(),
  ofClerk: APIKeys.fromClerk(clerk, { timeoutMs: 40 }).getAll(),
  ofProject: new ProjectAPIKeys({ ...project, timeoutMs: 50 }).getAll(),
  fraction: keys.getAll({}, { timeoutMs: 0.5 }),
  notANumber: brief.getAll({}, { timeoutMs: Number.NaN }),
  infinite: brief.getAll({}, { timeoutMs: Number.POSITIVE_INFINITY }),
  negative: brief.getAll({}, { timeoutMs: -1 }),
  zero: brief.getAll({}, { timeoutMs: 0 }),
  // @ts-expect-error: the module refuses it.
  text: brief.getAll({}, { timeoutMs: '5' }),
});

const unreadable = await outcomes({
  signal: keys.getAll({}, withUnreadable('signal', { timeoutMs: 20 })),
  timeoutMs: brief.getAll({}, withUnreadable('timeoutMs', {})),
  ofObject: new APIKeys(withUnreadable('timeoutMs', host)).getAll({}, { timeoutMs: 20 }),
});

delays.length = 0;
const later = { signal: AbortSignal.timeout(50) };
await outcomes({
  default: keys.getAll({}, later),
  ofClerk: APIKeys.fromClerk(clerk).getAll({}, later),
  longest: keys.getAll({}, { ...later, timeoutMs: 1e12 }),
});
const longDelays = [...delays];

// Old browsers have no `reason`.
Reflect.deleteProperty(AbortSignal.prototype, 'reason');
const { withoutReason } = await outcomes({
  withoutReason: keys.getAll({}, { signal: AbortSignal.abort() }).catch((error) => {
    throw [error instanceof DOMException, error.name];
  }),
});

const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
console.log(
  JSON.stringify({
    abortedBefore,
    abortedLater,
    listeners,
    timedOut,
    unreadable,
    longDelays,
    withoutReason,
    timers,
  }),
);

/**
 * A copy of an object with a member that throws.
 * @template {object} T
 * @param {string} name
 * @param {T} object
 */
function withUnreadable(name, object) {
  const get = () => {
    throw new Error(`${name} is unreadable`);
  };
  return Object.defineProperty({ ...object }, name, { get, enumerable: true });
}
