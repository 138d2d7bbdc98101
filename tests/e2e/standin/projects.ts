/** The projects of the stand-in, with their initial keys, newest first. The source of the stand-in defines them. */
export const engine = {
  id: '5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01',
  name: 'Engine',
  keys: ['Card reader', 'Trial', 'Platform'],
} as const;

/** Only Ada is a member. */
export const notes = {
  id: 'a7c4b2d9-6e5f-4f83-8b3c-2d1e0f9a8b02',
  name: 'Notes',
  keys: ['Old printer', 'Backup'],
} as const;

/** Only Grace is a member. */
export const compiler = {
  id: 'c3f1e0d8-9b7a-4c65-b5d4-4e3f2a1b0c03',
  name: 'Compiler',
  keys: [],
} as const;
