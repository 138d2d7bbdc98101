/** Sections of a WebAssembly module, by their numbers in the specification. */
const imports = 2;
const code = 10;
const data = 11;

/** How many bytes each function of a module takes, by its name, and the data. */
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
  reader.skip(8); // "\0asm" and the version.
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

/** The second part of the section of names: an index and a name for each function. */
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

/** Reads the specification's numbers and texts one after the other. */
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
    if (byte === undefined) throw new Error('the module ends too early');
    return byte;
  }

  /** LEB128, unsigned. */
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
