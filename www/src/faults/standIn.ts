import { texts } from '../texts';

/** The faults that the stand-in still has to inject for this browser. */
export interface Faults {
  latencyMs: number;
  loseCreates: number;
  tooMany: number;
  retryAfter: number;
  unavailable: number;
  expiredSessions: number;
  offline: boolean;
}

/** The fault that the stand-in injected into a request. */
export type Fault = 'late' | 'offline' | 'too_many' | 'unavailable' | 'expired_session' | 'lost';

/** A request about API keys, as an entry of the stand-in's journal. */
export interface RequestEntry {
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  path: string;
  /** The status of the response. `null` if there is no response yet, or never will be. */
  status: number | null;
  fault?: Fault;
}

const faultsUrl = '/__standin/faults';

/** The first response sets the cookie that identifies this browser. */
export async function readFaults(): Promise<Faults> {
  return (await send(faultsUrl)).json();
}

/** Replaces all faults of this browser and returns the new ones. */
export async function setFaults(faults: Faults): Promise<Faults> {
  const headers = { 'Content-Type': 'application/json' };
  return (await send(faultsUrl, { method: 'PUT', headers, body: JSON.stringify(faults) })).json();
}

export async function clearFaults(): Promise<void> {
  await send(faultsUrl, { method: 'DELETE' });
}

/** The last requests of this browser, newest first. `null` if the stand-in keeps no journal. */
export async function readLog(): Promise<RequestEntry[] | null> {
  const response = await send('/__standin/journal/own', {}, [404]);
  return response.ok ? response.json() : null;
}

/** Sends a request. Throws on an error status that is not in `allowed`. */
async function send(
  url: string,
  init: RequestInit = {},
  allowed: number[] = [],
): Promise<Response> {
  const response = await fetch(url, init).catch((cause) => {
    throw new Error(texts.page.standInUnreachable, { cause });
  });
  if (response.ok || allowed.includes(response.status)) return response;
  throw new Error(texts.projects.errorStatus(response.status));
}
