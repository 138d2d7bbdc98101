/** The users and organizations of the stand-in. Its source defines them. */
export const password = 'engine-no-1';

export const ada = {
  id: 'user_2adaLovelace000000000000001',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
} as const;

export const grace = {
  id: 'user_2graceHopper000000000000002',
  name: 'Grace Hopper',
  email: 'grace@example.com',
} as const;

/** Ada and Grace are members. */
export const analyticalEngines = {
  id: 'org_2analyticalEngines000000001',
  name: 'Analytical Engines',
} as const;

/** Only Ada is a member. */
export const differenceWorks = {
  id: 'org_2differenceWorks00000000002',
  name: 'Difference Works',
} as const;
