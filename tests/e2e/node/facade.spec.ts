import { expect, test } from '@playwright/test';
import * as entry from 'apikeys-wasm';
import * as generated from '../../../pkg/apikeys_wasm.js';

/** wasm-bindgen's own, and what every function has. */
const internal = ['__wrap', '__unwrap', '__destroy_into_raw', 'constructor'];
const everyFunction = ['length', 'name', 'prototype'];

function members(of: object, without: string[]): string[] {
  const names = Reflect.ownKeys(of).map(String);
  return names.filter((name) => !internal.includes(name) && !without.includes(name)).sort();
}

test('the entry’s class has the methods of the generated one', () => {
  expect(members(generated.APIKeys.prototype, [])).toContain('getAll');
  expect(members(entry.APIKeys.prototype, [])).toEqual(members(generated.APIKeys.prototype, []));
});

test('the entry’s class has the static methods of the generated one', () => {
  expect(members(generated.APIKeys, everyFunction)).toContain('fromClerk');
  expect(members(entry.APIKeys, everyFunction)).toEqual(members(generated.APIKeys, everyFunction));
});

test('the entry exports every class of the generated module', () => {
  const classes = Object.keys(generated).filter((name) => /^[A-Z]/.test(name));
  expect(classes).toContain('APIKeys');
  for (const name of classes) expect(Object.keys(entry)).toContain(name);
});
