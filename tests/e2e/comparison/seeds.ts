import { ada } from '../standin/people.ts';
import type { Session, WireKey } from '../standin/session.ts';

/** The two sides of every comparison: `clerk.apiKeys` of clerk-js, and of this package. */
export type Side = 'original' | 'ours';

/** A key that only one side changes, so that the sides are independent. */
export type OwnKey = Pick<WireKey, 'name' | 'id'>;

/** The keys that exist before each comparison. */
export interface Seeds {
  /** Ada's keys, newest first. The oldest is revoked. */
  keys: WireKey[];
  /** Two of these keys, one for each side. */
  own: Record<Side, OwnKey>;
}

export async function createSeeds(session: Session): Promise<Seeds> {
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
