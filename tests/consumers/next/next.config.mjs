/** @type {import('next').NextConfig} */
export default {
  // This project lies within another one, which Next would take for its workspace.
  turbopack: { root: import.meta.dirname },
};
