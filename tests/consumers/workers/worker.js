import { APIKeys, load } from 'apikeys-wasm';
import module from 'apikeys-wasm/apikeys_wasm_bg.wasm';

await load(module);

export default {
  async fetch(request, env) {
    const keys = new APIKeys({
      frontendApi: env.FRONTEND_API,
      getToken: () => request.headers.get('X-Session-Token'),
    });
    try {
      const { data } = await keys.getAll();
      const created = await keys.create({ name: 'Made here' });
      return Response.json({ names: data.map((key) => key.name), created: created.secret });
    } catch ({ code, message }) {
      return Response.json({ code, message });
    }
  },
};
