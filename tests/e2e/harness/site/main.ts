import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';
import { observe } from './observe';

// A development browser is what clerk-js has for keys of Clerk's own development domains only.
const instances = { production: 'clerk.standin.test', development: 'standin.clerk.accounts.dev' };

const instance = new URLSearchParams(location.search).get('instance');
const domain = instances[instance as keyof typeof instances] ?? instances.production;

const clerk = new Clerk(`pk_test_${btoa(`${domain}$`)}`, {
  proxyUrl: `${location.origin}/__clerk`,
});

/** What the tests find on the page. Clerk is neither loaded yet, nor has it our `apiKeys`. */
const parts = {
  clerk,
  original: clerk.apiKeys,
  attach: () => APIKeys.attach(clerk),
  load: () => clerk.load({ telemetry: false }),
  observe,
};

declare global {
  var harness: typeof parts;
}

globalThis.harness = parts;
