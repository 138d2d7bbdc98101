/**
 * How calls end: with what `outcome` gives.
 * @param {Record<string, Promise<unknown>>} calls
 */
export async function outcomes(calls) {
  const ended = Object.entries(calls).map(async ([name, call]) => [name, await outcome(call)]);
  return Object.fromEntries(await Promise.all(ended));
}

/**
 * What a call resolves to, or what it rejects with: a reason, or the code and the message of an error. `pending` if it
 * does not settle.
 * @param {Promise<unknown>} call
 */
export async function outcome(call) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const pending = new Promise((resolve) => {
    timer = timeout(resolve, 2000, 'pending');
  });
  const result = await Promise.race([call.catch(rejection), pending]);
  clearTimeout(timer);
  return result;
}

/** The scripts may replace the global one. */
const { setTimeout: timeout } = globalThis;

/** @param {unknown} reason */
function rejection(reason) {
  if (!(reason instanceof Error)) return reason;
  return [Reflect.get(reason, 'code'), reason.message];
}
