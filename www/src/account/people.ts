import { useUser } from '@clerk/react';
import { useCallback } from 'react';

/** The two users of the stand-in. Their password is no secret: it is in the source of the stand-in, too. */
export const people = [
  { id: 'user_2adaLovelace000000000000001', name: 'Ada Lovelace', email: 'ada@example.com' },
  { id: 'user_2graceHopper000000000000002', name: 'Grace Hopper', email: 'grace@example.com' },
] as const;

export const password = 'engine-no-1';

/** Gives the name of a user: the signed-in one, or one of the stand-in's. For any other user it is the ID. */
export function usePersonName(): (id: string) => string {
  const { user } = useUser();
  const ownId = user?.id;
  const ownName = user?.fullName;
  return useCallback(
    (id) => {
      if (id === ownId && ownName) return ownName;
      return people.find((person) => person.id === id)?.name ?? id;
    },
    [ownId, ownName],
  );
}
