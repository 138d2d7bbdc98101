// Imports and loads the package, and prints which functions of the host each step called.

/** @type {string[]} */
let calls = [];

spy(globalThis, ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);
spy(WebAssembly, ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']);
spy(process, ['getBuiltinModule', 'nextTick']);

const { load, ...rest } = await import('apikeys-wasm');
const imported = calls;
calls = [];
await load();
const loaded = calls;

console.log(JSON.stringify({ names: Object.keys(rest), version: rest.version, imported, loaded }));

/** @param {object} object @param {string[]} names */
function spy(object, names) {
  const functions = /** @type {Record<string, Function>} */ (object);
  for (const name of names) {
    const original = functions[name];
    if (!original) continue;
    /** @this {unknown} @param {unknown[]} args */
    functions[name] = function (...args) {
      calls.push(name);
      return Reflect.apply(original, this, args);
    };
  }
}

export {};
