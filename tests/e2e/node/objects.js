// Passes objects as frameworks make them, before and after the WebAssembly has loaded.

import assert from 'node:assert/strict';
import { reactive, ref } from '@vue/reactivity';
import { APIKeys, ProjectAPIKeys } from 'apikeys-wasm';
import { outcomes } from './outcome.js';
import { wireKey } from './wire-key.js';

const key = { ...wireKey, id: 'ak_old', name: 'old' };
const newKey = { ...key, id: 'ak_new', secret: 'ak_secret' };

/** The responses to the requests of a rotation. */
const ofRotation = [
  { includes: 'include_invalid', response: { data: [key], total_count: 1 } },
  { includes: '/ak_old/revoke', response: { ...key, revoked: true } },
  { includes: '/ak_new/revoke', response: { ...newKey, revoked: true } },
  { includes: 'rotated', response: newKey },
];

/** Answers the requests of a rotation. Refuses each other request, and says what was asked for. */
globalThis.fetch = async (input, init) => {
  const { pathname, searchParams } = new URL(String(input));
  if (pathname.startsWith('/projects/'))
    return Response.json({ detail: pathname }, { status: 403 });
  const request = `${pathname} ${searchParams} ${init?.body}`;
  const known = ofRotation.find(({ includes }) => request.includes(includes));
  if (known) return Response.json(known.response);
  const message = init?.body ? String(init.body) : `${searchParams.get('query')}`;
  return Response.json({ errors: [{ code: 'forbidden', message }] }, { status: 403 });
};

const session = (sub = 'user_1') => {
  const claims = { sub, exp: Math.ceil(Date.now() / 1000) + 60 };
  const parts = ['{}', JSON.stringify(claims), 'signature'];
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
};
const frontendApi = 'https://clerk.example.com';
const options = { frontendApi, getToken: () => session(), getSubject: () => 'user_1' };
const keys = new APIKeys(options);
const clerk = {
  frontendApi: 'clerk.example.com',
  user: { id: 'user_1' },
  session: { id: 'sess_1', getToken: async () => session() },
};

/** Params whose members are getters over private fields. */
class Question {
  #query;

  /** @param {string} query */
  constructor(query) {
    this.#query = query;
  }

  get query() {
    return this.#query;
  }

  rename() {
    this.#query = 'renamed';
  }
}

class Named extends Question {
  #name = 'of a subclass';

  get name() {
    return this.#name;
  }
}

/** Params whose getter of the subclass replaces the one of its base class. */
class CountedReads extends Question {
  reads = 0;

  get query() {
    return `read ${++this.reads}`;
  }
}

/** Params that store the new secret in their own private field. */
class Store {
  apiKeyID = 'ak_old';
  name = 'rotated';
  #secret = 'nothing';

  /** @param {{ secret?: string }} key */
  onSecret({ secret = 'no secret' }) {
    this.#secret = secret;
  }

  get secret() {
    return this.#secret;
  }
}

/** Params of a class that has more. */
class WithUnrelated extends Question {
  reads = 0;

  get preview() {
    return ++this.reads;
  }
}

/** Reuses one object of options for two projects, and changes it after the calls. */
function otherProjects() {
  const options = {
    baseUrl: 'https://api.example.com',
    projectId: 'p_1',
    getToken: () => session(),
  };
  const calls = ['p_1', 'p_2'].map((projectId) => {
    options.projectId = projectId;
    return askedOf(new ProjectAPIKeys(options));
  });
  options.projectId = 'p_3';
  return Promise.all(calls);
}

/** The path that an object asks, also after `free()`. @param {ProjectAPIKeys} keys */
async function askedOf(keys) {
  const path = () => keys.getAll().catch(({ message }) => message);
  const paths = [await path()];
  keys.free();
  return [...paths, await path()];
}

class Counted extends APIKeys {
  calls = 0;

  /** @type {APIKeys['getAll']} */
  getAll(...params) {
    this.calls++;
    return super.getAll(...params);
  }
}

function begin() {
  const question = new Question('private');
  const named = new Named('');
  const frozen = Object.freeze({ query: 'frozen' });
  const changed = { query: 'before' };
  /** @type {{ query?: string }} */
  const extended = {};
  const unrelated = new WithUnrelated('of a class');
  const proxy = new Proxy({}, { get: (_, name) => (name === 'query' ? 'proxy' : undefined) });
  const throwing = {
    /** @returns {string} */
    get query() {
      throw new Error('It cannot be read.');
    },
  };
  const store = new Store();
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const calls = {
    getter: keys.getAll(question),
    inherited: keys.create(named),
    overridden: keys.getAll(new CountedReads('')),
    stored: keys.rotate(store).then(() => store.secret),
    frozen: keys.getAll(frozen),
    changed: keys.getAll(changed),
    extended: keys.getAll(extended),
    unrelated: keys.getAll(unrelated).finally(() => assert.equal(unrelated.reads, 0)),
    otherProjects: otherProjects(),
    proxy: keys.getAll(proxy),
    throwing: keys.getAll(throwing),
    revoked: keys.getAll(revoked),
    vueParams: keys.getAll(reactive({ query: 'reactive' })),
    vueReactive: reactive({ keys }).keys.getAll({ query: 'in reactive()' }),
    vueRef: ref(keys).value.getAll({ query: 'in ref()' }),
    vueClerk: ref(APIKeys.fromClerk(reactive(clerk))).value.getAll({ query: 'of Clerk' }),
    membrane: new Proxy(keys, {}).getAll({ query: 'in a Proxy' }),
  };
  question.rename();
  changed.query = 'after';
  extended.query = 'added';
  return outcomes(calls);
}

const first = await begin();
const later = await begin();

const attached = Counted.attach({ ...clerk });
const counted = Counted.fromClerk(clerk, { maxRetries: 0 });
await Promise.allSettled([attached.getAll(), counted.getAll(), counted.getAll()]);
const { fromClerk } = APIKeys;
const refusing = new Proxy(
  { ...clerk },
  {
    defineProperty() {
      throw new Error('It cannot be changed.');
    },
  },
);

const freed = ref(new APIKeys(options));
await freed.value.getAll().catch(() => {});
freed.value.free();

console.log(
  JSON.stringify({
    first,
    later,
    subclasses: [
      attached instanceof Counted && attached.calls,
      counted instanceof Counted && counted.calls,
      fromClerk(clerk) instanceof APIKeys,
      { fromClerk }.fromClerk(clerk) instanceof APIKeys,
      APIKeys.attach(refusing) instanceof APIKeys,
    ],
    freed: await outcomes({ getAll: freed.value.getAll({ query: 'after free()' }) }),
  }),
);
