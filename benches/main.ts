import { withBrowser } from './browser.ts';
import { componentSize } from './components.ts';
import { decoding } from './decoding.ts';
import { endToEnd } from './endtoend.ts';
import { firstCalls } from './first.ts';
import { frames } from './frames.ts';
import { conditions } from './machine.ts';
import { memory } from './memory.ts';
import { record } from './results.ts';
import { size } from './size.ts';
import { print, type Section } from './table.ts';

await withBrowser(async (open, demo, browser) => {
  const what = await conditions(browser);
  for (const line of what) console.log(line);

  const sections: Section[] = [];
  const runs = [size, componentSize, endToEnd, decoding, firstCalls, memory].map(
    (run) => () => run(open),
  );
  for (const run of [...runs, () => frames(demo)]) {
    const section = await run();
    print(section);
    sections.push(section);
  }
  await record(what, sections);
});
