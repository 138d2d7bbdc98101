// Every call, from a server's side.

import { APIKeys } from 'apikeys-wasm';

const [origin, token = ''] = process.argv.slice(2);
const keys = new APIKeys({ frontendApi: `${origin}/__clerk`, getToken: () => token });

const created = await keys.create({ name: 'Nightly backup' });
const { total_count } = await keys.getAll();
const revoked = await keys.revoke({ apiKeyID: created.id, revocationReason: 'It was in a log.' });
const reloaded = await created.reload();
const refused = await keys.create({ name: 'Nightly backup' }).catch((error) => error);

console.log(
  JSON.stringify({
    hasSecret: created.secret?.startsWith('ak_'),
    total_count,
    revoked: revoked.revoked,
    reloaded: [reloaded === created, reloaded.revocationReason],
    refused: [refused.status, refused.errors[0].code],
  }),
);
