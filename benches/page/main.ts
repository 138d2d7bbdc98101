import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';
import { answerAtOnce } from './answers.ts';
import { agree, contenders, overLoopback } from './contenders.ts';
import { mixedCalls } from './mixed.ts';
import { samples } from './samples.ts';
import { watchMemory } from './wasm.ts';

/** Signs in, as the stand-in does with every new browser. */
async function enter() {
  const wasmBytes = watchMemory();
  const clerk = new Clerk(`pk_test_${btoa('clerk.standin.test$')}`, {
    proxyUrl: `${location.origin}/__clerk`,
  });
  await clerk.load({ telemetry: false });
  const apiKeys = { original: clerk.apiKeys, ours: APIKeys.fromClerk(clerk) };
  const decoders = contenders(apiKeys);
  return {
    answerAtOnce,
    agree: () => agree(decoders),
    samples: (rounds: number, calls: number) => samples(decoders, rounds, calls),
    endToEnd: (length: number, rounds: number, calls: number) =>
      samples(overLoopback(apiKeys, length), rounds, calls),
    mixedCalls: (side: keyof typeof apiKeys, calls: number) => mixedCalls(apiKeys[side], calls),
    wasmBytes,
  };
}

declare global {
  /** What the benches find on the page. */
  var bench: ReturnType<typeof enter>;
}

globalThis.bench = enter();
