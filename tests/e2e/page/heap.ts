import type { Page } from '@playwright/test';

/** A snapshot of everything that JavaScript keeps of the page, after the garbage is gone. */
export async function heapOf(page: Page): Promise<Heap> {
  const browser = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  browser.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await browser.send('HeapProfiler.enable');
  // What the first round finalizes is garbage in the next.
  for (let round = 0; round < 3; round++) await browser.send('HeapProfiler.collectGarbage');
  await browser.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await browser.detach();
  return new Heap(JSON.parse(chunks.join('')));
}

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; edge_fields: string[]; node_types: [string[]] } };
  nodes: number[];
  edges: number[];
  strings: string[];
}

export class Heap {
  readonly #data: Snapshot;

  constructor(data: Snapshot) {
    this.#data = data;
  }

  /** Who keeps a text, each as the way to it: `who.what → …`, the nearest last. */
  keepersOf(text: string): string[] {
    const { nodes, edges, strings, snapshot } = this.#data;
    const { node_fields, edge_fields } = snapshot.meta;
    const [perNode, perEdge] = [node_fields.length, edge_fields.length];
    const [name, edgeCount] = [node_fields.indexOf('name'), node_fields.indexOf('edge_count')];

    /** Where each node is held: by which, and as what. */
    const holders = new Map<number, [node: number, edge: string][]>();
    let edge = 0;
    for (let node = 0; node < nodes.length; node += perNode) {
      for (let left = nodes[node + edgeCount] ?? 0; left > 0; left--, edge += perEdge) {
        const [type = 0, label = 0, to = 0] = edges.slice(edge, edge + 3);
        const isNamed = ![1, 4].includes(type); // An element has an index, and so has what is hidden.
        const held = holders.get(to) ?? [];
        held.push([node, isNamed ? String(strings[label]) : String(label)]);
        holders.set(to, held);
      }
    }

    const nameOf = (node: number) => strings[nodes[node + name] ?? 0] ?? '';
    const keepers: string[] = [];
    for (let node = 0; node < nodes.length; node += perNode) {
      if (!nameOf(node).includes(text)) continue;
      const way = [];
      const seen = new Set([node]);
      for (let at = node, steps = 0; steps < 12; steps++) {
        const [holder, label] = holders.get(at)?.find(([holder]) => !seen.has(holder)) ?? [];
        if (holder === undefined) break;
        seen.add(holder);
        way.unshift(`${nameOf(holder).slice(0, 40)}.${label}`);
        at = holder;
      }
      keepers.push(way.join(' → '));
    }
    return keepers;
  }
}
