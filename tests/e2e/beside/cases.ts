import type { Call } from '../harness/site/observe.ts';
import { ada, analyticalEngines, differenceWorks } from '../standin/people.ts';
import type { WireKey } from '../standin/session.ts';
import type { Difference } from './differences.ts';
import * as differences from './differences.ts';
import type { Own } from './seeds.ts';

const { asking, reading, refused, showing } = differences;

/** The same call on both sides, and what is different then. */
export interface Case {
  name: string;
  /** The active organization; without it, Ada acts for herself. */
  organization?: string;
  signedOut?: boolean;
  /** `own` is the one key that each side has for itself, and `keys` are all of Ada's. */
  call: (own: Own, keys: WireKey[]) => Call;
  differs: Difference[];
}

const getAll = (params?: unknown) => (): Call => ({ method: 'getAll', params });
const create =
  (params: (own: Own) => unknown) =>
  (own: Own): Call => ({ method: 'create', params: params(own) });
const revoke =
  (params: (own: Own) => unknown) =>
  (own: Own): Call => ({ method: 'revoke', params: params(own) });

const listed = [...reading, ...showing];

const lists: Case[] = [
  { name: 'without params', call: getAll(), differs: listed },
  {
    name: 'of the active organization',
    organization: analyticalEngines.id,
    call: getAll(),
    differs: reading,
  },
  {
    name: 'of a named subject',
    organization: analyticalEngines.id,
    call: getAll({ subject: ada.id }),
    differs: listed,
  },
  { name: 'of the null subject', call: getAll({ subject: null }), differs: listed },
  {
    name: 'of the empty subject',
    call: getAll({ subject: '' }),
    differs: [...reading, differences.emptySubjectIsNone],
  },
  {
    name: 'of a foreign subject',
    call: getAll({ subject: differenceWorks.id }),
    differs: [...reading, ...refused, differences.noEmptyMeta],
  },
  {
    name: 'with a search',
    call: getAll({ query: 'key' }),
    differs: [...listed, differences.sameOrder],
  },
  {
    name: 'with a search for what URLs write in another way',
    call: getAll({ query: '% & more+ü' }),
    differs: [...listed, differences.sameOrder],
  },
  {
    name: 'with a search for a comma',
    call: getAll({ query: 'Backup, n' }),
    differs: [...reading, differences.commaIsText, differences.sameOrder],
  },
  { name: 'of the second page', call: getAll({ initialPage: 2, pageSize: 2 }), differs: listed },
  { name: 'of the page after the last', call: getAll({ initialPage: 9 }), differs: reading },
  {
    name: 'of revoked keys too',
    call: getAll({ includeInvalid: true }),
    differs: [...reading, differences.includeInvalidIsSnakeCase, differences.sameOrder],
  },
  {
    name: 'of more than the server gives',
    call: getAll({ pageSize: 101 }),
    differs: [...reading, ...refused],
  },
  {
    name: 'of page 0',
    call: getAll({ initialPage: 0 }),
    differs: [differences.refusedUnsent('initialPage must be a whole number from 1')],
  },
];

const reloads: Case[] = [
  {
    name: 'of a key in a list',
    call: (_, keys) => ({ method: 'reload', id: keys[2]?.id ?? '' }),
    differs: [...reading, differences.reloadHasTheToken, differences.reloadFindsTheKey],
  },
];

const made = [...asking, differences.pathRootIsInherited];

const creations: Case[] = [
  {
    name: 'with a name alone',
    call: create(({ name }) => ({ name: `${name} 2` })),
    differs: made,
  },
  {
    name: 'with everything',
    call: create(({ name }) => ({
      name: `${name} 2`,
      subject: ada.id,
      description: 'A “description”\n\t\\',
      secondsUntilExpiration: 60,
    })),
    differs: made,
  },
  {
    name: 'with nulls',
    call: create(({ name }) => ({
      name: `${name} 2`,
      subject: null,
      description: null,
      secondsUntilExpiration: null,
    })),
    differs: [...made, differences.nullIsNotSent],
  },
  {
    name: 'for the active organization',
    organization: differenceWorks.id,
    call: create(({ name }) => ({ name })),
    differs: made,
  },
  {
    name: 'with a name that is taken',
    call: create(({ name }) => ({ name })),
    differs: [...asking, ...refused, differences.noEmptyMeta],
  },
  {
    name: 'with a name that is too short',
    call: create(() => ({ name: 'ab' })),
    differs: [...asking, ...refused],
  },
  {
    name: 'with a description that is too long',
    call: create(({ name }) => ({ name: `${name} 2`, description: 'd'.repeat(256) })),
    differs: [...asking, ...refused],
  },
  {
    name: 'for a foreign subject',
    call: create(({ name }) => ({ name, subject: differenceWorks.id })),
    differs: [...asking, ...refused, differences.noEmptyMeta],
  },
  {
    name: 'without a name',
    call: create(() => ({})),
    differs: [differences.refusedUnsent('name is missing')],
  },
  {
    name: 'for no time at all',
    call: create(({ name }) => ({ name, secondsUntilExpiration: 0 })),
    differs: [differences.refusedUnsent('secondsUntilExpiration must be a whole number from 1')],
  },
];

const unknown = `ak_${'0'.repeat(32)}`;
const shown = [...asking, ...showing];

const revocations: Case[] = [
  {
    name: 'with a reason',
    call: revoke(({ id }) => ({ apiKeyID: id, revocationReason: 'It was lost.' })),
    differs: shown,
  },
  {
    name: 'without a reason',
    call: revoke(({ id }) => ({ apiKeyID: id })),
    differs: shown,
  },
  {
    name: 'with a reason of null',
    call: revoke(({ id }) => ({ apiKeyID: id, revocationReason: null })),
    differs: [...shown, differences.nullIsNotSent],
  },
  {
    name: 'of a key that is not there',
    call: revoke(() => ({ apiKeyID: unknown })),
    differs: [...asking, ...refused, differences.noEmptyMeta],
  },
  {
    name: 'of an ID that is a path',
    call: revoke(({ id }) => ({ apiKeyID: `x/../${id}` })),
    differs: [...asking, differences.idIsOneSegment],
  },
  {
    name: 'of no ID',
    call: revoke(() => ({ apiKeyID: '' })),
    differs: [differences.refusedUnsent('apiKeyID must not be empty')],
  },
];

const signedOut = [differences.ownName, differences.plainMessage];

const withoutSession: Case[] = [
  { name: 'getAll', signedOut: true, call: getAll(), differs: signedOut },
  { name: 'create', signedOut: true, call: create(({ name }) => ({ name })), differs: signedOut },
  {
    name: 'revoke',
    signedOut: true,
    call: revoke(({ id }) => ({ apiKeyID: id })),
    differs: signedOut,
  },
];

/** All of them, by what they are about. */
export const cases = {
  list: lists,
  reload: reloads,
  create: creations,
  revoke: revocations,
  'signed out': withoutSession,
};
