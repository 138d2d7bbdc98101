import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { list, projectKeys } from './page/keys.ts';

/** Serves a page. Its files stay in the browser's cache, and its lists have any length. */
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
 * Serves a folder. Responds to a request for a list of keys with prepared bytes: as many keys as `query` says, or 10 000 for a project.
 * Forwards all other API requests to the stand-in server, whose lists have at most 100 keys.
 */
export async function serve(site: string): Promise<Server> {
  const standIn = startStandIn();
  const upstream = new URL(await address(standIn));
  const server = createServer((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', upstream);
    const isList =
      incoming.method === 'GET' && /^\/(__clerk\/+api_keys|api\/v1\/.*\/keys)$/.test(pathname);
    if (isList) {
      const length = Number(searchParams.get('query'));
      const bytes = length ? lists(length) : keysOfProject;
      return send(response, 'application/json', bytes, 'no-store');
    }
    if (/^\/(__|api\/)/.test(pathname)) return forward(incoming, response, upstream);
    return sendFile(response, site, pathname === '/' ? '/index.html' : pathname);
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

const prepared = new Map<number, Buffer>();

function lists(length: number): Buffer {
  const bytes = prepared.get(length) ?? Buffer.from(JSON.stringify(list(length)));
  prepared.set(length, bytes);
  return bytes;
}

async function sendFile(response: ServerResponse, site: string, path: string): Promise<void> {
  const file = await readFile(site + path).catch(() => undefined);
  const type = types[extname(path)];
  if (!file || !type) return void response.writeHead(404).end();
  const cacheControl = path.endsWith('.html') ? 'no-cache' : 'max-age=3600, immutable';
  send(response, type, file, cacheControl);
}

function send(response: ServerResponse, type: string, bytes: Buffer, caching: string): void {
  response
    .writeHead(200, {
      'Content-Type': type,
      'Content-Length': bytes.length,
      'Cache-Control': caching,
    })
    .end(bytes);
}

/** Forwards a request without changes, and its response. */
function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  { hostname, port }: URL,
): void {
  const { method, url: path, headers } = incoming;
  const outgoing = request({ hostname, port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.once('error', () => response.destroy());
  incoming.pipe(outgoing);
}

function startStandIn(): ChildProcess {
  return spawn(program(), ['--data', ':memory:', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The path where cargo builds the server. */
function program(): string {
  const target = resolve('..', process.env.CARGO_TARGET_DIR ?? 'target');
  const program = resolve(target, 'debug/apikeys-standin');
  if (existsSync(program)) return program;
  throw new Error(`${program} is missing. Build it: cargo build --package apikeys-standin`);
}

/** Waits until the server prints its address. */
async function address({ stdout }: ChildProcess): Promise<string> {
  if (stdout) {
    for await (const line of createInterface(stdout)) {
      const [, origin] = /^listening on (\S+)$/.exec(line) ?? [];
      if (origin) return origin;
    }
  }
  throw new Error('The stand-in server exited before it listened.');
}
