/** Gives the size of the WebAssembly memory that the page makes after this, which no package shows. */
export function watchMemory(): () => number {
  const instances: WebAssembly.Instance[] = [];
  for (const name of ['instantiate', 'instantiateStreaming'] as const) {
    const original = WebAssembly[name] as (...args: unknown[]) => Promise<unknown>;
    Object.defineProperty(WebAssembly, name, {
      value: async (...args: unknown[]) => {
        const result = await original(...args);
        instances.push((result as WebAssembly.WebAssemblyInstantiatedSource).instance ?? result);
        return result;
      },
    });
  }
  return () => instances.reduce((sum, { exports }) => sum + bytes(exports), 0);
}

/** The memory has another name in each build. */
function bytes(exports: WebAssembly.Exports): number {
  const isMemory = (value: unknown) => value instanceof WebAssembly.Memory;
  const memory = Object.values(exports).find(isMemory);
  if (!memory) throw new Error('there is no memory among the exports');
  return memory.buffer.byteLength;
}
