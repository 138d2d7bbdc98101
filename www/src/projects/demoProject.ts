/** The ID of the stand-in's project Engine, which has both users as members. */
export const demoProjectId = '5d8e3f6a-1c2b-4d47-9a1e-0f6b7c8d9e01';
