/** What the README's example imports from `@clerk/react`. */
export const useClerk = () => globalThis.hooks.clerk;
