// Begins calls while the WebAssembly loads, lets the host page change meanwhile, and prints how the calls end.

import { readFile } from 'node:fs/promises';
import { APIKeys, load } from 'apikeys-wasm';
import { outcomes } from './outcome.js';

const [pkg] = process.argv.slice(2);
/** @type {ReadableStreamDefaultController | undefined} */
let body;
const loading = load(
  new Response(
    new ReadableStream({
      start: (controller) => {
        body = controller;
      },
    }),
  ),
);

// Refuses each list, and names its subject.
globalThis.fetch = async (input) => {
  const message = new URL(String(input)).searchParams.get('subject');
  return Response.json({ errors: [{ code: 'forbidden', message }] }, { status: 403 });
};

const frontendApi = 'https://clerk.example.com';

/** A Clerk object whose user changes while the WebAssembly loads. */
class ChangingClerk {
  frontendApi = 'clerk.example.com';

  /** @param {string | null} before @param {string | null} after @param {string} [organization] */
  constructor(before, after, organization) {
    this.id = before;
    this.after = after;
    this.organization = organization ? { id: organization } : null;
  }

  get user() {
    return this.id ? { id: this.id } : null;
  }

  get session() {
    return this.id
      ? { id: 'sess_1', getToken: () => tokenOf(this.id, this.organization?.id) }
      : null;
  }
}

const clerks = {
  signIn: new ChangingClerk(null, 'user_1'),
  nobody: new ChangingClerk(null, null),
  signOut: new ChangingClerk('user_1', null),
  otherUser: new ChangingClerk('user_1', 'user_2'),
  sameUser: new ChangingClerk('user_1', 'user_1'),
  otherMember: new ChangingClerk('user_1', 'user_2', 'org_1'),
  sameMember: new ChangingClerk('user_1', 'user_1', 'org_1'),
};
const ofClerk = mapped(clerks, (clerk) => APIKeys.fromClerk(clerk).getAll());

const clerksOfNamed = {
  namedSignIn: new ChangingClerk(null, 'user_1'),
  namedOtherUser: new ChangingClerk('user_1', 'user_2'),
  namedSameUser: new ChangingClerk('user_1', 'user_1'),
};
const ofNamed = mapped(clerksOfNamed, (clerk) =>
  APIKeys.fromClerk(clerk).getAll({ subject: 'org_1' }),
);

/** @type {Record<string, string | null | undefined>} */
const subjects = { fromNull: null, fromUndefined: undefined, fromEmpty: '', fromOther: 'user_2' };
const ofSubject = mapped({ ...subjects }, (_, name) =>
  new APIKeys({
    frontendApi,
    getToken: () => tokenOf('user_1'),
    getSubject: () => subjects[name],
  }).getAll(),
);

const notText = new APIKeys({
  frontendApi,
  getToken: () => tokenOf('user_1'),
  // @ts-expect-error: the module refuses it.
  getSubject: async () => 'user_1',
}).getAll();

class OwnSubject {
  get subject() {
    return 'org_1';
  }
}
let asked = 0;
const counting = new APIKeys({
  frontendApi,
  getToken: () => tokenOf('user_1'),
  getSubject: () => `user_${++asked}`,
});
const ofParams = mapped({ literal: { subject: 'org_1' }, ofClass: new OwnSubject() }, (params) =>
  counting.getAll(params),
);
const askedWhileLoading = asked;

const keys = new APIKeys({ frontendApi, getToken: () => null });
const signals = {
  // @ts-expect-error: the module refuses it.
  noSignal: keys.getAll({}, { signal: { aborted: true } }),
  withoutMembers: keys.getAll({}, { signal: Object.create(AbortSignal.prototype) }),
  unreadable: keys.getAll(
    {},
    {
      get signal() {
        return JSON.parse('');
      },
    },
  ),
  timeoutMs: keys.getAll({}, { timeoutMs: -1 }),
  unused: keys.getAll({}, { signal: new AbortController().signal, timeoutMs: 60_000 }),
};

// The load goes on although this call ends.
const aborted = await outcomes({
  aborted: keys.getAll({}, { signal: AbortSignal.abort('left') }),
});

const changingClerks = { ...clerks, ...clerksOfNamed };
for (const clerk of Object.values(changingClerks)) clerk.id = clerk.after;
for (const name of Object.keys(subjects)) subjects[name] = 'user_1';
body?.enqueue(await readFile(`${pkg}/apikeys_wasm_bg.wasm`));
body?.close();
await loading;

const begun = { ...ofClerk, ...ofNamed, ...ofSubject, notText, ...ofParams, ...signals };
const ended = await outcomes(begun);
const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
console.log(JSON.stringify({ ...aborted, ...ended, askedWhileLoading, asked, timers }));

/** @param {string | null} user @param {string} [organization] */
function tokenOf(user, organization) {
  const claims = Buffer.from(JSON.stringify({ sub: user, org_id: organization })).toString(
    'base64url',
  );
  return `e30.${claims}.c2ln`;
}

/**
 * @template T
 * @param {Record<string, T>} members
 * @param {(member: T, name: string) => Promise<unknown>} call
 */
function mapped(members, call) {
  const calls = Object.entries(members).map(([name, member]) => [name, call(member, name)]);
  return Object.fromEntries(calls);
}
