// What the tests answer in place of Clerk's Frontend API.

export const frontendApi = 'https://clerk.example.com';

/** A session token. The package reads its claims, and leaves its signature to the server. */
export function sessionToken(claims = { sub: 'user_1' }) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  return `${part({ alg: 'RS256' })}.${part({ iat: now, exp: now + 60, ...claims })}.signature`;
}

/** A key as the server sends it. */
export function keyOf(members) {
  const now = Date.now();
  return {
    id: 'ak_1',
    type: 'api_key',
    name: 'deploy',
    subject: 'user_1',
    scopes: [],
    revoked: false,
    expired: false,
    created_by: 'user_1',
    created_at: now,
    updated_at: now,
    ...members,
  };
}
