// Loads the WebAssembly, and says what to do where that fails.

import init, { APIKeysError } from './apikeys_wasm.js';

/** Where the WebAssembly is: a function that gives its URL or its bytes. Each entry sets it. */
export const wasm = { find: undefined };

/** Whether the WebAssembly is loaded. */
export let loaded = false;

/** The attempt under way, or the one that succeeded. */
let loading;
let loadingSince = 0;

/** An attempt that takes longer, in milliseconds, may never end: the next call begins another. */
const longestAttempt = 60_000;

/** Loads the WebAssembly ahead of the first call. Once it has succeeded, another call does nothing. */
export function load(source) {
  const isStalled = Date.now() - loadingSince > longestAttempt;
  const isAnother = source !== undefined || isStalled;
  if (loading && (loaded || !isAnother)) return loading;
  const attempt = instantiate(source).catch(error => {
    if (loaded) return;
    if (loading === attempt) loading = undefined;
    throw error;
  });
  loading = attempt;
  loadingSince = Date.now();
  return attempt;
}

async function instantiate(source) {
  try {
    source ??= besidePackage(wasm.find());
    await initialize(await moduleFrom(await fetched(source)));
  } catch (cause) {
    const message = `apikeys-wasm could not load its WebAssembly: ${advice(cause, addressOf(source))}`;
    throw new APIKeysError({ code: 'wasm_load_failed', message, cause });
  }
}

/** One after the other: a second instance would take the memory from the objects of the first. */
let initializing = Promise.resolve();

function initialize(module) {
  const initialized = initializing.then(async () => {
    if (loaded) return;
    await init({ module_or_path: module });
    loaded = true;
  });
  initializing = initialized.catch(() => {});
  return initialized;
}

/** Where the development server of Vite 5 to 7 moves a dependency's JavaScript. It leaves other files where they are. */
const moved = /\/node_modules\/\.[^?#]*\/deps[^/?#]*\/(?=[^/]+$)/;

/** The file's address in the folder of the package, where the JavaScript was moved away from it. */
function besidePackage(found) {
  return isAddress(found) && moved.test(found) ? String(found).replace(moved, '/node_modules/apikeys-wasm/') : found;
}

/** What is at an address. Node's fetch refuses file: URLs. (An import of node:fs, static or dynamic, breaks bundlers.) */
function fetched(source) {
  if (!isAddress(source)) return source;
  const address = String(source);
  const fs = /^file:/i.test(address) && globalThis.process?.getBuiltinModule?.('node:fs');
  return fs ? fs.promises.readFile(new URL(address)) : fetch(source);
}

/** A URL may be of another realm, as in jsdom. */
function isAddress(source) {
  return typeof source === 'string' || typeof source?.href === 'string';
}

/** A response that is not the file. */
class WrongAnswer extends Error {}

/**
 * The module, or its bytes. wasm-bindgen's loader is given no response: it fails where one is not the browser's own, but a
 * Proxy, a polyfill, a mock or another realm's.
 */
async function moduleFrom(found) {
  if (typeof found?.arrayBuffer !== 'function') return found;
  if (found.ok === false) throw new WrongAnswer(`the server answered with status ${found.status}`);
  return (await streamed(found)) ?? bytesOf(found);
}

/** Compiles the module while its bytes arrive. `undefined`: the host does not stream this response, or none. */
async function streamed(response) {
  try {
    // Not a copy: engines keep the compiled code only of a response from the cache.
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    if (response.bodyUsed) throw error;
    return undefined;
  }
}

async function bytesOf(response) {
  const bytes = await response.arrayBuffer();
  const start = new TextDecoder().decode(new Uint8Array(bytes).subarray(0, 100));
  if (start.trimStart().startsWith('<')) throw new WrongAnswer('the server answered with an HTML page');
  return bytes;
}

/** Where the file was looked for; nothing where it was given as it is. */
function addressOf(source) {
  return String(isAddress(source) ? source : (source?.url ?? '')).slice(0, 200);
}

const tooOld = 'the browser is too old (needed are Chrome 96, Firefox 90, Safari 15 or later)';
const withoutFile = "import 'apikeys-wasm/inline', which needs no file";

/** What is wrong, and what to do about it. */
function advice(cause, address) {
  if (typeof WebAssembly === 'undefined') return `this host has none: it is switched off, as in Lockdown Mode, or ${tooOld}`;
  const from = address && ` from ${address}`;
  return ofHost(`${cause} ${compileError()}`) ?? ofAnswer(cause, address) ?? ofFile(`${cause}`, from) ?? ofFetch(from);
}

/** The host's own obstacles. */
function ofHost(words) {
  const isForbidden = /disallowed by embedder/i.test(words);
  if (isForbidden && typeof document === 'undefined') {
    return (
      'this host forbids to compile bytes, as Cloudflare Workers and edge runtimes do. Import the file as a module, and pass it ' +
      "to load() before the first call: import module from 'apikeys-wasm/apikeys_wasm_bg.wasm'; await load(module)"
    );
  }
  // Older versions of Chrome say the same of a policy.
  if (isForbidden || /unsafe-eval|content security policy|blocked by csp/i.test(words)) {
    return "the page's Content-Security-Policy forbids it; add 'wasm-unsafe-eval' to its script-src";
  }
  if (/^RangeError|out of memory/i.test(words)) {
    return 'there is not enough memory for it. A later call tries again, once other tabs or programs are closed';
  }
  return WebAssembly.validate(referenceTypes) ? undefined : tooOld;
}

/** The smallest module, and one with a table of references, the newest feature that ours needs. */
const smallest = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const referenceTypes = Uint8Array.of(...smallest, 4, 4, 1, 0x6f, 0, 0);

/** What the host throws where it compiles no bytes at all. */
function compileError() {
  try {
    new WebAssembly.Module(smallest);
  } catch (error) {
    return error;
  }
}

function ofAnswer(cause, address) {
  if (!(cause instanceof WrongAnswer)) return undefined;
  if (/\/node_modules\/apikeys-wasm\/[^/]+$/.test(address) && moved.test(wasm.find())) {
    return "Vite's development server moved the JavaScript away from its file. Add optimizeDeps: { exclude: ['apikeys-wasm'] } to vite.config";
  }
  return `${cause.message}${address && ` at ${address}`}. See that the file is served there, or ${withoutFile}. A later call tries again`;
}

function ofFile(words, from) {
  if (words.startsWith('LinkError')) {
    return `the file${from} is of another version of the package than its JavaScript: serve both from one version, or ${withoutFile}`;
  }
  // Without the modules that it imports, the engines throw a TypeError.
  if (/^CompileError|^TypeError: (WebAssembly|import)/.test(words)) {
    return `what was loaded${from} is another file, or damaged. See what is served there, or ${withoutFile}`;
  }
}

function ofFetch(from) {
  if (typeof fetch === 'undefined') return `this host has no fetch; ${withoutFile}`;
  return `its file could not be fetched${from}. See that it is served there, and that nothing blocks it, such as the connect-src of a Content-Security-Policy; or ${withoutFile}. A later call tries again`;
}
