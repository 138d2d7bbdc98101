import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';
import { agree, contenders, overLoopback } from './contenders.ts';
import { mixedCalls } from './mixed.ts';
import { respondImmediately } from './responses.ts';
import { samples } from './samples.ts';
import { watchMemory } from './wasm.ts';

/** Signs in: the stand-in server signs every new browser in. */
async function signIn() {
  const wasmBytes = watchMemory();
  const clerk = new Clerk(`pk_test_${btoa('clerk.standin.test$')}`, {
    proxyUrl: `${location.origin}/__clerk`,
  });
  await clerk.load({ telemetry: false });
  const apiKeys = { original: clerk.apiKeys, ours: APIKeys.fromClerk(clerk) };
  const decoders = contenders(apiKeys);
  return {
    respondImmediately,
    agree: () => agree(decoders),
    samples: (rounds: number, calls: number) => samples(decoders, rounds, calls),
    endToEnd: (length: number, rounds: number, calls: number) =>
      samples(overLoopback(apiKeys, length), rounds, calls),
    mixedCalls: (library: keyof typeof apiKeys, calls: number) =>
      mixedCalls(apiKeys[library], calls),
    wasmBytes,
  };
}

declare global {
  /** The benches call these functions in the page. */
  var bench: ReturnType<typeof signIn>;
}

globalThis.bench = signIn();
