import { APIKeys } from 'apikeys-wasm';

const keys = new APIKeys({
  frontendApi: process.env.FRONTEND_API,
  getToken: () => process.env.SESSION_TOKEN,
});

const { data } = await keys.getAll();
const created = await keys.create({ name: 'Made here' });
console.log(JSON.stringify({ names: data.map((key) => key.name), created: created.secret }));
