import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { list, projectKeys } from './page/keys.ts';

/** The server of a page: what it serves stays in the browser's cache, and it has lists of any length. */
export interface Server {
  origin: string;
  stop(): void;
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/**
 * Serves a folder, and answers for a list of keys with bytes that are there already: as many as are asked for, and of a
 * project ten thousand. All else is answered by the stand-in, whose lists have a hundred keys at most.
 */
export async function serve(site: string): Promise<Server> {
  const standIn = startStandIn();
  const behind = new URL(await address(standIn));
  const server = createServer((asked, answer) => {
    const { pathname, searchParams } = new URL(asked.url ?? '/', behind);
    const isList =
      asked.method === 'GET' && /^\/(__clerk\/+api_keys|api\/v1\/.*\/keys)$/.test(pathname);
    if (isList) {
      const length = Number(searchParams.get('limit'));
      const bytes = length ? lists(length) : keysOfProject;
      return send(answer, 'application/json', bytes, 'no-store');
    }
    if (/^\/(__|api\/)/.test(pathname)) return forward(asked, answer, behind);
    return sendFile(answer, site, pathname === '/' ? '/index.html' : pathname);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop() {
      server.close();
      server.closeAllConnections();
      standIn.kill();
    },
  };
}

const keysOfProject = Buffer.from(JSON.stringify(projectKeys(10_000)));

const made = new Map<number, Buffer>();

function lists(length: number): Buffer {
  const bytes = made.get(length) ?? Buffer.from(JSON.stringify(list(length)));
  made.set(length, bytes);
  return bytes;
}

async function sendFile(answer: ServerResponse, site: string, path: string): Promise<void> {
  const file = await readFile(site + path).catch(() => undefined);
  const type = types[extname(path)];
  if (!file || !type) return void answer.writeHead(404).end();
  const cached = path.endsWith('.html') ? 'no-cache' : 'max-age=3600, immutable';
  send(answer, type, file, cached);
}

function send(answer: ServerResponse, type: string, bytes: Buffer, caching: string): void {
  answer
    .writeHead(200, {
      'Content-Type': type,
      'Content-Length': bytes.length,
      'Cache-Control': caching,
    })
    .end(bytes);
}

/** Passes a request on as it came, and its answer back. */
function forward(asked: IncomingMessage, answer: ServerResponse, { hostname, port }: URL): void {
  const { method, url: path, headers } = asked;
  const passedOn = request({ hostname, port, method, path, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  passedOn.once('error', () => answer.destroy());
  asked.pipe(passedOn);
}

function startStandIn(): ChildProcess {
  return spawn(program(), ['--data', ':memory:', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Where cargo built it. */
function program(): string {
  const target = resolve('..', process.env.CARGO_TARGET_DIR ?? 'target');
  const program = resolve(target, 'debug/apikeys-standin');
  if (existsSync(program)) return program;
  throw new Error(`${program} is missing: cargo build --package apikeys-standin makes it.`);
}

/** The address that it says it listens on, once it does. */
async function address({ stdout }: ChildProcess): Promise<string> {
  if (stdout) {
    for await (const line of createInterface(stdout)) {
      const [, origin] = /^listening on (\S+)$/.exec(line) ?? [];
      if (origin) return origin;
    }
  }
  throw new Error('The stand-in ended before it listened.');
}
