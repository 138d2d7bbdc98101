import { ada } from '../standin/people.ts';
import type { Session, WireKey } from '../standin/session.ts';

/** The two sides of every comparison: clerk-js's own `clerk.apiKeys`, and ours. */
export type Side = 'original' | 'ours';

/** A key that one side alone acts on, where both on the same would disturb each other. */
export type Own = Pick<WireKey, 'name' | 'id'>;

/** What is there before each comparison. */
export interface Seeds {
  /** Ada's keys, the newest first, the oldest revoked. */
  keys: WireKey[];
  /** Two of them. */
  own: Record<Side, Own>;
}

export async function sow(session: Session): Promise<Seeds> {
  const create = (name: string, rest: { description?: string; lifetime?: number } = {}) =>
    session.create({
      name,
      subject: ada.id,
      ...(rest.description && { description: rest.description }),
      ...(rest.lifetime && { seconds_until_expiration: rest.lifetime }),
    });

  const { id } = await create('Old deploy');
  const revoked = await session.revoke(id, 'It was in a log.');
  const nightly = await create('Backup, nightly', { lifetime: 3600 });
  const odd = await create('50% & more+ü');
  const original = await create('Key A', { description: 'For one side.' });
  const ours = await create('Key B', { description: 'For one side.' });
  return { keys: [ours, original, odd, nightly, revoked], own: { original, ours } };
}
