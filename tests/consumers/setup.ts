import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StandIn } from '../e2e/standin/process.ts';
import { freshDatabase, path } from './places.ts';

/** Makes what all tests share: a database to begin with. */
export default async function setup() {
  await mkdir(dirname(freshDatabase), { recursive: true });
  await rm(freshDatabase, { force: true });
  const standIn = await StandIn.start(freshDatabase, path('vite'));
  await standIn.stop();
}
