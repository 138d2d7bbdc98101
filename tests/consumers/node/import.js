// Imports every entry and prints which functions of the host the imports called.

const calls = [];

spy(globalThis, ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'atob']);
spy(WebAssembly, ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']);
spy(process, ['getBuiltinModule', 'nextTick']);

const globalsBefore = Object.keys(globalThis);
await import('apikeys-wasm');
await import('apikeys-wasm/inline');
const globals = Object.keys(globalThis).filter((name) => !globalsBefore.includes(name));

console.log(JSON.stringify({ calls, globals }));

function spy(object, names) {
  for (const name of names) {
    const original = object[name];
    if (!original) continue;
    object[name] = function (...args) {
      calls.push(name);
      return Reflect.apply(original, this, args);
    };
  }
}
