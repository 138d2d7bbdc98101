import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  WebTracerProvider,
} from '@opentelemetry/sdk-trace-web';
import { APIKeys, APIKeysResponseError } from 'apikeys-wasm';

const spans = new InMemorySpanExporter();

/** Puts each implementation in the place of `fetch`. */
const install = {
  native() {},
  /** Its responses are of a class of its own, over XMLHttpRequest. */
  async 'whatwg-fetch'() {
    const { fetch } = await import('whatwg-fetch');
    globalThis.fetch = fetch;
  },
  /** It wraps `fetch`, reads a clone of each response, and adds headers. */
  OpenTelemetry() {
    const provider = new WebTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
    provider.register();
    const instrumentation = new FetchInstrumentation({ propagateTraceHeaderCorsUrls: /.*/ });
    instrumentation.setTracerProvider(provider);
    instrumentation.enable();
  },
  'a Proxy over Response'() {
    const { fetch } = globalThis;
    globalThis.fetch = async (...request) =>
      new Proxy(await fetch(...request), {
        get(response, name) {
          const value = Reflect.get(response, name);
          return typeof value === 'function' ? value.bind(response) : value;
        },
      });
  },
  /** Wrappers often copy the headers in one of these ways. */
  'headers in a copy of init'() {
    const { fetch } = globalThis;
    globalThis.fetch = (url, init) => fetch(url, { ...init, headers: { ...init?.headers } });
  },
  'a new Request'() {
    const { fetch } = globalThis;
    globalThis.fetch = (url, init) => fetch(new Request(url, init));
  },
  async 'the Response of another realm'() {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const { fetch } = frame.contentWindow as unknown as typeof globalThis;
    globalThis.fetch = (...request) => fetch(...request);
  },
};

export type Implementation = keyof typeof install;

/** Creates, lists and revokes a key over an implementation of `fetch`, and has a create refused. */
async function exercise(implementation: Implementation, token: string) {
  const keys = new APIKeys({
    frontendApi: `${location.origin}/__clerk`,
    getToken: () => token,
    maxRetries: 0,
  });
  await install[implementation]();
  const created = await keys.create({ name: 'Nightly backup', description: 'Déjà vu' });
  const refusal = await keys.create({ name: 'Nightly backup' }).catch((error) => error);
  const { data, total_count } = await keys.getAll({ query: 'night' });
  const revoked = await keys.revoke({ apiKeyID: created.id });
  return {
    hasSecret: created.secret?.startsWith('ak_'),
    description: data[0]?.description,
    total_count,
    revoked: revoked.revoked,
    refusal: refusal instanceof APIKeysResponseError && [refusal.status, refusal.errors[0]?.code],
  };
}

const api = {
  implementations: Object.keys(install) as Implementation[],
  exercise,
  /** What OpenTelemetry has seen. It waits for the browser's own measurement of each request. */
  spans: () => spans.getFinishedSpans().map(({ attributes }) => attributes['url.full']),
};

declare global {
  var fetches: typeof api;
}

globalThis.fetches = api;
