// Clerk's API keys, in bulk. Every property is written out: names looked up in an array make a page
// of a thousand keys twice as slow. What must be there, and as what, is decided in Rust.

// The numbers of `Kind` in src/value.rs.
const NOTHING = 0;
const BOOLEAN = 1;
const TEXT = 2;
const MOMENT = 3;
const TEXTS = 4;
const OBJECT = 5;
const OTHER = 6;
const NO_ITEM = 7;

const FIELDS = 16;
const LAST_MOMENT = 8.64e15;
const ISO_8601 = /^[+-]?\d{4,6}-\d\d-\d\d(T\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A byte for each field of each key, in the order of FIELDS in src/backend/clerk/answer.rs. */
export function survey(keys) {
  const kinds = new Uint8Array(keys.length * FIELDS);
  let i = 0;
  for (const key of keys) {
    if (kind(key) !== OBJECT) {
      kinds.fill(NO_ITEM, i, (i += FIELDS));
      continue;
    }
    kinds[i++] = kind(key.id);
    kinds[i++] = kind(key.type);
    kinds[i++] = kind(key.name);
    kinds[i++] = kind(key.subject);
    kinds[i++] = texts(key.scopes);
    kinds[i++] = kind(key.claims);
    kinds[i++] = kind(key.revoked);
    kinds[i++] = kind(key.revocation_reason);
    kinds[i++] = kind(key.expired);
    kinds[i++] = moment(key.expiration);
    kinds[i++] = kind(key.created_by);
    kinds[i++] = kind(key.description);
    kinds[i++] = kind(key.secret);
    kinds[i++] = moment(key.last_used_at);
    kinds[i++] = moment(key.created_at);
    kinds[i++] = moment(key.updated_at);
  }
  return kinds;
}

function kind(value) {
  switch (typeof value) {
    case 'string':
      return TEXT;
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return OTHER;
    case 'undefined':
      return NOTHING;
    default:
      return value === null ? NOTHING : Array.isArray(value) ? OTHER : OBJECT;
  }
}

function moment(value) {
  if (typeof value === 'number') return Math.abs(value) <= LAST_MOMENT ? MOMENT : OTHER;
  if (typeof value !== 'string') return kind(value);
  return ISO_8601.test(value) && !Number.isNaN(Date.parse(value)) ? MOMENT : TEXT;
}

function texts(value) {
  if (!Array.isArray(value)) return kind(value);
  for (const item of value) if (typeof item !== 'string') return OTHER;
  return TEXTS;
}

class APIKey {
  #reload;

  constructor(key, reload) {
    this.#reload = reload;
    this.id = key.id;
    this.type = key.type;
    this.name = key.name;
    this.subject = key.subject;
    this.scopes = key.scopes;
    this.claims = key.claims ?? null;
    this.revoked = key.revoked;
    this.revocationReason = key.revocation_reason ?? null;
    this.expired = key.expired;
    this.expiration = key.expiration ? new Date(key.expiration) : null;
    this.createdBy = key.created_by ?? null;
    this.description = key.description ?? null;
    if (key.secret) this.secret = key.secret;
    this.lastUsedAt = key.last_used_at ? new Date(key.last_used_at) : null;
    this.createdAt = new Date(key.created_at);
    this.updatedAt = new Date(key.updated_at);
  }

  get pathRoot() {
    return '/api_keys';
  }

  reload(params) {
    return this.#reload(this, params);
  }
}

/** The resources of checked keys; `reload` is called with the resource and its params. */
export const resources = (keys, reload) => keys.map(key => new APIKey(key, reload));

/** The resource of the first of them. */
export const resource = (keys, reload) => new APIKey(keys[0], reload);

/** What `getAll()` resolves to. */
export const page = (keys, totalCount, reload) => ({ data: resources(keys, reload), total_count: totalCount });

/** Brings a resource up to date. Its secret stays: only create's answer ever has one. */
export function update(target, keys) {
  const { secret, ...rest } = new APIKey(keys[0]);
  return Object.assign(target, rest);
}

/** Makes `keys` what `clerk.apiKeys` is: clerk-js has a getter of that name on its prototype. */
export function attach(clerk, keys) {
  Reflect.defineProperty(clerk, 'apiKeys', { value: keys, configurable: true, writable: true });
}
