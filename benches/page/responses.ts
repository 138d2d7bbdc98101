import { key, list } from './keys.ts';

const secret = `ak_live_${'0'.repeat(43)}`;
const missing = { code: 'resource_not_found', message: 'Not found', long_message: 'No such key.' };

/** The response body of `getAll`. */
export const text = JSON.stringify(list(1000));

/** Bodies are encoded once, so that the time of a call does not include it. */
const bytes = (value: string) => new TextEncoder().encode(value);

const bodies = {
  list: bytes(text),
  page: bytes(JSON.stringify(list(10))),
  created: bytes(JSON.stringify({ ...key(0), secret })),
  refused: bytes(JSON.stringify({ errors: [missing], clerk_trace_id: '0123456789abcdef' })),
};

/** Replaces `fetch` for `/api_keys`: it responds immediately with a list, a new key, or an error for revoke. */
export function respondImmediately(): void {
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const request = input instanceof Request ? input : { url: String(input), method: init?.method };
    const { url, method } = request;
    if (!url.includes('/api_keys')) return send(input, init);
    if (url.includes('/revoke')) return respond(404, bodies.refused);
    if (method === 'POST') return respond(201, bodies.created);
    return respond(200, /[?&]query=10(&|$)/.test(url) ? bodies.page : bodies.list);
  };
}

function respond(status: number, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return Promise.resolve(new Response(body, { status, headers }));
}
