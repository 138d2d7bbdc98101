/** The part of the extension API that the tests use. */
declare const chrome: {
  storage: { local: { set(items: Record<string, unknown>): Promise<void> } };
};
