import { Clerk } from '@clerk/clerk-js/no-rhc';
import { APIKeys } from 'apikeys-wasm';
import { answerAtOnce } from './answers.ts';
import { agree, contenders } from './contenders.ts';
import { mixedCalls } from './mixed.ts';
import { samples } from './samples.ts';
import { watchMemory } from './wasm.ts';

/** Signs in, as the stand-in does with every new browser. From then on, no key is asked of it. */
async function enter() {
  const wasmBytes = watchMemory();
  const clerk = new Clerk(`pk_test_${btoa('clerk.standin.test$')}`, {
    proxyUrl: `${location.origin}/__clerk`,
  });
  await clerk.load({ telemetry: false });
  answerAtOnce();

  const apiKeys = { original: clerk.apiKeys, ours: APIKeys.fromClerk(clerk) };
  const decoders = contenders(apiKeys);
  return {
    agree: () => agree(decoders),
    samples: (rounds: number, calls: number) => samples(decoders, rounds, calls),
    mixedCalls: (side: keyof typeof apiKeys, calls: number) => mixedCalls(apiKeys[side], calls),
    wasmBytes,
  };
}

declare global {
  /** What the benches find on the page. */
  var bench: ReturnType<typeof enter>;
}

globalThis.bench = enter();
