import { expect, test } from '../fixtures.ts';
import { openPlain } from './open.ts';

test.use({ site: 'plain' });

test('where fetch refuses the page’s own AbortController, as in jsdom, calls work and end', async ({
  page,
  session,
}) => {
  await openPlain(page);
  const seen = await page.evaluate(async (token) => {
    class Signal extends EventTarget {
      aborted = false;
      reason: unknown;
    }
    class Controller {
      signal = new Signal();
      abort() {
        this.signal.aborted = true;
        this.signal.reason = 'left';
        this.signal.dispatchEvent(new Event('abort'));
      }
    }
    Object.assign(globalThis, { AbortController: Controller, AbortSignal: Signal });
    const { signal } = new AbortController();
    const refused = await fetch('/', { signal }).catch((error) => error.name);

    const frontendApi = `${location.origin}/__clerk`;
    const keys = new apikeys.APIKeys({ frontendApi, getToken: () => token });
    const { total_count } = await keys.getAll({}, { signal });
    const leaving = new AbortController();
    const left = keys.getAll({}, { signal: leaving.signal }).catch((reason) => reason);
    leaving.abort();
    return { refused, total_count, left: await left };
  }, session.token);
  expect(seen).toEqual({ refused: 'TypeError', total_count: 0, left: 'left' });
});
