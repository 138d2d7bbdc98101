import { expect, test } from '@playwright/test';
import * as entry from 'apikeys-wasm';
import * as generated from '../../../pkg/apikeys_wasm.js';

/** wasm-bindgen's own, and what every function has. */
const internal = ['__wrap', '__unwrap', '__destroy_into_raw', 'constructor'];
const everyFunction = ['length', 'name', 'prototype'];
const everyObject = new Set<object>([Object.prototype, Function.prototype]);

/** What an object has, of its own or inherited from another class of the package. */
function members(of: object, without: string[]): string[] {
  const names = new Set<string>();
  for (let at = of; !everyObject.has(at); at = Object.getPrototypeOf(at)) {
    for (const name of Reflect.ownKeys(at).map(String)) names.add(name);
  }
  return [...names].filter((name) => !internal.includes(name) && !without.includes(name)).sort();
}

/** What both classes are behind the facade, which is declared for the entry alone. */
const { Keys } = generated as unknown as { Keys: Facade };
// Not for TypeScript to look at: its declarations are those of the entry.
const facade = '../../../pkg/facade.js';
const { methods }: { methods: string[] } = await import(facade);

const classes: Record<string, { facade: Facade; statics: string[] }> = {
  APIKeys: { facade: entry.APIKeys, statics: ['attach', 'fromClerk'] },
  ProjectAPIKeys: { facade: entry.ProjectAPIKeys, statics: [] },
};

type Facade = typeof entry.APIKeys | typeof entry.ProjectAPIKeys;

for (const [name, { facade, statics }] of Object.entries(classes)) {
  test(`the entry’s ${name} has the methods that the generated class knows by number`, () => {
    const numbered = methods.filter((method) => method !== 'rotate' || name === 'APIKeys');
    const others = members(Keys.prototype, ['call']);
    expect(others).toContain('free');
    expect(members(facade.prototype, [])).toEqual([...others, ...numbered].sort());
  });

  test(`the entry’s ${name} has the static methods that are declared`, () => {
    expect(members(facade, everyFunction)).toEqual(statics);
  });
}

test('the entry exports every class of the generated module but the one behind the facade', () => {
  const exported = Object.entries(generated).filter(([name]) => /^[A-Z]/.test(name));
  for (const [name] of exported) if (name !== 'Keys') expect(Object.keys(entry)).toContain(name);

  // What can be freed lives in the WebAssembly, and has a facade that is tested here.
  const freed = exported.filter(
    ([, value]) => 'free' in (value as { prototype: object }).prototype,
  );
  expect(freed.map(([name]) => name)).toEqual(['Keys']);
});
