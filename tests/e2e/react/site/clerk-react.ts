/** What the example of docs/react.md imports from `@clerk/react`. */
export const useClerk = () => globalThis.hooks.clerk;
