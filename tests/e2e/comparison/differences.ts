import { type Observation, resource } from './observation.ts';
import * as rewrite from './rewrite.ts';
import type { Seeds } from './seeds.ts';

/**
 * An intended difference from clerk-js, and the reason. `change` turns the observation of clerk-js
 * into the expected observation of this package. The test fails when `change` changes nothing.
 */
export interface Difference {
  reason: string;
  change: (observation: Observation, seeds: Seeds) => void;
}

export const oneSlash: Difference = {
  reason: 'With a proxyUrl clerk-js writes two slashes before api_keys. Some servers reject that.',
  change: rewrite.requests((request) => {
    request.path = request.path.replace('/__clerk//', '/__clerk/');
  }),
};

export const noCache: Difference = {
  reason:
    'Responses can contain secrets, and a list must be current, so requests bypass the HTTP cache.',
  change: rewrite.requests(({ headers }) => {
    Object.assign(headers, { 'cache-control': 'no-cache', pragma: 'no-cache' });
  }),
};

export const noContentTypeWithoutBody: Difference = {
  reason: 'clerk-js sends a Content-Type with GET, which has no body.',
  change: rewrite.requests(({ method, headers }) => {
    if (method === 'GET') delete headers['content-type'];
  }),
};

export const nullIsNotSent: Difference = {
  reason: 'null means "not given". clerk-js sends it, and the server decides what it means.',
  change: rewrite.requests((request) => {
    const members = Object.entries(request.body ?? {});
    request.body = Object.fromEntries(members.filter(([, value]) => value !== null));
  }),
};

const order = ['subject', 'query', 'limit', 'offset', 'include_invalid'];

export const sameOrder: Difference = {
  reason:
    'The query parameters have a fixed order. clerk-js uses the order of the caller’s params.',
  change: rewrite.requests((request) => {
    const position = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
    request.query = request.query.toSorted(([one], [other]) => position(one) - position(other));
  }),
};

export const includeInvalidIsSnakeCase: Difference = {
  reason:
    'The parameter is include_invalid. clerk-js sends includeInvalid, which the server rejects.',
  change: (observation, { keys }) => {
    for (const request of observation.requests) {
      rewrite.rename(request, 'includeInvalid', 'include_invalid');
    }
    rewrite.lists(observation, keys);
  },
};

export const emptySubjectIsDefault: Difference = {
  reason:
    'Clerk’s React hook passes an empty subject for the default. clerk-js sends the empty subject.',
  change: (observation, { keys }) => {
    for (const { query, headers } of observation.requests) {
      const subject = query.find(([name, value]) => name === 'subject' && value === '');
      if (subject) subject[1] = headers.authorization?.claims?.sub ?? '';
    }
    const valid = keys.filter((key) => !key.revoked);
    rewrite.lists(observation, valid);
  },
};

export const commaIsText: Difference = {
  reason: 'clerk-js splits a query at its commas and sends several query parameters.',
  change: (observation, { keys }) => {
    let text = '';
    for (const request of observation.requests) {
      const parts = request.query.filter(([name]) => name === 'query');
      text = parts.map(([, part]) => part).join(',');
      request.query = request.query.filter(([name]) => name !== 'query');
      request.query.push(['query', text]);
    }
    const matches = keys.filter(({ name }) => name.includes(text));
    rewrite.lists(observation, matches);
  },
};

export const idIsOneSegment: Difference = {
  reason: 'An ID is always one path segment. clerk-js does not encode it and revokes another key.',
  change: (observation) => {
    for (const request of observation.requests) {
      request.path = request.path.replace('‹own ID›', 'x%2F..%2F‹own ID›');
    }
    rewrite.rejectByServer(observation, 400, {
      code: 'bad_request',
      message: 'Bad Request',
      longMessage:
        "Invalid 'url_parameter.apiKeyID': apiKeyID must be ak_ and 32 hexadecimal digits.",
      meta: { paramName: 'apiKeyID' },
    });
  },
};

export const reloadReadsTheList: Difference = {
  reason:
    'The API has no route for one key. clerk-js requests one without a session token and rejects, this package searches the list.',
  change: (observation, { keys }) => {
    const [list, reload] = observation.requests;
    const key = keys.find(({ id }) => reload?.path.endsWith(id));
    if (!list || !key) return;
    const params = { subject: key.subject, query: key.name, limit: '100', offset: '0' };
    const otherParams = list.query.filter(([name]) => !(name in params));
    const query = Object.entries({ ...params, include_invalid: 'true' });
    observation.requests[1] = { ...list, query: [...query, ...otherParams] };
    observation.outcome = { resolved: resource(key) };
  },
};

export const pathRootIsInherited: Difference = {
  reason: 'pathRoot is not data of a key. It is on the prototype and therefore not in the JSON.',
  change: rewrite.keys((key) => {
    key.members = key.members.filter((name) => name !== 'pathRoot');
  }),
};

export const noEmptySecret: Difference = {
  reason:
    'A key without a secret has no member `secret`. In clerk-js the member exists and is undefined.',
  change: rewrite.keys((key) => {
    key.members = key.members.filter((name) => name !== 'secret');
    delete key.secret;
  }),
};

export const literalErrorName: Difference = {
  reason:
    'A minifier shortened the error name of clerk-js to `e`. The names of this package are literals.',
  change: rewrite.error((error) => {
    error.name = error.isClerkAPIResponseError ? 'APIKeysResponseError' : 'APIKeysError';
  }),
};

export const traceIdIsKept: Difference = {
  reason: 'clerk-js drops the trace ID that Clerk’s support asks for.',
  change: rewrite.error((error) => {
    error.clerkTraceId = '‹trace ID›';
  }),
};

export const plainMessage: Difference = {
  reason: 'clerk-js adds a prefix and the code to the message. Both are also in other members.',
  change: rewrite.error((error) => {
    error.message = 'there is no session token: no user is signed in';
  }),
};

export const invalidParams = (message: string): Difference => ({
  reason: 'Invalid params are rejected before a request is sent. The message names the parameter.',
  change: (observation) => rewrite.rejectByPackage(observation, message),
});

/** The differences of every request. */
export const allRequests = [oneSlash, noCache];
/** The differences of every GET request. */
export const readRequests = [...allRequests, noContentTypeWithoutBody];
/** The differences of every key without a secret. */
export const keysWithoutSecret = [pathRootIsInherited, noEmptySecret];
/** The differences of every error response. */
export const serverErrors = [literalErrorName, traceIdIsKept];
