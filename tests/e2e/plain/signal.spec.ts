import { expect, test } from '../fixtures.ts';
import { openPlain } from './open.ts';

test.use({ site: 'plain' });

test('calls work with an AbortController that fetch rejects, as in jsdom', async ({
  page,
  session,
}) => {
  await openPlain(page);
  const result = await page.evaluate(async (token) => {
    class Signal extends EventTarget {
      aborted = false;
      reason: unknown;
    }
    class Controller {
      signal = new Signal();
      abort() {
        this.signal.aborted = true;
        this.signal.reason = 'done';
        this.signal.dispatchEvent(new Event('abort'));
      }
    }
    Object.assign(globalThis, { AbortController: Controller, AbortSignal: Signal });
    const { signal } = new AbortController();
    const fetchError = await fetch('/', { signal }).catch((error) => error.name);

    const frontendApi = `${location.origin}/__clerk`;
    const keys = new apikeys.APIKeys({ frontendApi, getToken: () => token });
    const { total_count } = await keys.getAll({}, { signal });
    const controller = new AbortController();
    const aborted = keys.getAll({}, { signal: controller.signal }).catch((reason) => reason);
    controller.abort();
    return { fetchError, total_count, aborted: await aborted };
  }, session.token);
  expect(result).toEqual({ fetchError: 'TypeError', total_count: 0, aborted: 'done' });
});
