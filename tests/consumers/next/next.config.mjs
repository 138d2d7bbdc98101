/** @type {import('next').NextConfig} */
export default {
  // Next would choose the repository, which contains this project, as the workspace root.
  turbopack: { root: import.meta.dirname },
};
