// Imports every entry, and tells what that made the host do.

const done = [];

watch(globalThis, ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'atob']);
watch(WebAssembly, ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']);
watch(process, ['getBuiltinModule', 'nextTick']);

const before = Object.keys(globalThis);
await import('apikeys-wasm');
await import('apikeys-wasm/inline');
const globals = Object.keys(globalThis).filter((name) => !before.includes(name));

console.log(JSON.stringify({ done, globals }));

function watch(host, names) {
  for (const name of names) {
    const original = host[name];
    if (!original) continue;
    host[name] = function (...args) {
      done.push(name);
      return Reflect.apply(original, this, args);
    };
  }
}
