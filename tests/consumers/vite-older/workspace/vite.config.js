// An app in a workspace: the package is in the node_modules of the folder above.
export default {
  optimizeDeps: { exclude: ['apikeys-wasm'] },
  server: {
    proxy: { '/__clerk': process.env.STAND_IN },
  },
};
