// Async functions that wasm-bindgen cannot express. In one file, because its test server can hang with more than four files.

/** The keys of all list pages. Reads the next list page while the caller handles the one before. */
export async function* iterate(pages) {
  try {
    let ahead = pages.next();
    for (let keys = await ahead; keys; keys = await ahead) {
      ahead = pages.next();
      // The loop awaits it later: its failure is not unhandled.
      ahead.catch(() => {});
      yield* keys;
    }
  } finally {
    pages.stop();
  }
}

/**
 * Calls whatever `fetch` is at this moment, from an empty stack: the browser records the stack of each request for its
 * developer tools, and that of WebAssembly is deep. What `fetch` throws is a rejection.
 */
export async function send(url, init) {
  await undefined;
  return fetch(url, init);
}
