/** A key as the Frontend API has it. */
export const wireKey = {
  id: 'ak_00000000000000000000000000000001',
  type: 'api_key',
  name: 'deploy',
  subject: 'user_1',
  scopes: [],
  claims: null,
  revoked: false,
  expired: false,
  created_at: 1_700_000_000_000,
  updated_at: 1_700_000_000_000,
};
