/** Section IDs of the WebAssembly specification. */
const imports = 2;
const code = 10;
const data = 11;

/** The size in bytes of each function of a module, by name, and of the data. */
export function itemsOf(module: Uint8Array<ArrayBuffer>): [string, number][] {
  const names = namesOf(module);
  const items: [string, number][] = [];
  let functions = 0;
  for (const { id, reader } of sectionsOf(module)) {
    if (id === imports) functions = importedFunctions(reader);
    if (id === data) items.push(['data', reader.left]);
    if (id !== code) continue;
    for (let count = reader.number(); count > 0; count--) {
      const length = reader.number();
      items.push([names.get(functions) ?? `function ${functions}`, length]);
      functions++;
      reader.skip(length);
    }
  }
  return items;
}

function* sectionsOf(module: Uint8Array) {
  const reader = new Reader(module);
  reader.skip(8); // The magic number and the version.
  while (reader.left > 0) {
    const id = reader.byte();
    yield { id, reader: reader.part(reader.number()) };
  }
}

function importedFunctions(reader: Reader): number {
  const kinds = { function: 0, table: 1, memory: 2, global: 3 };
  let functions = 0;
  for (let count = reader.number(); count > 0; count--) {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind === kinds.function) {
      functions++;
      reader.number();
    } else if (kind === kinds.global) {
      reader.skip(2);
    } else {
      if (kind === kinds.table) reader.byte();
      const hasMaximum = reader.number() & 1;
      reader.number();
      if (hasMaximum) reader.number();
    }
  }
  return functions;
}

/** Reads the function names of the custom section `name`: subsection 1. */
function namesOf(module: Uint8Array<ArrayBuffer>): Map<number, string> {
  const names = new Map<number, string>();
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(module), 'name');
  const reader = new Reader(new Uint8Array(section ?? new ArrayBuffer()));
  while (reader.left > 0) {
    const id = reader.byte();
    const part = reader.part(reader.number());
    if (id !== 1) continue;
    for (let count = part.number(); count > 0; count--) names.set(part.number(), part.text());
  }
  return names;
}

/** Reads numbers and strings in the encoding of the specification. */
class Reader {
  #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  skip(length: number): void {
    this.#at += length;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Error('unexpected end of the module');
    return byte;
  }

  /** Unsigned LEB128. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  part(length: number): Reader {
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.skip(length);
    return new Reader(part);
  }

  text(): string {
    return new TextDecoder().decode(this.part(this.number()).#bytes);
  }
}
