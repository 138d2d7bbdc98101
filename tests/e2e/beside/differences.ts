import { type Observed, resource } from './observed.ts';
import * as rewrite from './rewrite.ts';
import type { Seeds } from './seeds.ts';

/**
 * Something that we do in another way than clerk-js does, and why. `change` makes of what was seen
 * of clerk-js what must be seen of ours. A difference that changes nothing exists no more.
 */
export interface Difference {
  reason: string;
  change: (observed: Observed, seeds: Seeds) => void;
}

export const oneSlash: Difference = {
  reason:
    'Under a proxyUrl clerk-js writes two slashes before api_keys; not every server takes that.',
  change: rewrite.requests((request) => {
    request.path = request.path.replace('/__clerk//', '/__clerk/');
  }),
};

export const noCache: Difference = {
  reason: 'Answers can hold secrets, and a list must be new: no HTTP cache takes part.',
  change: rewrite.requests(({ headers }) => {
    Object.assign(headers, { 'cache-control': 'no-cache', pragma: 'no-cache' });
  }),
};

export const noTypeOfNoBody: Difference = {
  reason: 'clerk-js gives a Content-Type to a GET too, which has no content.',
  change: rewrite.requests(({ method, headers }) => {
    if (method === 'GET') delete headers['content-type'];
  }),
};

export const nullIsNotSent: Difference = {
  reason: 'null means "not given"; clerk-js sends it, and leaves to the server what it means.',
  change: rewrite.requests((request) => {
    const members = Object.entries(request.body ?? {});
    request.body = Object.fromEntries(members.filter(([, value]) => value !== null));
  }),
};

const order = ['subject', 'query', 'limit', 'offset', 'include_invalid'];

export const sameOrder: Difference = {
  reason: 'The query has one order; in clerk-js it has that of the caller’s params.',
  change: rewrite.requests((request) => {
    const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
    request.query = request.query.toSorted(([one], [other]) => place(one) - place(other));
  }),
};

export const includeInvalidIsSnakeCase: Difference = {
  reason: 'The parameter is include_invalid; clerk-js writes includeInvalid, which is refused.',
  change: (observed, { keys }) => {
    for (const request of observed.requests) {
      rewrite.rename(request, 'includeInvalid', 'include_invalid');
    }
    rewrite.lists(observed, keys);
  },
};

export const emptySubjectIsNone: Difference = {
  reason: 'Clerk’s own React hook gives an empty subject and means the default; clerk-js sends it.',
  change: (observed, { keys }) => {
    for (const { query, headers } of observed.requests) {
      const subject = query.find(([name, value]) => name === 'subject' && value === '');
      if (subject) subject[1] = headers.authorization?.claims?.sub ?? '';
    }
    const valid = keys.filter((key) => !key.revoked);
    rewrite.lists(observed, valid);
  },
};

export const commaIsText: Difference = {
  reason: 'clerk-js cuts a search at its commas, and sends each part as a search of its own.',
  change: (observed, { keys }) => {
    let text = '';
    for (const request of observed.requests) {
      const parts = request.query.filter(([name]) => name === 'query');
      text = parts.map(([, part]) => part).join(',');
      request.query = request.query.filter(([name]) => name !== 'query');
      request.query.push(['query', text]);
    }
    const found = keys.filter(({ name }) => name.includes(text));
    rewrite.lists(observed, found);
  },
};

export const idIsOneSegment: Difference = {
  reason: 'An ID is one segment of the path whatever is in it; clerk-js revokes another key.',
  change: (observed) => {
    for (const request of observed.requests) {
      request.path = request.path.replace('‹own ID›', 'x%2F..%2F‹own ID›');
    }
    rewrite.isRefused(observed, 422, {
      code: 'form_param_format_invalid',
      message: 'is invalid',
      longMessage: 'api_key_id must be ak_ and 32 hexadecimal digits.',
      meta: { paramName: 'api_key_id' },
    });
  },
};

export const reloadHasTheToken: Difference = {
  reason: 'Every request about keys shows the session token; with a reload clerk-js does not.',
  change: ({ requests: [list, ...reloads] }) => {
    for (const { headers } of reloads) headers.authorization = list?.headers.authorization;
  },
};

export const reloadFindsTheKey: Difference = {
  reason: 'The published API has no route for one key; where clerk-js gives up, the list has it.',
  change: (observed, { keys }) => {
    const [list, reload] = observed.requests;
    const key = keys.find(({ id }) => reload?.path.endsWith(id));
    if (!list || !key) return;
    const asked = { subject: key.subject, query: key.name, limit: '100', offset: '0' };
    const added = list.query.filter(([name]) => !(name in asked));
    const query = Object.entries({ ...asked, include_invalid: 'true' });
    observed.requests.push({ ...list, query: [...query, ...added] });
    observed.outcome = { resolved: resource(key) };
  },
};

export const pathRootIsInherited: Difference = {
  reason:
    'pathRoot says nothing about a key: it is on the prototype, and so not in the key’s JSON.',
  change: rewrite.keys((key) => {
    key.members = key.members.filter((name) => name !== 'pathRoot');
  }),
};

export const noEmptySecret: Difference = {
  reason: 'Where there is no secret there is no such member; in clerk-js it is there, undefined.',
  change: rewrite.keys((key) => {
    key.members = key.members.filter((name) => name !== 'secret');
    delete key.secret;
  }),
};

export const ownName: Difference = {
  reason: 'A minifier made clerk-js’s error name `e`; ours are literal.',
  change: rewrite.error((error) => {
    error.name = error.isClerkAPIResponseError ? 'APIKeysResponseError' : 'APIKeysError';
  }),
};

export const traceIdIsKept: Difference = {
  reason: 'clerk-js loses the trace ID that Clerk’s support asks for.',
  change: rewrite.error((error) => {
    error.clerkTraceId = '‹trace ID›';
  }),
};

export const noEmptyMeta: Difference = {
  reason: 'Where the server sent no meta there is none; in clerk-js there is an empty one.',
  change: rewrite.error(({ errors }) => {
    for (const item of errors ?? []) {
      if (Object.keys(item.meta ?? {}).length === 0) delete item.meta;
    }
  }),
};

export const plainMessage: Difference = {
  reason: 'clerk-js puts a prefix and the code, which are elsewhere too, into the message.',
  change: rewrite.error((error) => {
    error.message = 'there is no session token: no user is signed in';
  }),
};

export const refusedUnsent = (message: string): Difference => ({
  reason:
    'What cannot be right is refused before anything is sent, by the name the caller gave it.',
  change: (observed) => rewrite.refuses(observed, message),
});

/** Of every request. */
export const asking = [oneSlash, noCache];
/** Of every request that reads. */
export const reading = [...asking, noTypeOfNoBody];
/** Of every key without its secret. */
export const showing = [pathRootIsInherited, noEmptySecret];
/** Of every refusal by the server. */
export const refused = [ownName, traceIdIsKept];
