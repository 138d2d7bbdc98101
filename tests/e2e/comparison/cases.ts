import type { Call } from '../harness/site/observe.ts';
import { ada, analyticalEngines, differenceWorks } from '../standin/people.ts';
import type { WireKey } from '../standin/session.ts';
import type { Difference } from './differences.ts';
import * as differences from './differences.ts';
import type { OwnKey } from './seeds.ts';

const { allRequests, readRequests, serverErrors, keysWithoutSecret } = differences;

/** A call that both sides make, and the expected differences. */
export interface Case {
  name: string;
  /** The active organization. Without one, the subject is Ada. */
  organization?: string;
  signedOut?: boolean;
  /** `own` is the key that only this side uses. `keys` are all keys of Ada. */
  call: (own: OwnKey, keys: WireKey[]) => Call;
  differs: Difference[];
}

const getAll = (params?: unknown) => (): Call => ({ method: 'getAll', params });
const create =
  (params: (own: OwnKey) => unknown) =>
  (own: OwnKey): Call => ({ method: 'create', params: params(own) });
const revoke =
  (params: (own: OwnKey) => unknown) =>
  (own: OwnKey): Call => ({ method: 'revoke', params: params(own) });

const listed = [...readRequests, ...keysWithoutSecret];

const lists: Case[] = [
  { name: 'without params', call: getAll(), differs: listed },
  {
    name: 'of the active organization',
    organization: analyticalEngines.id,
    call: getAll(),
    differs: readRequests,
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
    differs: [...readRequests, differences.emptySubjectIsDefault],
  },
  {
    name: 'of a forbidden subject',
    call: getAll({ subject: differenceWorks.id }),
    differs: [...readRequests, ...serverErrors],
  },
  {
    name: 'with a search',
    call: getAll({ query: 'key' }),
    differs: [...listed, differences.sameOrder],
  },
  {
    name: 'with a search for characters that URLs encode',
    call: getAll({ query: '% & more+ü' }),
    differs: [...listed, differences.sameOrder],
  },
  {
    name: 'with a search for a comma',
    call: getAll({ query: 'Backup, n' }),
    differs: [...readRequests, differences.commaIsText, differences.sameOrder],
  },
  { name: 'of the second page', call: getAll({ initialPage: 2, pageSize: 2 }), differs: listed },
  { name: 'of the page after the last', call: getAll({ initialPage: 9 }), differs: readRequests },
  {
    name: 'with revoked keys',
    call: getAll({ includeInvalid: true }),
    differs: [...readRequests, differences.includeInvalidIsSnakeCase, differences.sameOrder],
  },
  {
    name: 'of a page above the size limit',
    call: getAll({ pageSize: 101 }),
    differs: [differences.invalidParams('pageSize must be a whole number from 1 to 100')],
  },
  {
    name: 'of page 0',
    call: getAll({ initialPage: 0 }),
    differs: [differences.invalidParams('initialPage must be a whole number from 1')],
  },
];

const reloads: Case[] = [
  {
    name: 'of a key in a list',
    call: (_, keys) => ({ method: 'reload', id: keys[2]?.id ?? '' }),
    differs: [...readRequests, differences.reloadReadsTheList],
  },
];

const created = [...allRequests, differences.pathRootIsInherited];

const creations: Case[] = [
  {
    name: 'with a name alone',
    call: create(({ name }) => ({ name: `${name} 2` })),
    differs: created,
  },
  {
    name: 'with everything',
    call: create(({ name }) => ({
      name: `${name} 2`,
      subject: ada.id,
      description: 'A “description”\n\t\\',
      secondsUntilExpiration: 60,
    })),
    differs: created,
  },
  {
    name: 'with nulls',
    call: create(({ name }) => ({
      name: `${name} 2`,
      subject: null,
      description: null,
      secondsUntilExpiration: null,
    })),
    differs: [...created, differences.nullIsNotSent],
  },
  {
    name: 'for the active organization',
    organization: differenceWorks.id,
    call: create(({ name }) => ({ name })),
    differs: created,
  },
  {
    name: 'with a name that is taken',
    call: create(({ name }) => ({ name })),
    differs: [...allRequests, ...serverErrors],
  },
  {
    name: 'with a name that is too short',
    call: create(() => ({ name: 'ab' })),
    differs: [...allRequests, ...serverErrors],
  },
  {
    name: 'with a description that is too long',
    call: create(({ name }) => ({ name: `${name} 2`, description: 'd'.repeat(256) })),
    differs: [...allRequests, ...serverErrors],
  },
  {
    name: 'for a forbidden subject',
    call: create(({ name }) => ({ name, subject: differenceWorks.id })),
    differs: [...allRequests, ...serverErrors],
  },
  {
    name: 'without a name',
    call: create(() => ({})),
    differs: [differences.invalidParams('name is missing')],
  },
  {
    name: 'with a lifetime of 0',
    call: create(({ name }) => ({ name, secondsUntilExpiration: 0 })),
    differs: [differences.invalidParams('secondsUntilExpiration must be a whole number from 1')],
  },
];

const unknown = `ak_${'0'.repeat(32)}`;
const revoked = [...allRequests, ...keysWithoutSecret];

const revocations: Case[] = [
  {
    name: 'with a reason',
    call: revoke(({ id }) => ({ apiKeyID: id, revocationReason: 'It was lost.' })),
    differs: revoked,
  },
  {
    name: 'without a reason',
    call: revoke(({ id }) => ({ apiKeyID: id })),
    differs: revoked,
  },
  {
    name: 'with a reason of null',
    call: revoke(({ id }) => ({ apiKeyID: id, revocationReason: null })),
    differs: [...revoked, differences.nullIsNotSent],
  },
  {
    name: 'of an unknown key',
    call: revoke(() => ({ apiKeyID: unknown })),
    differs: [...allRequests, ...serverErrors],
  },
  {
    name: 'of an ID that is a path',
    call: revoke(({ id }) => ({ apiKeyID: `x/../${id}` })),
    differs: [...allRequests, differences.idIsOneSegment],
  },
  {
    name: 'of an empty ID',
    call: revoke(() => ({ apiKeyID: '' })),
    differs: [differences.invalidParams('apiKeyID must not be empty')],
  },
];

const signedOut = [differences.literalErrorName, differences.plainMessage];

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

/** All cases, in groups. */
export const cases = {
  list: lists,
  reload: reloads,
  create: creations,
  revoke: revocations,
  'signed out': withoutSession,
};
