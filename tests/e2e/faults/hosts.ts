import type {} from '../plain/open.ts';
import { token } from './calls.ts';

/**
 * What a page does to what the package stands on, and what a list comes to meanwhile, whose first answer is a 503: the
 * number of keys, or a code.
 */
export const ends = {
  'Math.random is no number': 1,
  'Date.parse throws': 1,
  'AbortController throws': 'network_error',
  'Response is missing': 'network_error',
  'the fetch is a frame’s': 1,
  'Response’s json throws': 'network_error',
  'there is no navigator': 1,
  'Reflect.get throws': 'invalid_options',
  'Object.entries throws': 1,
  'every object has a then': 1,
  'every object has a signal': 1,
  'every object has a response': 1,
  'Math.random throws': 1,
  'Date.now throws': 1,
  'setTimeout throws': 'host_callback_failed',
  'setTimeout is missing': 'host_callback_failed',
  'clearTimeout throws': 1,
  'Headers throws': 'network_error',
  'Array.isArray throws': 'invalid_response',
};

export type Host = keyof typeof ends;

export const known = { token };

declare global {
  /** How a list ends on a page that is spoilt, and how on the same object once it is whole again. */
  function spoiltThenWhole(host: Host, address: string): Promise<[unknown, unknown]>;
}

/** Runs in the page. */
export function install({ token }: typeof known): void {
  // What the test itself stands on.
  const { setTimeout, Object: Objects, Reflect: Reflects } = globalThis;
  const { defineProperty, getOwnPropertyDescriptor } = Objects;
  const { deleteProperty } = Reflects;
  const undo: (() => void)[] = [];

  function spoil(object: object, name: PropertyKey, value: unknown) {
    const before = getOwnPropertyDescriptor(object, name);
    defineProperty(object, name, { value, configurable: true, writable: true });
    undo.push(() => {
      if (before) defineProperty(object, name, before);
      else deleteProperty(object, name);
    });
  }

  function repair() {
    for (const one of undo.splice(0)) one();
  }

  function fail(): never {
    throw new Error('boom');
  }

  function frame() {
    const element = document.createElement('iframe');
    return document.body.appendChild(element).contentWindow as Window & typeof globalThis;
  }

  const hosts: Record<Host, () => void> = {
    'Math.random throws': () => spoil(Math, 'random', fail),
    'Math.random is no number': () => spoil(Math, 'random', () => 'often'),
    'Date.now throws': () => spoil(Date, 'now', fail),
    'Date.parse throws': () => spoil(Date, 'parse', fail),
    'setTimeout throws': () => spoil(globalThis, 'setTimeout', fail),
    'setTimeout is missing': () => spoil(globalThis, 'setTimeout', undefined),
    'clearTimeout throws': () => spoil(globalThis, 'clearTimeout', fail),
    'AbortController throws': () => spoil(globalThis, 'AbortController', fail),
    'Headers throws': () => spoil(globalThis, 'Headers', fail),
    'Response is missing': () => spoil(globalThis, 'Response', undefined),
    'Response’s json throws': () => spoil(Response.prototype, 'json', fail),
    'there is no navigator': () => spoil(globalThis, 'navigator', undefined),
    'Reflect.get throws': () => spoil(Reflect, 'get', fail),
    'Array.isArray throws': () => spoil(Array, 'isArray', fail),
    'Object.entries throws': () => spoil(Object, 'entries', fail),
    'every object has a then': () => spoil(Object.prototype, 'then', 7),
    'every object has a signal': () => spoil(Object.prototype, 'signal', 7),
    'every object has a response': () => spoil(Object.prototype, 'response', {}),
    'the fetch is a frame’s': () => spoil(globalThis, 'fetch', frame().fetch),
  };

  globalThis.spoiltThenWhole = async (host, address) => {
    const keys = new apikeys.APIKeys({
      ...{ frontendApi: location.origin + address, getToken: () => token },
      ...{ getSubject: () => 'user_1', maxRetries: 1, timeoutMs: 2000 },
    });
    const ended = () =>
      new Promise<unknown>((resolve) => {
        setTimeout(resolve, 4000, 'pending');
        keys.getAll().then(
          ({ total_count }) => resolve(total_count),
          (error) => resolve(error.code ?? String(error)),
        );
      });
    hosts[host]();
    const spoilt = await ended();
    repair();
    const whole = await ended();
    // Then the timers that could not be cleared have fired.
    if (host.startsWith('clearTimeout')) await new Promise((done) => setTimeout(done, 2000));
    return [spoilt, whole];
  };
}
