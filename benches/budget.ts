import { readFile } from 'node:fs/promises';
import { packageSize, size } from './size.ts';
import { number, print } from './table.ts';

// Fails if the package is larger than budget.json permits.
const { together } = await packageSize();
const { brotli: budget } = JSON.parse(await readFile('budget.json', 'utf8'));
const spare = budget - together.brotli;

print(await size());
if (spare < 0) {
  console.error(`\nThe package is ${number(-spare)} bytes over its budget of ${number(budget)}.`);
  process.exitCode = 1;
} else {
  console.log(`\n  ${number(spare)} bytes are left of the budget of ${number(budget)}.`);
}
