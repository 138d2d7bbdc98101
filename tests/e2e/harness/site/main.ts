import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';
import { observe } from './observe';

// clerk-js identifies the development browser only on Clerk's development domains.
const instances = { production: 'clerk.standin.test', development: 'standin.clerk.accounts.dev' };

const instance = new URLSearchParams(location.search).get('instance');
const domain = instances[instance as keyof typeof instances] ?? instances.production;

const clerk = new Clerk(`pk_test_${btoa(`${domain}$`)}`, {
  proxyUrl: `${location.origin}/__clerk`,
});

/** The global object for the tests. Clerk is not loaded yet, and this package is not attached yet. */
const api = {
  clerk,
  original: clerk.apiKeys,
  attach: () => APIKeys.attach(clerk),
  load: () => clerk.load({ telemetry: false }),
  observe,
};

declare global {
  var harness: typeof api;
}

globalThis.harness = api;
