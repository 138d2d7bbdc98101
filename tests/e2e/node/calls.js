// Makes every call in Node.

const [pkg, origin, token = ''] = process.argv.slice(2);
/** @type {typeof import('apikeys-wasm')} */
const { APIKeys } = await import(`file://${pkg}/index.js`);
const keys = new APIKeys({ frontendApi: `${origin}/__clerk`, getToken: () => token });

const created = await keys.create({ name: 'Nightly backup' });
const { total_count } = await keys.getAll();
const revoked = await keys.revoke({ apiKeyID: created.id, revocationReason: 'It was in a log.' });
const reloaded = await created.reload();
const conflict = await keys.create({ name: 'Nightly backup' }).catch((error) => error);

console.log(
  JSON.stringify({
    hasSecret: created.secret?.startsWith('ak_'),
    total_count,
    revoked: revoked.revoked,
    reloaded: [reloaded === created, reloaded.revocationReason],
    conflict: [conflict.status, conflict.errors[0].code],
  }),
);

export {}; // Makes this file a module, because it has no static imports.
