// The stylesheet exports nothing. TypeScript looks for a declaration where a module imports it.
export {};
