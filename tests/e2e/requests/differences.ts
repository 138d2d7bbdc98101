import type { Sent } from './network.ts';

/** An intended difference from clerk-js, and the reason. */
export interface Difference {
  reason: string;
  /** Turns a request of clerk-js into the expected request of this package. */
  change: (request: Sent) => Sent;
}

export const oneSlash: Difference = {
  reason: 'With a proxyUrl clerk-js writes two slashes before api_keys. Some servers reject that.',
  change: (request) => ({ ...request, path: request.path.replace('//api_keys', '/api_keys') }),
};
