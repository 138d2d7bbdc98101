/** The stand-in's projects, which are part of its source, and the keys that they begin with: the newest first. */
export const engine = {
  id: '5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01',
  name: 'Engine',
  keys: ['Card reader', 'Trial', 'Platform'],
} as const;

/** Ada’s own. */
export const notes = {
  id: 'a7c4b2d9-6e5f-4f83-8b3c-2d1e0f9a8b02',
  name: 'Notes',
  keys: ['Old printer', 'Backup'],
} as const;

/** Grace’s own. */
export const compiler = {
  id: 'c3f1e0d8-9b7a-4c65-b5d4-4e3f2a1b0c03',
  name: 'Compiler',
  keys: [],
} as const;
