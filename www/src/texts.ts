const plural = new Intl.PluralRules('en');

const many = (count: number, one: string, others: string) =>
  `${count} ${plural.select(count) === 'one' ? one : others}`;

/** All texts of the demo page. A text that contains a value is a function. */
export const texts = {
  page: {
    brand: 'apikeys-wasm',
    demo: 'demo',
    loading: 'Loading…',
    switching: 'One moment…',
    tabsLabel: 'Kinds of keys',
    clerkKeys: 'API keys',
    projectKeys: 'Project keys',
    standIn:
      'A local stand-in plays Clerk’s part: these people, organizations and keys are not real.',
    realInstance: 'This page works on your own Clerk instance: its keys are real.',
    standInUnreachable: 'The local server does not answer.',
    clerkUnreachable: 'Clerk does not answer.',
    tryAgain: 'Try again',
  },
  account: {
    organization: 'Organization',
    personal: 'Personal account',
    switchTo: (name: string) => `Switch to ${name}`,
    signOut: 'Sign out',
    signedOut: 'You are signed out',
    chooseUser: 'API keys belong to a user or an organization. Choose who you are.',
    signInAtClerk:
      'API keys belong to a user or an organization. You sign in on Clerk’s own page, which leads back here.',
    signIn: 'Sign in',
    signInAs: (name: string) => `Sign in as ${name}`,
    listKeys: 'List keys anyway',
    listProjectKeys: 'List project keys anyway',
  },
  projects: {
    project: 'Project',
    loading: 'Loading projects…',
    none: 'You are in no project.',
    errorStatus: (status: number) => `The local server answered with status ${status}.`,
  },
  faults: {
    title: 'Faults',
    kind: 'Development only',
    purpose:
      'The local server does wrong what you choose here, and the list below shows what the package does about it. This holds for your browser alone, and for requests about keys alone.',
    clear: 'Clear all',

    latency: {
      label: 'Delay each answer',
      hint: 'After 30 seconds without an answer an attempt ends in a timeout.',
      choice: (ms: number) => (ms === 0 ? 'not at all' : `by ${seconds(ms / 1000)}`),
    },
    loseCreates: {
      label: 'Lose the answer to',
      hint: 'The key is made, the connection cut: nobody has the secret. The package never creates twice by itself; its error finds the key that was made and can make it again.',
      choice: (count: number) => next(count, 'create'),
    },
    tooMany: {
      label: 'Answer with 429 to',
      hint: 'Sent again after the pause that the server asks for, twice at most; a create, too.',
      choice: (count: number) => next(count, 'request'),
    },
    retryAfter: {
      label: 'Retry-After of a 429',
      hint: 'A pause of more than a minute ends the call instead.',
      choice: seconds,
    },
    unavailable: {
      label: 'Answer with 503 to',
      hint: 'Sent again after a pause that grows, twice at most; a create is not.',
      choice: (count: number) => next(count, 'request'),
    },
    expiredSessions: {
      label: 'Answer with 401 to',
      hint: 'As for a session token that has expired: sent again at once with a fresh one, once.',
      choice: (count: number) => next(count, 'request'),
    },
    offline: {
      label: 'Cut every connection',
      hint: 'Nothing is done, and nothing answered: a network_error, after two more attempts of what can be repeated.',
    },
    log: {
      title: 'Your last requests about keys',
      empty: 'None yet: list, create, reload or revoke keys.',
      off: 'The local server keeps no journal: start it with --journal to see the requests here.',
      noResponse: 'no answer',
      noResponseYet: 'no answer yet',
      fault: {
        late: 'delayed',
        offline: 'cut off',
        too_many: 'too many',
        unavailable: 'unavailable',
        expired_session: 'session expired',
        lost: 'done, answer lost',
      },
    },
  },
} as const;

function seconds(count: number): string {
  return many(count, 'second', 'seconds');
}

function next(count: number, what: string): string {
  if (count === 0) return `no ${what}`;
  return count === 1 ? `the next ${what}` : `the next ${count} ${what}s`;
}
