/** A key in a response of Clerk. */
export interface WireKey {
  id: string;
  type: string;
  name: string;
  subject: string;
  scopes: string[];
  claims: null;
  revoked: boolean;
  revocation_reason: string | null;
  expired: boolean;
  expiration: number | null;
  created_by: string;
  description: string | null;
  last_used_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface WirePage {
  data: WireKey[];
  total_count: number;
}

const start = Date.UTC(2026, 0, 1);
const minute = 60_000;
const day = 24 * 60 * minute;

/** The list is the same in each run. Some keys expire, some have a description, some were used. */
export function list(length: number): WirePage {
  return { data: Array.from({ length }, (_, i) => key(i)), total_count: length };
}

export function key(i: number): WireKey {
  const created = start + i * 37 * minute;
  const revoked = i % 20 === 7;
  return {
    id: `ak_${digits(i)}`,
    type: 'api_key',
    name: `deploy-${i} (staging)`,
    subject: 'user_2adaLovelace000000000000001',
    scopes: i % 4 === 0 ? ['builds:read', 'builds:write'] : [],
    claims: null,
    revoked,
    revocation_reason: revoked ? 'Rotated: it was in a log.' : null,
    expired: false,
    expiration: i % 3 === 0 ? created + 90 * day : null,
    created_by: 'user_2adaLovelace000000000000001',
    description: i % 2 === 0 ? `Pushes the images of build ${i} to the registry.` : null,
    last_used_at: i % 5 === 0 ? null : created + 11 * minute,
    created_at: created,
    updated_at: revoked ? created + day : created,
  };
}

/** The keys of a project, in a response of the projects API. */
export function projectKeys(length: number) {
  return Array.from({ length }, (_, i) => {
    const { id, name, scopes, created_by, created_at, last_used_at, expiration } = key(i);
    const iso = (time: number | null) => (time ? new Date(time).toISOString() : null);
    return {
      key_id: id.replace(/^ak_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      name,
      key_prefix: `proj_${id.slice(3, 10)}`,
      project_id: '5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01',
      tenant_id: 'org_2analyticalEngines000000001',
      scopes: scopes.length ? scopes : ['*'],
      is_admin_managed: i % 50 === 0,
      is_active: true,
      created_by,
      created_at: iso(created_at),
      ...(expiration && { expires_at: iso(expiration) }),
      ...(last_used_at && { last_used_at: iso(last_used_at) }),
    };
  });
}

/** 32 hexadecimal digits that look random and are the same in each run. */
function digits(i: number): string {
  const part = (n: number) => (Math.imul(i + n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return part(1) + part(1e6) + part(2e6) + part(3e6);
}
