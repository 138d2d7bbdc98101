// Transforms ES modules to CommonJS, as most projects do.
export default {
  testEnvironment: 'jest-fixed-jsdom',
  moduleNameMapper: { '^apikeys-wasm$': 'apikeys-wasm/inline' },
  transformIgnorePatterns: ['/node_modules/(?!apikeys-wasm/)'],
  // MSW has a dependency that cannot be transformed.
  testPathIgnorePatterns: ['/node_modules/', 'msw.test.js'],
};
