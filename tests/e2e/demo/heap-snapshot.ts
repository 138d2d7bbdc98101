import type { Page } from '@playwright/test';

/** Takes a heap snapshot of the browser after garbage collection. */
export async function heapSnapshot(page: Page): Promise<HeapSnapshot> {
  const browser = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  browser.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await browser.send('HeapProfiler.enable');
  // Objects that one round finalizes are garbage in the next.
  for (let round = 0; round < 3; round++) await browser.send('HeapProfiler.collectGarbage');
  await browser.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await browser.detach();
  return new HeapSnapshot(JSON.parse(chunks.join('')));
}

interface SnapshotData {
  snapshot: { meta: { node_fields: string[]; edge_fields: string[]; node_types: [string[]] } };
  nodes: number[];
  edges: number[];
  strings: string[];
}

export class HeapSnapshot {
  readonly #data: SnapshotData;

  constructor(data: SnapshotData) {
    this.#data = data;
  }

  /** The retaining paths of all strings that contain a text: `object.property → …`, the nearest last. */
  retainersOf(text: string): string[] {
    const { nodes, edges, strings, snapshot } = this.#data;
    const { node_fields, edge_fields } = snapshot.meta;
    const [perNode, perEdge] = [node_fields.length, edge_fields.length];
    const [name, edgeCount] = [node_fields.indexOf('name'), node_fields.indexOf('edge_count')];

    /** The retainers of each node: the retaining node and the edge. */
    const retainers = new Map<number, [node: number, edge: string][]>();
    let edge = 0;
    for (let node = 0; node < nodes.length; node += perNode) {
      for (
        let remaining = nodes[node + edgeCount] ?? 0;
        remaining > 0;
        remaining--, edge += perEdge
      ) {
        const [type = 0, label = 0, to = 0] = edges.slice(edge, edge + 3);
        const isNamed = ![1, 4].includes(type); // Elements and hidden edges have an index instead of a name.
        const ofNode = retainers.get(to) ?? [];
        ofNode.push([node, isNamed ? String(strings[label]) : String(label)]);
        retainers.set(to, ofNode);
      }
    }

    const nameOf = (node: number) => strings[nodes[node + name] ?? 0] ?? '';
    const paths: string[] = [];
    for (let node = 0; node < nodes.length; node += perNode) {
      if (!nameOf(node).includes(text)) continue;
      const path = [];
      const visited = new Set([node]);
      for (let at = node, steps = 0; steps < 12; steps++) {
        const [retainer, label] =
          retainers.get(at)?.find(([retainer]) => !visited.has(retainer)) ?? [];
        if (retainer === undefined) break;
        visited.add(retainer);
        path.unshift(`${nameOf(retainer).slice(0, 40)}.${label}`);
        at = retainer;
      }
      paths.push(path.join(' → '));
    }
    return paths;
  }
}
