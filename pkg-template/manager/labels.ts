/** Writes a number for the reader. */
type WriteNumber = (value: number) => string;

const plural = new Intl.PluralRules('en');

/** The English texts of the manager. A text that contains a value is a function. */
export function englishLabels(number: WriteNumber) {
  const many = (count: number, one: string, others: string) =>
    `${number(count)} ${plural.select(count) === 'one' ? one : others}`;
  const keys = (count: number) => (count === 0 ? 'No keys' : many(count, 'key', 'keys'));

  return {
    page: {
      title: { clerk: 'API keys', project: 'Project keys' },
      tryAgain: 'Try again',
      cancel: 'Cancel',
      close: 'Close',
      offline:
        'You are offline. The keys below are those that were loaded last; changes have to wait.',
      signedOut: 'You are signed out',
      signedOutHint: 'API keys belong to a user or an organization. Sign in to see them.',
      forbidden: 'You may not see these keys',
      forbiddenHint: 'Ask an administrator of the organization for the permission.',
      /** The message for an error, or for a part of it, such as that of a field: `message` is the server’s own, or the package’s. */
      error: (_error: unknown, message: string) => message,
    },
    list: {
      of: (owner: string) => `of ${owner}`,
      create: 'Create key',
      createFirst: 'Create a key',
      search: 'Search keys',
      which: 'Which keys',
      active: 'Active',
      all: 'All',
      exportCSV: 'Export CSV',
      exported: (count: number) => `${keys(count)} exported.`,
      loading: 'Loading keys…',
      loadingMore: (loaded: number, count: number) => `${number(loaded)} of ${keys(count)} so far…`,
      searchingMore: (found: number, loaded: number, count: number) =>
        `${many(found, 'match', 'matches')} in ${number(loaded)} of ${keys(count)} so far…`,
      sortingMore: 'The order will change as more keys arrive.',
      loadingProgress: 'Loading keys',
      none: 'No keys yet',
      noneHint: 'A key lets a program act for you. Its secret is shown once, when you create it.',
      noneActive: 'No active keys',
      noneActiveHint: 'Create one to begin, or choose “All” to see revoked and expired keys.',
      noMatch: (query: string) => `No key matches “${query}”`,
      noActiveMatch: (query: string) => `No active key matches “${query}”`,
      noMatchHint: 'The search looks at names, descriptions, owners and IDs.',
      clearSearch: 'Clear the search',
      count: keys,
      shown: (first: number, last: number, count: number) =>
        `${number(first)}–${number(last)} of ${keys(count)}`,
      pages: 'Pages',
      pageOf: (page: number, pages: number) => `Page ${number(page)} of ${number(pages)}`,
      previous: 'Previous',
      next: 'Next',
      rows: 'Rows',
      sortBy: 'Sort by',
      ascending: 'ascending',
      descending: 'descending',
      columns: {
        name: 'Name',
        status: 'Status',
        owner: 'Owner',
        createdAt: 'Created',
        lastUsedAt: 'Last used',
        expiration: 'Expires',
      },
      actions: 'Actions',
      select: (name: string) => `Select ${name}`,
      selectPage: 'Select all on this page',
      selectAll: (count: number) => `Select all ${number(count)}`,
      selected: (count: number) => `${number(count)} selected`,
      clearSelection: 'Clear',
      revokeSelected: 'Revoke selected',
    },
    key: {
      active: 'Active',
      revoked: 'Revoked',
      expired: 'Expired',
      never: 'Never',
      neverUsed: 'Never used',
      expiresIn: (when: string) => `Expires ${when}`,
      expiredAgo: (when: string) => `Expired ${when}`,
      createdBy: (name: string) => `by ${name}`,
      prefix: 'Key prefix ',
      scopes: 'Scopes',
      fullAccess: 'Full access',
      adminManaged: 'Admin-managed',
      reload: 'Reload',
      edit: 'Edit',
      rotate: 'Rotate',
      revoke: 'Revoke',
      named: (action: string, name: string) => `${action} ${name}`,
      upToDate: (name: string) => `“${name}” is up to date.`,
    },
    create: {
      titleClerk: 'Create an API key',
      titleProject: 'Create a project key',
      name: 'Name',
      nameHint: 'What will use it, such as “Nightly backup”.',
      description: 'Description (optional)',
      expiration: 'Expiration',
      never: 'Never',
      same: 'As long as the old key',
      inDays: (days: number) => (days === 365 ? '1 year' : many(days, 'day', 'days')),
      onDate: 'On a date…',
      date: 'Expiration date',
      dateHint: {
        endOfDay: 'The key works until the end of that day.',
        sameTime: 'The key works until that day, at about this time.',
      },
      dateRequired: 'Choose a day after today.',
      expires: (day: string) => `Expires on ${day}.`,
      neverExpires: 'It works until somebody revokes it.',
      create: 'Create',
      creating: 'Creating…',
      ready: (name: string) => `“${name}” is ready to use.`,
    },
    secret: {
      title: 'Save the secret now',
      body: (name: string) =>
        `This is the only time that the secret of “${name}” is shown. Keep it where the program that needs it will find it.`,
      label: 'Secret',
      show: 'Show',
      hide: 'Hide',
      copy: 'Copy',
      copied: 'Copied.',
      refused: 'The browser did not allow copying. The secret is selected: copy it by keyboard.',
      saved: 'I have saved it',
      notRetrieved:
        'You have neither copied nor shown the secret. Without it the key is of no use.',
      goBack: 'Go back',
      closeAnyway: 'Close anyway',
    },
    lost: {
      title: 'The answer was lost',
      body: (name: string) =>
        `The connection broke while “${name}” was created. The server may have made the key, but its secret never arrived.`,
      looking: 'Looking for what the server made…',
      found: 'The server made this key, whose secret nobody has:',
      foundMany: 'The server has these keys of that name, which nobody has the secret of:',
      nothing: 'The server has no such key: nothing was made, or not yet.',
      candidate: (name: string, made: string) => `${name}, made ${made}`,
      recreate: 'Revoke and create again',
      createAgain: 'Create again',
      recreating: 'Creating again…',
      look: 'Look again',
      leave: 'Leave it',
      left: (name: string) => `“${name}” was left as it is. Look through the list for it.`,
    },
    away: {
      created: (name: string, owner: string) =>
        `“${name}” of ${owner} was created after you had left. Its secret was not shown and is gone: revoke that key.`,
      lost: (name: string, owner: string) =>
        `The answer was lost while “${name}” of ${owner} was created. Go back there to look for the key.`,
      failed: (name: string, owner: string, message: string) =>
        `“${name}” of ${owner} was not created: ${message}`,
      rotation: (name: string, owner: string, message: string) =>
        `The rotation of “${name}” of ${owner} stopped: ${message}`,
    },
    revoke: {
      title: (name: string) => `Revoke “${name}”?`,
      titleMany: (count: number) => `Revoke ${many(count, 'key', 'keys')}?`,
      body: 'Whatever uses this key stops working at once. A revoked key never comes back.',
      bodyMany: 'Whatever uses these keys stops working at once. A revoked key never comes back.',
      andMore: (count: number) => `and ${number(count)} more`,
      reason: 'Reason (optional)',
      revoke: 'Revoke key',
      revokeMany: (count: number) => `Revoke ${many(count, 'key', 'keys')}`,
      revoking: 'Revoking…',
      incomplete: 'Not all keys are revoked',
      stop: 'Stop',
      stopping: 'Stopping…',
      progress: (done: number, count: number) => `${number(done)} of ${number(count)} revoked`,
      failed: (count: number) => `${many(count, 'key', 'keys')} could not be revoked:`,
      failure: (name: string, message: string) => `${name}: ${message}`,
      stopped: (count: number) => `Stopped: ${many(count, 'key was', 'keys were')} not revoked.`,
      retry: 'Try these again',
      done: (name: string) => `“${name}” is revoked.`,
      doneMany: (count: number) => `${many(count, 'key is', 'keys are')} revoked.`,
    },
    rotate: {
      title: (name: string) => `Rotate “${name}”`,
      body: 'A new key takes its place. You get the new secret first; the old key is revoked only once you have saved it.',
      name: 'Name of the new key (optional)',
      nameHint: 'The old name with today’s date, where you give none.',
      reason: 'Reason for revoking the old key (optional)',
      rotate: 'Create the new key',
      rotating: 'Creating…',
      saved: 'Saved: revoke the old key',
      lost: (name: string) =>
        `The connection broke while the new key for “${name}” was created. The server may have made it, but its secret never arrived. “${name}” works as before.`,
      left: (name: string) =>
        `“${name}” stays as it was. Rotate it again to revoke the new key that the server may have made.`,
      discard: 'Discard the new key',
      revoking: 'Revoking…',
      halfway: 'The rotation stopped halfway',
      discarded: (name: string) => `The new key is revoked; “${name}” stays as it was.`,
      done: (fresh: string, old: string) => `“${fresh}” has taken the place of “${old}”.`,
    },
    csv: {
      columns: [
        'ID',
        'Name',
        'Description',
        'Owner',
        'Status',
        'Scopes',
        'Created',
        'Created by',
        'Last used',
        'Expires',
        'Revocation reason',
      ],
      file: (day: string) => `api-keys-${day}.csv`,
    },
    edit: {
      title: (name: string) => `Edit “${name}”`,
      description: 'Description',
      hint: 'Leave it empty to take the description away.',
      save: 'Save',
      saving: 'Saving…',
      done: (name: string) => `“${name}” is changed.`,
    },
  };
}

/** All texts of the manager. */
export type Labels = ReturnType<typeof englishLabels>;

/** Some of the texts. The English ones stand for the rest. */
export type PartialLabels = PartOf<Labels>;

/** Some of the members of an object, at any depth. */
export type PartOf<T> = {
  [Name in keyof T]?: (T[Name] extends Text ? T[Name] : PartOf<T[Name]>) | undefined;
};

type Text = string | readonly string[] | ((...values: never[]) => string);

/** The English texts, with these in their place. */
export function labelsOf(own: PartialLabels | undefined, number: WriteNumber): Labels {
  return merge(englishLabels(number), own);
}

function merge<T extends object>(all: T, own: PartOf<T> | undefined): T {
  if (!own) return all;
  const names = Object.keys(all) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, either(all[name], own[name])])) as T;
}

function either(text: unknown, own: unknown): unknown {
  if (own === undefined) return text;
  const isSection = typeof text === 'object' && text !== null && !Array.isArray(text);
  return isSection ? merge(text, own as PartOf<typeof text>) : own;
}
