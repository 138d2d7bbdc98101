// Imports the package, then loads it, and tells what either made the host do.

/** @type {string[]} */
let done = [];

note(globalThis, ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);
note(WebAssembly, ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']);
note(process, ['getBuiltinModule', 'nextTick']);

const { load, ...rest } = await import('apikeys-wasm');
const imported = done;
done = [];
await load();
const loaded = done;

console.log(JSON.stringify({ names: Object.keys(rest), version: rest.version, imported, loaded }));

/** @param {object} host @param {string[]} names */
function note(host, names) {
  const functions = /** @type {Record<string, Function>} */ (host);
  for (const name of names) {
    const original = functions[name];
    if (!original) continue;
    /** @this {unknown} @param {unknown[]} args */
    functions[name] = function (...args) {
      done.push(name);
      return Reflect.apply(original, this, args);
    };
  }
}

export {};
