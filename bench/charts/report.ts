import { idOf } from './index-file';
import type { ChartResult } from './judge-chart';
import { exact } from './totals';
import type { Totals } from './totals';

/** The table of docs/accuracy.md, as Markdown. */
export function printReport(results: readonly ChartResult[], totals: Totals, machine: string): string {
  return [
    HEADER, '', summary(totals), '', `Measured with ${machine}; one chart after the other.`, '', outside(totals), '', HOW, '', table(results), '',
    section('Moved in the rendered objects', 'No value of the chart moves these: most are written out in its templates.', rewritten(results)),
    section('Not proven', 'What stands against the proof, or is not as it should be, in the end.', leftOvers(results)),
    section('Settings that change along', 'Places that name a registry or the pull secret for what is pulled later. They follow the values that move the images.', alongside(results)),
    section('Seen by a crude search only', 'Texts that regular expressions take for images, and the audit does not.', crude(results)),
    section('Not measured', 'Charts that do not render by themselves.', failures(results)),
    section('About the charts', 'What differs from the charts as they are published.', notes(results)), FOOTER, '',
  ].join('\n');
}

const HEADER = `# Accuracy on real charts

<!-- Written by \`npm run bench:charts -- INDEX.json --labels LABELS.json --markdown docs/accuracy.md\`. Do not edit. -->

What pullproof does with charts that it has never seen: each is traced, solved for \`harbor.example.com/agents\` with one
pull secret \`pull\`, completed, and audited. Nothing about any of them is known to the code that does it.`;

function summary(totals: Totals): string {
  const { references, pods } = totals;
  const rows: [string, string, string][] = [
    ['charts', `${totals.charts}, of ${totals.vendors} vendors`, ''],
    ['references: in pods, in pods of hooks, elsewhere', `${references.all}: ${references.pod}, ${references.hook}, ${references.elsewhere}`, ''],
    ['references exact by values alone', share(totals.exactByValues, references.all), '≥ 92 %'],
    ['references exact after the fallback', share(totals.exactFinal, references.all), '100 %, or said why'],
    ['pods that name the pull secret by values alone', share(totals.podsByValues, pods), ''],
    ['pods with a path to a credential', share(totals.podsFinal, pods), '100 %'],
    ['charts that are proven', share(totals.proven, totals.charts), ''],
    ['charts broken by the overrides', String(totals.broken), '0'],
    ['unintended differences, by pullproof and by the judge', `${totals.differences} and ${totals.judgedDifferences}`, '0'],
    ['renders per chart, median', totals.medianRenders.toFixed(0), '≤ 4'],
    ['seconds per chart, proof included, median', totals.medianSeconds.toFixed(2), '≤ 1.0'],
    ['seconds for all charts', totals.totalSeconds.toFixed(0), '≤ 120 per 100 charts'],
    ['seconds of `helm template` per chart, median', totals.medianPlainSeconds.toFixed(2), ''],
    ['times `helm template` of the same chart, median', totals.medianRatio.toFixed(1), ''],
  ];
  return ['| | measured | target |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

function outside({ labelled, missed, falseAlarms }: Totals): string {
  return `**Images outside of pods.** Every image in arguments, variables, custom resources and texts of the charts was written down by
hand: ${labelled}. Found: ${share(labelled - missed, labelled)}. Taken for an image without being one: ${share(falseAlarms, labelled - missed + falseAlarms)} of what is
found (target: ≤ 2 %). [What a crude search sees besides](#seen-by-a-crude-search-only) is listed below.`;
}

const HOW = `**How it is judged.** Not by what pullproof says of itself. The overrides are written to a file, and Helm renders the chart
with it. Every reference of the plain chart is relocated on its own and compared with what stands in its place: a reference
is *exact* when host, path, tag and digest are those. A comparison of the two renders, written apart from the one that
pullproof makes itself, lists every other value that differs. A pod can pull when the audit finds the way from the pod or its
account over a Secret, which is declared, to an entry for each of its images. Charts are rendered for Kubernetes 1.31.0 with
their default values, or with the few that they demand; where a dependency could not be had in the version that a chart
names, the nearest one took its place.

**How to run it.** \`npm run bench:charts -- INDEX.json\` with a list of charts of your own:

<!-- shown only: a list for charts that are not part of the repository -->
\`\`\`json
[{ "vendor": "acme", "chart": "agent", "path": "acme/agent", "version": "1.2.3", "repository": "acme/charts", "commit": "0123456789", "values": "acme/agent.yaml" }]
\`\`\`

\`path\` is a directory or package and \`values\`, which may be missing, a file, both from the folder of the list; a \`note\` is
printed below, and \`skip\` says why a chart is only listed. \`--labels\` takes what was written down by hand, as
\`{"acme/agent": [{"object": "Deployment/agent", "text": "acme/worker:1.2.3"}]}\`. \`--json FILE\` keeps every judgement,
\`--from FILE\` prints it again, \`--only TEXT\` takes some of the charts, and the variables \`PULLPROOF_HELM\`,
\`PULLPROOF_REGISTRY\` and \`PULLPROOF_LAYOUT\` name another Helm, registry or layout.`;

function table(results: readonly ChartResult[]): string {
  const head = ['vendor', 'chart', 'version', 'commit', 'references', 'exact by values', 'exact', 'pods', 'bound by values', 'can pull', 'proven', 'renders', 'seconds', '× helm'];
  const rows = results.filter(({ failure }) => failure === undefined).map((result) => [
    result.vendor, result.chart, result.version, `${result.repository}@${result.commit.slice(0, 8)}`,
    String(result.byValues.length), String(exact(result.byValues)), String(exact(result.final)),
    String(result.pods), String(result.podsByValues), String(result.podsFinal), result.proven ? 'yes' : 'no',
    String(result.renders), result.seconds.toFixed(2), (result.seconds / result.plainSeconds).toFixed(1),
  ]);
  return [`| ${head.join(' | ')} |`, `|${head.map((_, column) => (column < 4 ? '---' : '--:')).join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

/** What is not exact, not bound or not proven in the end. */
function leftOvers(results: readonly ChartResult[]): string[] {
  return results.filter(({ failure }) => failure === undefined).flatMap((result) => {
    const id = idOf(result);
    return [
      ...group(result.final.filter((one) => !one.exact).map(({ object, source, why }) => `${code(source)} of ${object}${why === '' ? '' : `: ${why}`}`)).map((text) => `${id}: ${text}`),
      ...group(result.proven ? [] : result.findings).map((text) => `${id}: ${text}`),
      ...(result.broken === '' ? [] : [`${id}: does not render with the overrides: ${result.broken.split('\n')[0] ?? ''}`]),
      ...result.differences.map((text) => `${id}: differs: ${text}`),
    ];
  });
}

/** What the overrides alone leave where it was. */
function rewritten(results: readonly ChartResult[]): string[] {
  return results.flatMap((result) => group(result.byValues.filter((one, index) => !one.exact && result.final[index]?.exact === true)
    .map(({ object, source }) => `${code(source)} of ${object}`)).map((text) => `${idOf(result)}: ${text}`));
}

/** What looks like an image to a crude search; names of labels of clouds look so everywhere. */
function crude(results: readonly ChartResult[]): string[] {
  return results.flatMap((result) => group(result.overlooked.map(({ object, text }) => `${code(text)} in ${object}`)).map((text) => `${idOf(result)}: ${text}`));
}

/** Settings that name a registry or the pull secret for what is pulled later: they follow the values that move images. */
function alongside(results: readonly ChartResult[]): string[] {
  return results.flatMap((result) => group(result.judgedDifferences.filter(({ kind }) => kind !== 'digest')
    .map(({ kind, object, path }) => `${kind}: ${object} ${code(path)}`)).map((text) => `${idOf(result)}: ${text}`));
}

function failures(results: readonly ChartResult[]): string[] {
  return results.flatMap((result) => (result.failure === undefined ? [] : [`${idOf(result)}: ${result.failure.split('\n')[0] ?? ''}`]));
}

function notes(results: readonly ChartResult[]): string[] {
  return results.flatMap((result) => (result.note === undefined ? [] : [`${idOf(result)}: ${result.note}`]));
}

const FOOTER = '---\n\n[Proof](proof.md) · [Top](../README.md)';

function section(title: string, about: string, lines: readonly string[]): string {
  return `## ${title}\n\n${about}${lines.length === 0 ? ' None.\n' : '\n'}\n${lines.map((line) => `- ${line.replace(/\s+/g, ' ').replaceAll('<', '&lt;')}`).join('\n')}${lines.length === 0 ? '' : '\n'}`;
}

/** Equal texts once, with their number. */
function group(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  texts.forEach((text) => counts.set(text, (counts.get(text) ?? 0) + 1));
  return [...counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`));
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}

function share(part: number, whole: number): string {
  return `${part} of ${whole}${whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`}`;
}
