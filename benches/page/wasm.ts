/** Returns a function that gives the size of all WebAssembly memories that the page creates from now on. */
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

function bytes({ memory }: WebAssembly.Exports): number {
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('The module exports no memory.');
  return memory.buffer.byteLength;
}
