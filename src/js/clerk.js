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

/** Eight fields of what is no object: 7 for each. */
const NO_FIELDS = 0o77777777;

const LAST_MOMENT = 8.64e15;
const ISO_8601 = /^[+-]?\d{4,6}-\d\d-\d\d(T\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * What `Survey` in src/value.rs says, of the fields in the order of FIELDS in src/backend/clerk/answer.rs.
 * One way through the keys does both: a second one takes half as long again.
 */
export function survey(Resource, keys, resources) {
  const found = [];
  const seen = new Set();
  let lastLow;
  let lastHigh;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    let low = NO_FIELDS;
    let high = NO_FIELDS;
    if (kind(key) === OBJECT) {
      low =
        kind(key.id) |
        (kind(key.type) << 3) |
        (kind(key.name) << 6) |
        (kind(key.subject) << 9) |
        (texts(key.scopes) << 12) |
        (kind(key.claims) << 15) |
        (kind(key.revoked) << 18) |
        (kind(key.revocation_reason) << 21);
      high =
        kind(key.expired) |
        (moment(key.expiration) << 3) |
        (kind(key.created_by) << 6) |
        (kind(key.description) << 9) |
        (kind(key.secret) << 12) |
        (moment(key.last_used_at) << 15) |
        (moment(key.created_at) << 18) |
        (moment(key.updated_at) << 21);
      resources.push(new Resource(key));
    }
    if (low === lastLow && high === lastHigh) continue;
    lastLow = low;
    lastHigh = high;
    const shape = low * 2 ** 24 + high;
    if (seen.has(shape)) continue;
    seen.add(shape);
    found.push(i, low, high);
  }
  return found;
}

// The commonest first: this is asked sixteen thousand times for a page of a thousand keys.
function kind(value) {
  if (typeof value === 'string') return TEXT;
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'boolean') return BOOLEAN;
  return typeof value !== 'object' || Array.isArray(value) ? OTHER : OBJECT;
}

function moment(value) {
  if (typeof value === 'number') return Math.abs(value) <= LAST_MOMENT ? MOMENT : OTHER;
  if (typeof value !== 'string') return kind(value);
  return ISO_8601.test(value) && !Number.isNaN(Date.parse(value)) ? MOMENT : TEXT;
}

function texts(value) {
  if (!Array.isArray(value)) return kind(value);
  for (let i = 0; i < value.length; i++) if (typeof value[i] !== 'string') return OTHER;
  return TEXTS;
}

/**
 * The class of the resources of one APIKeys object; `reload` is called with the resource and its
 * params. One class for each, because a private field makes every resource slower to build.
 */
export const resourceClass = reload =>
  class APIKey {
    constructor(key) {
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
      return reload(this, params);
    }
  };

/** What `getAll()` resolves to. */
export const page = (resources, totalCount) => ({ data: resources, total_count: totalCount });

/** Brings a resource up to date. Its secret stays: only create's answer ever has one. */
export function update(resource, fresh) {
  const { secret, ...rest } = fresh;
  return Object.assign(resource, rest);
}

/** What a Clerk object says of itself now: its proxy, its Frontend API's host, its version, the session's ID. May throw. */
export function facts(clerk) {
  return [clerk.proxyUrl, clerk.frontendApi, clerk.version, clerk.session?.id].map(text => (typeof text === 'string' ? text : ''));
}

/** The ID of the active organization, else of the user. May throw. */
export function subject(clerk) {
  return [clerk.organization?.id, clerk.user?.id].find(id => id && typeof id === 'string');
}

/** The session's token; nothing where there is no session. A throw and a bare value become a promise, too. */
export async function sessionToken(clerk, skipCache) {
  return clerk.session?.getToken(skipCache ? { skipCache } : undefined);
}

/** `document.cookie`, where there is a document. Throws where it may not be asked for it. */
export function cookies() {
  return globalThis.document?.cookie ?? '';
}

/** Makes `keys` what `clerk.apiKeys` is: clerk-js has a getter of that name on its prototype. */
export function attach(clerk, keys) {
  Reflect.defineProperty(clerk, 'apiKeys', { value: keys, configurable: true, writable: true });
}
