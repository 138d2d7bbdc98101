import { APIKeysResponseError } from 'apikeys-wasm';

/** One page of a list, as `getAll` returns it. */
export interface Page<K> {
  data: K[];
  total_count: number;
}

/** All keys of a list, or those that have arrived. */
export interface AllKeys<K> {
  keys: K[];
  /** How many the server has. */
  count: number;
  /** Whether all have arrived. */
  isComplete: boolean;
}

export interface LoadOptions<K> {
  getPage: (page: number, signal: AbortSignal) => Promise<Page<K>>;
  pageSize: number;
  /** How many requests may be out at a time. */
  concurrency: number;
  signal: AbortSignal;
  /** Called from time to time while more keys arrive. */
  onProgress: (keys: AllKeys<K>) => void;
}

/** How often a page is read at most, where the list changes while it is read. */
const maxReads = 3;

/** How often a page is asked for at most, where the server answers that there are too many requests. */
const maxAttempts = 6;

/** Seconds. Where the server asks for a longer pause, the user decides when to try again. */
const longestPause = 60;

/** The pauses between two calls of `onProgress`. Each is twice as long as the one before: more keys take longer to show. */
const firstProgressMs = 100;
const lastProgressMs = 1000;

/**
 * Loads all pages of a list, several at a time once the first one has told their number. A key comes once. Where the count changes
 * meanwhile, pages have shifted: those that were read before the change are read again.
 */
export async function loadAll<K extends { id: string }>(
  options: LoadOptions<K>,
): Promise<AllKeys<K>> {
  const load = new Load(options);
  try {
    return await load.run();
  } finally {
    load.end();
  }
}

class Load<K extends { id: string }> {
  readonly options: LoadOptions<K>;
  /** Aborts the other requests when one fails. */
  readonly stop = new AbortController();
  readonly pages = new Map<number, Page<K>>();
  readonly reads = new Map<number, number>();
  readonly underWay = new Set<number>();
  count = 0;
  /** The number of the request that told the count: a later one knows better. */
  countFrom = 0;
  requests = 0;
  concurrency: number;
  /** No request is sent before this time. */
  pausedUntil = 0;
  progressMs = firstProgressMs;
  timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LoadOptions<K>) {
    this.options = options;
    this.concurrency = options.concurrency;
  }

  async run(): Promise<AllKeys<K>> {
    const { signal } = this.options;
    signal.throwIfAborted();
    signal.addEventListener('abort', () => this.stop.abort(signal.reason), {
      signal: this.stop.signal,
    });
    await this.read(1);
    this.publish();
    await this.readNeeded();
    // A key came and another went, so that the count does not show that pages have shifted.
    if (this.loaded().length !== this.count) {
      this.pages.clear();
      this.reads.clear();
      await this.readNeeded();
    }
    return { keys: this.loaded(), count: this.count, isComplete: true };
  }

  /** Reads all pages that are missing or older than the count, several at a time. */
  async readNeeded(): Promise<void> {
    const readers = Array.from({ length: this.concurrency }, (_, index) => this.reader(index));
    try {
      await Promise.all(readers);
    } catch (error) {
      this.stop.abort(error);
      throw error;
    }
  }

  async reader(index: number): Promise<void> {
    for (let page = this.nextPage(); page; page = this.nextPage()) {
      await this.read(page);
      // The server has asked for fewer requests.
      if (index >= this.concurrency) return;
    }
  }

  nextPage(): number | undefined {
    for (let page = 1; page <= this.pageCount(); page++) {
      const isCurrent = this.pages.get(page)?.total_count === this.count;
      const reads = this.reads.get(page) ?? 0;
      if (!isCurrent && reads < maxReads && !this.underWay.has(page)) return page;
    }
    return undefined;
  }

  pageCount = () => Math.max(Math.ceil(this.count / this.options.pageSize), 1);

  async read(page: number): Promise<void> {
    this.underWay.add(page);
    this.reads.set(page, (this.reads.get(page) ?? 0) + 1);
    try {
      const number = ++this.requests;
      const result = await this.ask(page);
      this.pages.set(page, result);
      if (number > this.countFrom) {
        this.countFrom = number;
        this.count = result.total_count;
      }
    } finally {
      this.underWay.delete(page);
    }
    this.timer ??= setTimeout(() => this.publish(), this.progressMs);
  }

  /** Asks for a page. Where the server answers 429 in spite of the module's own pauses, goes on more slowly. */
  async ask(page: number): Promise<Page<K>> {
    const { signal } = this.stop;
    for (let attempt = 1; ; attempt++) {
      await pause(this.pausedUntil - Date.now(), signal);
      try {
        return await this.options.getPage(page, signal);
      } catch (error) {
        if (attempt === maxAttempts || !isTooMany(error)) throw error;
        this.concurrency = Math.max(Math.floor(this.concurrency / 2), 1);
        const seconds = error.retryAfter ?? 2 ** (attempt - 1);
        if (seconds > longestPause) throw error;
        this.pausedUntil = Math.max(this.pausedUntil, Date.now() + seconds * 1000);
      }
    }
  }

  /** The keys of the pages that have arrived, each once. Where two pages have one, the later page does. */
  loaded(): K[] {
    const keys = new Map<string, K>();
    for (let page = 1; page <= this.pageCount(); page++) {
      for (const key of this.pages.get(page)?.data ?? []) keys.set(key.id, key);
    }
    return [...keys.values()];
  }

  publish(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.progressMs = Math.min(this.progressMs * 2, lastProgressMs);
    const keys = this.loaded();
    this.options.onProgress({ keys, count: this.count, isComplete: false });
  }

  /** Removes what would act later. */
  end(): void {
    clearTimeout(this.timer);
    this.stop.abort();
  }
}

function isTooMany(error: unknown): error is APIKeysResponseError {
  return error instanceof APIKeysResponseError && error.status === 429;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal.addEventListener('abort', abort, { once: true });
  });
}
