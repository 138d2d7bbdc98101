// Drops objects in several states, and prints what is left of them and what still works.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { APIKeys } from 'apikeys-wasm';
import { wireKey } from './wire-key.js';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

const payload = Buffer.from(JSON.stringify({ sub: 'user_1' })).toString('base64url');
const token = `e30.${payload}.c2ln`;

/** What each request waits for. */
let network = Promise.resolve();
let losesCreates = false;

globalThis.fetch = async (url, init) => {
  await network;
  const isCreate = init?.method === 'POST';
  if (isCreate && losesCreates) throw new TypeError('Failed to fetch');
  if (isCreate) return Response.json({ ...wireKey, secret: 'ak_secret' });
  const isList = String(url).includes('query=');
  return Response.json(isList ? { data: [wireKey], total_count: 1 } : wireKey);
};

/** Like a Clerk object, each with a megabyte. */
class Clerk {
  frontendApi = 'clerk.example.com';
  user = { id: 'user_1' };
  session = { id: 'sess_1', getToken: async () => token };
  weight = new Uint8Array(2 ** 20);
  /** @type {unknown} */
  keys;
}

/** @typedef {(clerk: Clerk) => APIKeys} Make */

/** Each makes an object over a Clerk object, which refers to that object. @type {Record<string, Make>} */
const cycles = {
  attach: (clerk) => APIKeys.attach(clerk),
  'attach with options': (clerk) => APIKeys.attach(clerk, optionsOf(clerk)),
  fromClerk: (clerk) => assigned(clerk, APIKeys.fromClerk(clerk)),
  'fromClerk with options': (clerk) => assigned(clerk, APIKeys.fromClerk(clerk, optionsOf(clerk))),
};

/** Each makes an object that nothing refers to. @type {Record<string, Make>} */
const temporaries = {
  fromClerk: (clerk) => APIKeys.fromClerk(clerk),
  'fromClerk with options': (clerk) => APIKeys.fromClerk(clerk, optionsOf(clerk)),
  new: (clerk) => new APIKeys({ frontendApi: 'https://clerk.example.com', ...optionsOf(clerk) }),
};

/** Options whose functions refer to the Clerk object. @param {Clerk} clerk */
function optionsOf(clerk) {
  return {
    getToken: () => clerk.session.getToken(),
    getSubject: () => clerk.user.id,
    getQuery: () => ({ session: clerk.session.id }),
  };
}

/** @param {Clerk} clerk @param {APIKeys} keys */
function assigned(clerk, keys) {
  clerk.keys = keys;
  return keys;
}

/** Collects what nobody holds. Finalizers run between the rounds. */
async function collect() {
  for (let round = 0; round < 10; round++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    gc();
  }
}

/** How many of twenty Clerk objects are left, whose objects were used. @param {Make} make */
async function survivors(make) {
  const dropped = [];
  for (let i = 0; i < 20; i++) dropped.push(await callAndDrop(make));
  await collect();
  return dropped.filter((clerk) => clerk.deref()).length;
}

/** @param {Make} make */
async function callAndDrop(make) {
  const clerk = new Clerk();
  const keys = make(clerk);
  await keys.getAll();
  const created = await keys.create({ name: 'deploy' });
  await created.reload();
  return new WeakRef(clerk);
}

/** Reloads a key whose object was collected. @param {Make} make */
async function reloadLater(make) {
  const { end: created, isCollected } = await createAndDrop(make);
  await collect();
  const reloaded = await created.reload();
  return { isCollected: isCollected(), isSame: reloaded === created, secret: created.secret };
}

/** Looks for the key of a lost response whose object was collected. @param {Make} make */
async function searchLater(make) {
  losesCreates = true;
  const { end: error, isCollected } = await createAndDrop(make);
  losesCreates = false;
  await collect();
  const candidates = await error.candidates();
  return { isCollected: isCollected(), code: error.code, candidates: candidates.length };
}

/** Creates a key. The result is all that is left. @param {Make} make */
async function createAndDrop(make) {
  const keys = make(new Clerk());
  const end = await keys.create({ name: 'deploy' }).catch((error) => error);
  const weak = new WeakRef(keys);
  return { end, isCollected: () => weak.deref() === undefined };
}

/** Collects while a call waits for its response. Its promise is all that is left. @param {Make} make */
async function collectMeanwhile(make) {
  let respond = () => {};
  network = new Promise((resolve) => {
    respond = resolve;
  });
  const call = make(new Clerk()).getAll();
  await collect();
  respond();
  return (await call).total_count;
}

/** @param {Record<string, Make>} of @param {(make: Make) => Promise<unknown>} what */
async function each(of, what) {
  /** @type {Record<string, unknown>} */
  const results = {};
  for (const [name, make] of Object.entries(of)) results[name] = await what(make);
  return results;
}

console.log(
  JSON.stringify({
    survivors: await each(cycles, survivors),
    reloaded: await each(temporaries, reloadLater),
    searched: await each(temporaries, searchLater),
    meanwhile: await each({ ...temporaries, ...cycles }, collectMeanwhile),
  }),
);
