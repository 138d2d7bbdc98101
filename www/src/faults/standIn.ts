import { texts } from '../texts';

/** What the stand-in does wrong for this browser, as far as it is left. */
export interface Faults {
  latencyMs: number;
  loseCreates: number;
  tooMany: number;
  retryAfter: number;
  unavailable: number;
  expiredSessions: number;
  offline: boolean;
}

/** What happened to a request. */
export type Fault = 'late' | 'offline' | 'too_many' | 'unavailable' | 'expired_session' | 'lost';

/** A request about keys, as the stand-in's journal has it. */
export interface Entry {
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  path: string;
  /** `null` while there is no answer, and where there never is one. */
  status: number | null;
  fault?: Fault;
}

const faults = '/__standin/faults';

/** The first answer gives the browser the name by which it is known. */
export async function readFaults(): Promise<Faults> {
  return (await ask(faults)).json();
}

/** What was ordered before is replaced. The answer is what holds now. */
export async function orderFaults(order: Faults): Promise<Faults> {
  const headers = { 'Content-Type': 'application/json' };
  return (await ask(faults, { method: 'PUT', headers, body: JSON.stringify(order) })).json();
}

export async function clearFaults(): Promise<void> {
  await ask(faults, { method: 'DELETE' });
}

/** The last requests of this browser, the last one first; `null` where the stand-in keeps no journal. */
export async function readLog(): Promise<Entry[] | null> {
  const response = await ask('/__standin/journal/own', {}, [404]);
  return response.ok ? response.json() : null;
}

async function ask(url: string, init: RequestInit = {}, allowed: number[] = []): Promise<Response> {
  const response = await fetch(url, init).catch((cause) => {
    throw new Error(texts.page.standInIsSilent, { cause });
  });
  if (response.ok || allowed.includes(response.status)) return response;
  throw new Error(texts.projects.answered(response.status));
}
