// Keys in bulk. Every property is written out: names looked up in an array make a list page of a thousand
// keys twice as slow. What must be there, and as what, is decided in Rust.

// The numbers of `Kind` in src/value.rs.
const NOTHING = 0;
const BOOLEAN = 1;
const TEXT = 2;
const MOMENT = 3;
const TEXTS = 4;
const OBJECT = 5;
const OTHER = 6;

/** Eight fields are 24 bits, as many as Rust takes in one number. */
const HALF = 2 ** 24;
/** What is no object has sixteen fields of the kind 7. */
const NO_ITEM = HALF * HALF - 1;

const LAST_MOMENT = 8.64e15;
const ISO_8601 = /^[+-]?\d{4,6}-\d\d-\d\d(T\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * What `Decoded` in src/value.rs says. One way through the keys looks at them and builds their resources,
 * in an array of the caller's: a second way would read all of it again.
 */
function decode(kinds, Resource, keys, now, resources) {
  const found = [];
  const seen = new Set();
  let last;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const isObject = kind(key) === OBJECT;
    const shape = isObject ? kinds(key) : NO_ITEM;
    if (isObject) resources.push(new Resource(key, now));
    if (shape === last) continue;
    last = shape;
    if (seen.has(shape)) continue;
    seen.add(shape);
    found.push(i, shape % HALF, Math.floor(shape / HALF));
  }
  return found;
}

/** What each `Table` of src/backend looks at, in the order of its fields. */
const tables = [
  (...keys) => decode(clerkKinds, ...keys),
  (...keys) => decode(projectKinds, ...keys),
  decodeCreated,
];

export const decodeKeys = (table, ...keys) => tables[table](...keys);

/** Of the one key that a project's create answers with. A listed key has no secret, whatever stands there. */
function decodeCreated(Resource, keys, now, resources) {
  const found = decode(projectKinds, Resource, keys, now, resources);
  if (resources.length) resources[0].secret = keys[0].key;
  return found;
}

const clerkKinds = key =>
  (kind(key.id) |
    (kind(key.type) << 3) |
    (kind(key.name) << 6) |
    (kind(key.subject) << 9) |
    (texts(key.scopes) << 12) |
    (kind(key.claims) << 15) |
    (kind(key.revoked) << 18) |
    (kind(key.revocation_reason) << 21)) +
  HALF *
    (kind(key.expired) |
      (moment(key.expiration) << 3) |
      (kind(key.created_by) << 6) |
      (kind(key.description) << 9) |
      (kind(key.secret) << 12) |
      (moment(key.last_used_at) << 15) |
      (moment(key.created_at) << 18) |
      (moment(key.updated_at) << 21));

const projectKinds = key =>
  (kind(key.key_id) |
    (kind(key.name) << 3) |
    (kind(key.key_prefix) << 6) |
    (kind(key.project_id) << 9) |
    (kind(key.tenant_id) << 12) |
    (texts(key.scopes) << 15) |
    (kind(key.is_admin_managed) << 18) |
    (kind(key.is_active) << 21)) +
  HALF *
    (moment(key.expires_at) |
      (kind(key.created_by) << 3) |
      (moment(key.last_used_at) << 6) |
      (moment(key.created_at) << 9));

// The commonest first: this is asked sixteen thousand times for a list page of a thousand keys.
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

/** ISO 8601 text with a time and without a zone. JavaScript would take it for local time; the servers mean UTC. */
const WITHOUT_ZONE = /T[\d:.,]+$/i;

// Most end in Z: the pattern is slow.
const date = value =>
  new Date(typeof value === 'string' && !value.endsWith('Z') && WITHOUT_ZONE.test(value) ? `${value}Z` : value);

function texts(value) {
  if (!Array.isArray(value)) return kind(value);
  for (let i = 0; i < value.length; i++) if (typeof value[i] !== 'string') return OTHER;
  return TEXTS;
}

/** What `PageObjects` in src/browser/objects.rs is. Without a prototype it has no setters. */
export const pageObjects = (clerk, options) => ({ __proto__: null, clerk, options });

/** Defines an own property. `clerk.apiKeys` is a getter on clerk-js's prototype, so assigning would throw. */
export const define = (object, name, value) =>
  Reflect.defineProperty(object, name, { value, configurable: true, writable: true });

/** A weak reference: a function that gives the object. Where the host page broke WeakRef, a strong one. */
export function weak(object) {
  try {
    const reference = new WeakRef(object);
    return () => reference.deref();
  } catch {
    return strong(object);
  }
}

// A function of its own: the other one above would hold the object, too.
const strong = object => () => object;

/**
 * The class of the resources of one APIKeys object; `reload` is called with the resource and its
 * params. The class holds the objects of the host page: a resource is reloaded when its APIKeys object is gone, too.
 * One class for each, because a private field makes every resource slower to build.
 */
export const clerkResource = (objects, reload) =>
  class APIKey {
    constructor(key) {
      // Before the properties: a call among the assignments makes each of them slower.
      const expiration = key.expiration ? date(key.expiration) : null;
      const lastUsedAt = key.last_used_at ? date(key.last_used_at) : null;
      const createdAt = date(key.created_at);
      const updatedAt = date(key.updated_at);
      this.id = key.id;
      this.type = key.type;
      this.name = key.name;
      this.subject = key.subject;
      this.scopes = key.scopes;
      this.claims = key.claims ?? null;
      this.revoked = key.revoked;
      this.revocationReason = key.revocation_reason ?? null;
      this.expired = key.expired;
      this.expiration = expiration;
      this.createdBy = key.created_by ?? null;
      this.description = key.description ?? null;
      if (key.secret) this.secret = key.secret;
      this.lastUsedAt = lastUsedAt;
      this.createdAt = createdAt;
      this.updatedAt = updatedAt;
    }

    get pathRoot() {
      return '/api_keys';
    }

    reload(params) {
      return reload(this, params, objects);
    }
  };

/** The same of one ProjectAPIKeys object. A key is expired by the time of the answer. */
export const projectResource = (objects, reload) =>
  class ProjectAPIKey {
    constructor(key, now) {
      const expiration = key.expires_at ? date(key.expires_at) : null;
      this.id = key.key_id;
      this.name = key.name;
      this.keyPrefix = key.key_prefix;
      this.projectId = key.project_id;
      this.tenantId = key.tenant_id;
      this.scopes = key.scopes ?? [];
      this.isAdminManaged = key.is_admin_managed ?? null;
      this.isActive = key.is_active;
      this.revoked = !key.is_active;
      this.expired = expiration !== null && expiration.getTime() <= now;
      this.expiration = expiration;
      this.createdBy = key.created_by ?? null;
      this.lastUsedAt = key.last_used_at ? date(key.last_used_at) : null;
      this.createdAt = date(key.created_at);
    }

    reload() {
      return reload(this, objects);
    }
  };

/** What `getAll()` resolves to. */
export const page = (resources, totalCount) => ({ data: resources, total_count: totalCount });

/** Brings a resource up to date. Its secret stays: only create's answer ever has one. */
export function update(resource, fresh) {
  const { secret, ...rest } = fresh;
  return Object.assign(resource, rest);
}
