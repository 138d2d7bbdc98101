import type {} from '../plain/open.ts';
import { token } from './calls.ts';

/**
 * Defects of JavaScript globals on a host page, and the outcome of `getAll` with each: the number of keys, or an error
 * code. The first response is a 503, so the call needs a retry.
 */
export const outcomes = {
  'Math.random is no number': 1,
  'Date.parse throws': 1,
  'AbortController throws': 1,
  'Response is missing': 1,
  'the fetch is a frame’s': 1,
  'Response’s json throws': 'network_error',
  'Response’s text throws': 1,
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

export type Defect = keyof typeof outcomes;

export const parameters = { token };

declare global {
  /** Calls `getAll` twice on one object, first with the defect and then without it. Returns both outcomes. */
  function callWithDefectThenWithout(defect: Defect, path: string): Promise<[unknown, unknown]>;
}

/** Runs in the browser. */
export function install({ token }: typeof parameters): void {
  // Copies of the globals that this function needs itself.
  const { setTimeout, Object: Objects, Reflect: Reflects } = globalThis;
  const { defineProperty, getOwnPropertyDescriptor } = Objects;
  const { deleteProperty } = Reflects;
  const undo: (() => void)[] = [];

  function override(object: object, name: PropertyKey, value: unknown) {
    const original = getOwnPropertyDescriptor(object, name);
    defineProperty(object, name, { value, configurable: true, writable: true });
    undo.push(() => {
      if (original) defineProperty(object, name, original);
      else deleteProperty(object, name);
    });
  }

  function restore() {
    for (const undoOne of undo.splice(0)) undoOne();
  }

  function fail(): never {
    throw new Error('boom');
  }

  function createFrame() {
    const element = document.createElement('iframe');
    return document.body.appendChild(element).contentWindow as Window & typeof globalThis;
  }

  const defects: Record<Defect, () => void> = {
    'Math.random throws': () => override(Math, 'random', fail),
    'Math.random is no number': () => override(Math, 'random', () => 'often'),
    'Date.now throws': () => override(Date, 'now', fail),
    'Date.parse throws': () => override(Date, 'parse', fail),
    'setTimeout throws': () => override(globalThis, 'setTimeout', fail),
    'setTimeout is missing': () => override(globalThis, 'setTimeout', undefined),
    'clearTimeout throws': () => override(globalThis, 'clearTimeout', fail),
    'AbortController throws': () => override(globalThis, 'AbortController', fail),
    'Headers throws': () => override(globalThis, 'Headers', fail),
    'Response is missing': () => override(globalThis, 'Response', undefined),
    'Response’s json throws': () => override(Response.prototype, 'json', fail),
    'Response’s text throws': () => override(Response.prototype, 'text', fail),
    'there is no navigator': () => override(globalThis, 'navigator', undefined),
    'Reflect.get throws': () => override(Reflect, 'get', fail),
    'Array.isArray throws': () => override(Array, 'isArray', fail),
    'Object.entries throws': () => override(Object, 'entries', fail),
    'every object has a then': () => override(Object.prototype, 'then', 7),
    'every object has a signal': () => override(Object.prototype, 'signal', 7),
    'every object has a response': () => override(Object.prototype, 'response', {}),
    'the fetch is a frame’s': () => override(globalThis, 'fetch', createFrame().fetch),
  };

  globalThis.callWithDefectThenWithout = async (defect, path) => {
    const keys = new apikeys.APIKeys({
      ...{ frontendApi: location.origin + path, getToken: () => token },
      ...{ getSubject: () => 'user_1', maxRetries: 1, timeoutMs: 2000 },
    });
    const call = () =>
      new Promise<unknown>((resolve) => {
        setTimeout(resolve, 4000, 'pending');
        keys.getAll().then(
          ({ total_count }) => resolve(total_count),
          (error) => resolve(error.code ?? String(error)),
        );
      });
    defects[defect]();
    const withDefect = await call();
    restore();
    const withoutDefect = await call();
    // Waits until the timers that could not be cleared have fired.
    if (defect.startsWith('clearTimeout'))
      await new Promise((resolve) => setTimeout(resolve, 2000));
    return [withDefect, withoutDefect];
  };
}
