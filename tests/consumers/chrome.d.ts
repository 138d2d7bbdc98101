/** What the tests use of an extension's own interface. */
declare const chrome: {
  storage: { local: { set(items: Record<string, unknown>): Promise<void> } };
};
