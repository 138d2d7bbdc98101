/** The stand-in's project that both its users are members of. */
export const engine = '5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01';
