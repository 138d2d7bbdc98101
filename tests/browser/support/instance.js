// This test module once more, with a memory of its own: what breaks in there breaks nothing else.

const { fetch } = globalThis;
let code;
let count = 0;

export async function instance() {
  code ??= await WebAssembly.compileStreaming(fetch('/wasm-bindgen-test_bg.wasm'));
  count += 1;
  const module = await import(`/wasm-bindgen-test.js?${count}`);
  await module.default({ module_or_path: code });
  return module;
}
