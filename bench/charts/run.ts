import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { idOf, readIndex } from './index-file';
import type { ChartResult } from './judge-chart';
import { readLabels } from './judge-finder';
import { describeMachine } from './machine';
import { measureAll } from './measure-all';
import { printReport } from './report';
import { totalsOf } from './totals';

const USAGE = `usage: npm run bench:charts -- INDEX.json [--labels LABELS.json] [--only TEXT] [--json RESULTS.json] [--markdown docs/accuracy.md]
       npm run bench:charts -- --from RESULTS.json --markdown docs/accuracy.md
`;

/** What `--json` keeps and `--from` reads again. */
interface Results {
  readonly machine: string;
  readonly results: readonly ChartResult[];
}

const { positionals: [index], values: flags } = parseArgs({
  allowPositionals: true,
  options: { labels: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' }, markdown: { type: 'string' }, from: { type: 'string' } },
});

if (index !== undefined) {
  const entries = readIndex(index).filter((entry) => flags.only === undefined || idOf(entry).includes(flags.only));
  report({ machine: describeMachine(), results: measureAll(entries, flags.labels === undefined ? {} : readLabels(flags.labels)) });
} else if (flags.from !== undefined) {
  report(JSON.parse(readFileSync(flags.from, 'utf8')) as Results);
} else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}

function report({ machine, results }: Results): void {
  const totals = totalsOf(results);
  if (flags.json !== undefined) {
    writeFileSync(flags.json, `${JSON.stringify({ machine, totals, results }, undefined, 1)}\n`);
  }
  if (flags.markdown !== undefined) {
    writeFileSync(flags.markdown, printReport(results, totals, machine));
  }
  process.stdout.write(`${JSON.stringify(totals, undefined, 2)}\n`);
}
