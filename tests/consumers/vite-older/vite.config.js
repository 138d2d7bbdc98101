export default {
  server: {
    proxy: { '/__clerk': process.env.STAND_IN },
  },
};
