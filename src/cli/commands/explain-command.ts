import { Command } from 'commander';
import { PullproofError, quote } from '../../error';
import { printReference, tryParseReference } from '../../image';
import { printComposition, solveTrace, traceChart } from '../../relocate';
import type { ChartTrace, SolvedReference, TracedReference } from '../../relocate';
import { addChartOptions, addRelocationOptions, driveChart, readRelocation, withChartRun } from '../chart-options';
import type { ChartFlags, RelocationFlags } from '../chart-options';
import { clean } from '../clean';
import { EXIT } from '../exit-codes';
import type { Terminal } from '../terminal';

/** `pullproof explain`: where a reference of a chart comes from, and what moves it. */
export function explainCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('explain')
    .summary('say where an image of a chart comes from, and which values move it')
    .description('Renders a chart with marked values, and says for an image where it stands, how the chart puts it together, and what moves it.')
    .usage('[OPTION...] CHART [IMAGE]')
    .argument('<CHART>', 'chart: a directory, a .tgz, repo/name, a name with --repo, or oci://...')
    .argument('[IMAGE]', 'image, or a part of its name; all images when left out');
  return addChartOptions(addRelocationOptions(command))
    .addHelpText('after', `
With --registry, the values that move the image there are named too; without, what could move it.

Examples:
  pullproof explain charts/kube-prometheus-stack node-exporter
  pullproof explain charts/falco falcosecurity/falco -r harbor.example.com/agents -f mine.yaml

Exit codes: 0 explained, 2 bad input or usage, or no such image, 3 the chart does not render`)
    .action(async (chart: string, image: string | undefined, flags: ChartFlags & RelocationFlags) => {
      const wanted = flags.registry === undefined ? undefined : readRelocation(flags);
      const { run, trace } = await withChartRun(chart, flags, terminal, async (chartRun) => (
        { run: chartRun, trace: (await driveChart(chartRun, traceChart({ ...chartRun, ...(wanted ?? {}) }), terminal)).trace }
      ));
      const solved = wanted === undefined ? undefined : solveTrace(trace, { ...wanted, values: run.values }).references;
      const found = trace.references
        .map((reference, index) => ({ reference, solved: solved?.[index] }))
        .filter(({ reference }) => fits(reference, image));
      if (found.length === 0) {
        throw unknown(run.chart.name, image, [...new Set(trace.references.map(({ text }) => text))]);
      }
      terminal.out(found.map(({ reference, solved: result }) => explain(reference, result, trace)).join('\n'));
      finish(EXIT.ok);
    });
}

function unknown(chart: string, image: string | undefined, known: readonly string[]): PullproofError {
  return known.length === 0
    ? new PullproofError({ code: 'reference-unknown', what: `${quote(chart)} renders no image at all with these values`, remedy: 'give the values that switch on what you look for' })
    : new PullproofError({ code: 'reference-unknown', what: `${quote(chart)} renders no image like ${quote(image ?? '')}`, expected: `one of: ${known.join(', ')}` });
}

function fits({ text }: TracedReference, image: string | undefined): boolean {
  const reference = tryParseReference(text);
  return image === undefined || text.includes(image) || (reference !== undefined && printReference(reference).includes(image));
}

function explain(reference: TracedReference, solved: SolvedReference | undefined, { rejected }: ChartTrace): string {
  const { object, path, place, certainty, compositions } = reference;
  const hooks = object.hooks === undefined ? '' : `, hook ${object.hooks.join(', ')}`;
  const keys = new Set(compositions.flatMap(({ parts, given = [] }) => [...given, ...parts.flatMap((part) => (part.type === 'value' ? [part.path] : []))]));
  return [
    clean(reference.text),
    `  stands in ${object.kind} ${clean(object.name)}: ${clean(path)} (${place}, ${certainty}${hooks})`,
    ...(compositions.length === 0 ? ['  no value moves it: it is written in a template, or comes out of one changed beyond recognition'] : []),
    ...compositions.map((composition) => {
      const given = composition.given ?? [];
      return `  is ${clean(printComposition(composition))}${given.length === 0 ? '' : ` when ${given.map(clean).join(' and ')} is set`}`;
    }),
    ...rejected.filter(({ path: key }) => keys.has(key)).map(({ path: key, reason }) => `  ${clean(key)} must be left alone: ${clean(reason)}`),
    ...(solved === undefined ? [] : [outcome(solved, compositions.length > 0)]),
    '',
  ].join('\n');
}

/** @param isComposed whether values play a part in the image; if not, that has been said */
function outcome({ reference, target, by, unmoved }: SolvedReference, isComposed: boolean): string {
  if (target === undefined) {
    return '  is no image reference';
  }
  const name = printReference(target);
  if (unmoved !== undefined && reference.certainty === 'possible') {
    return `  only looks like an image, so no value is set for it; if it is one, it belongs to ${name}`;
  }
  if (unmoved !== undefined) {
    return `  belongs to ${name}${isComposed ? `, and no value moves it there: ${clean(unmoved)}` : ''}`;
  }
  return by.length === 0 ? `  is where it belongs: ${name}` : `  moves to ${name} by ${by.map(clean).join(', ')}`;
}
