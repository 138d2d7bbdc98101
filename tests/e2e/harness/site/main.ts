import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';
import { readInstance } from './instance';
import { observe } from './observe';

const instance = readInstance(new URL(location.href));
const clerk = new Clerk(instance.publishableKey, instance.options);

/** The global object for the tests. Clerk is not loaded yet, and this package is not attached yet. */
const api = {
  clerk,
  original: clerk.apiKeys,
  attach: () => APIKeys.attach(clerk),
  load: () => clerk.load({ telemetry: false, ...instance.loadOptions }),
  observe,
};

declare global {
  var harness: typeof api;
}

globalThis.harness = api;
