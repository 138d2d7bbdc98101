import type { useUser } from '@clerk/react';

/** The stand-in's two users. Their password guards nothing: it is in the stand-in's source too. */
export const people = [
  { id: 'user_2adaLovelace000000000000001', name: 'Ada Lovelace', email: 'ada@example.com' },
  { id: 'user_2graceHopper000000000000002', name: 'Grace Hopper', email: 'grace@example.com' },
] as const;

export const password = 'engine-no-1';

/** What a user's ID stands for, as far as this page can know: the signed-in user's name, or one of the stand-in's. */
export function personName(id: string, user: ReturnType<typeof useUser>['user']): string {
  if (user?.id === id && user.fullName) return user.fullName;
  return people.find((person) => person.id === id)?.name ?? id;
}
