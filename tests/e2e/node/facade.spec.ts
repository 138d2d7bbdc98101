import { expect, test } from '@playwright/test';
import * as entry from 'apikeys-wasm';
import * as generated from '../../../pkg/apikeys_wasm.js';

/** What every function has. */
const everyFunction = ['length', 'name', 'prototype'];
const everyObject = new Set<object>([Object.prototype, Function.prototype]);

/** What an object has, of its own or inherited from another class of the package. */
function members(of: object, without: string[]): string[] {
  const names = new Set<string>();
  for (let at = of; !everyObject.has(at); at = Object.getPrototypeOf(at)) {
    for (const name of Reflect.ownKeys(at).map(String)) names.add(name);
  }
  return [...names].filter((name) => !without.includes(name)).sort();
}

// Not for TypeScript to look at: its declarations are those of the entry.
const facade = '../../../pkg/facade.js';
const { methods }: { methods: string[] } = await import(facade);

const classes: Record<string, { facade: Facade; statics: string[] }> = {
  APIKeys: { facade: entry.APIKeys, statics: ['attach', 'fromClerk'] },
  ProjectAPIKeys: { facade: entry.ProjectAPIKeys, statics: [] },
};

type Facade = typeof entry.APIKeys | typeof entry.ProjectAPIKeys;

for (const [name, { facade, statics }] of Object.entries(classes)) {
  test(`the entry’s ${name} has the methods that the module knows by number`, () => {
    const numbered = methods.filter((method) => method !== 'rotate' || name === 'APIKeys');
    expect(members(facade.prototype, ['constructor'])).toEqual(
      [...numbered, 'free', String(Symbol.dispose)].sort(),
    );
  });

  test(`the entry’s ${name} has the static methods that are declared`, () => {
    expect(members(facade, everyFunction)).toEqual(statics);
  });
}

test('the entry has every class of the generated module, and stands for all else', () => {
  const exported = Object.keys(generated).sort();
  const isClass = (name: string) => /^[A-Z]/.test(name);
  for (const name of exported.filter(isClass)) expect(Object.keys(entry)).toContain(name);
  expect(exported.filter((name) => !isClass(name))).toEqual(['default', 'initSync', 'keysOf']);
});
