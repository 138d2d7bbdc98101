/** @type {import('next').NextConfig} */
export default {
  // Each bundler has its folder.
  distDir: process.env.DIST,
  // Next would choose the repository, which contains this project, as the workspace root.
  turbopack: { root: import.meta.dirname },
};
