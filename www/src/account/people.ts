/** The stand-in's two users. Their password guards nothing: it is in the stand-in's source too. */
export const people = [
  { name: 'Ada Lovelace', email: 'ada@example.com' },
  { name: 'Grace Hopper', email: 'grace@example.com' },
] as const;

export const password = 'engine-no-1';
