// An async iterator: wasm-bindgen cannot export one.

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
