import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StandIn } from '../e2e/standin/process.ts';
import { freshDatabase, path } from './paths.ts';

/** Creates the initial database, which all tests copy. */
export default async function setup() {
  await mkdir(dirname(freshDatabase), { recursive: true });
  await rm(freshDatabase, { force: true });
  const standIn = await StandIn.start(freshDatabase, path('vite'));
  await standIn.stop();
}
