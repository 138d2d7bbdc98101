// Calls the inline entry: the error says what to do.

import { APIKeys } from 'apikeys-wasm/inline';

export default {
  async fetch(_request, env) {
    const keys = new APIKeys({ frontendApi: env.FRONTEND_API, getToken: () => null });
    return Response.json(await keys.getAll().catch(({ code, message }) => ({ code, message })));
  },
};
