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
  return () => instances.reduce((sum, { exports }) => sum + bytes(exports.memory), 0);
}

const bytes = (memory: unknown) =>
  memory instanceof WebAssembly.Memory ? memory.buffer.byteLength : 0;
