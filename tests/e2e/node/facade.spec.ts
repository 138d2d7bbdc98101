import { expect, test } from '@playwright/test';
import * as entry from 'apikeys-wasm';
import { methods } from '../../../pkg/facade.js';
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

const classes = {
  APIKeys: { facade: entry.APIKeys, inner: generated.APIKeys },
  ProjectAPIKeys: { facade: entry.ProjectAPIKeys, inner: generated.ProjectAPIKeys },
};

for (const [name, { facade, inner }] of Object.entries(classes)) {
  test(`the entry’s ${name} has the methods of the generated one`, () => {
    const numbered = methods.filter((method) => method !== 'rotate' || name === 'APIKeys');
    const expected = [...members(inner.prototype, ['call']), ...numbered].sort();
    expect(members(facade.prototype, [])).toEqual(expected);
  });

  test(`the entry’s ${name} has the static methods of the generated one`, () => {
    const methods = members(inner, everyFunction);
    expect(methods.includes('fromClerk')).toBe(name === 'APIKeys');
    expect(members(facade, everyFunction)).toEqual(methods);
  });
}

test('the entry exports every class of the generated module', () => {
  const exported = Object.entries(generated).filter(([name]) => /^[A-Z]/.test(name));
  for (const [name] of exported) expect(Object.keys(entry)).toContain(name);

  // What can be freed lives in the WebAssembly, and has a facade that is tested here.
  const facaded = exported.filter(
    ([, value]) => 'free' in (value as { prototype: object }).prototype,
  );
  expect(facaded.map(([name]) => name).sort()).toEqual(Object.keys(classes).sort());
});
