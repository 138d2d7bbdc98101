import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import * as entry from 'apikeys-wasm';
import * as generated from '../../../pkg/apikeys_wasm.js';
import { pkg } from '../paths.ts';

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

/** What wasm-bindgen adds for itself. */
const internals = ['__destroy_into_raw', '__wrap'];

const classes = [
  { name: 'APIKeys', facade: entry.APIKeys, generatedClass: generated.APIKeys },
  {
    name: 'ProjectAPIKeys',
    facade: entry.ProjectAPIKeys,
    generatedClass: generated.ProjectAPIKeys,
  },
];

for (const { name, facade, generatedClass } of classes) {
  test(`the facade of ${name} has every method of the generated class`, () => {
    expect(members(facade.prototype, [])).toEqual(members(generatedClass.prototype, internals));
  });

  test(`the facade of ${name} has every static method of the generated class`, () => {
    expect(members(facade, everyFunction)).toEqual(
      members(generatedClass, [...everyFunction, ...internals]),
    );
  });
}

test('the entry exports every class of the generated module, and a replacement of its loader', () => {
  const exported = Object.keys(generated).sort();
  const isClass = (name: string) => /^[A-Z]/.test(name);
  for (const name of exported.filter(isClass)) expect(Object.keys(entry)).toContain(name);
  expect(exported.filter((name) => !isClass(name))).toEqual(['default', 'initSync']);
});

test('the facade reads every param and option that the module declares', () => {
  const read = (file: string) => readFileSync(`${pkg}/${file}`, 'utf8');
  const interfaces = read('apikeys_wasm.d.ts').matchAll(
    /^export interface \w+(?:Params|Options) (?:extends \w+ )?\{([\s\S]*?)^\}/gm,
  );
  const members = Array.from(interfaces, ([, body = '']) =>
    Array.from(body.matchAll(/^ {4}(\w+)\??[:(]/gm), ([, name = '']) => name),
  ).flat();
  expect(members.length).toBeGreaterThan(20);
  const facade = read('facade.js');
  expect([...new Set(members)].filter((name) => !facade.includes(`'${name}'`))).toEqual([]);
});
