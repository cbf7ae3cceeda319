import type { ChartInstall } from '../../src/install';
import { doubtfulTexts } from './doubtful-texts';
import type { DoubtfulText } from './doubtful-texts';
import { idOf } from './index-file';
import type { ChartEntry } from './index-file';
import { judgeDifferences } from './judge-differences';
import type { JudgedDifference } from './judge-differences';
import { judgeFinder } from './judge-finder';
import type { FinderScore, Labels } from './judge-finder';
import { judgePods } from './judge-pods';
import { countDoubtful, judgeReferences } from './judge-references';
import type { JudgedReference } from './judge-references';
import { measureInstall, streamOf } from './measure-chart';

/** Everything that was found out about one chart. */
export interface ChartResult extends Omit<ChartEntry, 'path' | 'skip' | 'values'> {
  /**
   * Why there is nothing else.
   *
   * @default - it was measured
   */
  readonly failure?: string;
  /** The references of the chart, judged after the overrides alone, rendered by Helm itself. */
  readonly byValues: readonly JudgedReference[];
  /** The same references in the final objects, with what pullproof says of those that are not exact. */
  readonly final: readonly (JudgedReference & { readonly why: string })[];
  /** Texts that only have the form of a reference. */
  readonly doubtful: number;
  /** Texts that look like images to a crude search and were not found. */
  readonly overlooked: readonly DoubtfulText[];
  /** Templates of pods in the final objects. */
  readonly pods: number;
  /** Pods that the overrides alone give the pull secret. */
  readonly podsByValues: number;
  /** Pods that can pull in the end, by the audit. */
  readonly podsFinal: number;
  /** Whether the final objects are proven. */
  readonly proven: boolean;
  /** Why not, as `rule: object: reason`. */
  readonly findings: readonly string[];
  /** What differs and should not, by the engine. */
  readonly differences: readonly string[];
  /** What differs, by the judge. */
  readonly judgedDifferences: readonly JudgedDifference[];
  /** What Helm said to the overrides, when it refused them. */
  readonly broken: string;
  /** Renders that it took. */
  readonly renders: number;
  /** Seconds for everything, proof included. */
  readonly seconds: number;
  /** Seconds of `helm template`. */
  readonly plainSeconds: number;
  /** How the search outside of pods did; nothing for a chart without labels. */
  readonly finder?: FinderScore;
}

/** Measures a chart and judges what came out. */
export function judgeChart(entry: ChartEntry, labels: Labels): ChartResult {
  const { install, baselines, overridden, said, plainSeconds, seconds, renders } = measureInstall(entry);
  const [before, again] = [streamOf(baselines[0]), streamOf(baselines[1])];
  const withValues = streamOf(overridden ?? '');
  const final = streamOf(install.completed.text);
  const byValues = new Set(judgePods(withValues).filter(({ isBound }) => isBound).map(({ place }) => place));
  const known = labels[idOf(entry)];
  const verdict = install.byRewriting;
  const { vendor, chart, version, repository, commit, note } = entry;
  return {
    vendor, chart, version, repository, commit, ...(note === undefined ? {} : { note }),
    byValues: judgeReferences(before, withValues),
    final: judgeReferences(before, final).map((one) => ({ ...one, why: one.exact ? '' : reasonFor(one, install) })),
    doubtful: countDoubtful(before),
    overlooked: doubtfulTexts(before),
    pods: verdict.pods.length,
    podsByValues: verdict.pods.filter(({ location: { kind, name, path } }) => byValues.has(`${kind}/${name} ${path ?? ''}`)).length,
    podsFinal: verdict.pods.filter(({ canPull }) => canPull).length,
    proven: verdict.proven,
    findings: verdict.findings.filter(({ severity }) => severity === 'error').map(({ rule, location, reason }) => `${rule}: ${location.kind}/${location.name}: ${reason}`),
    differences: install.traced.differences.map(({ object, path, what }) => `${object.kind}/${object.name} ${path}: ${what}`),
    judgedDifferences: overridden === undefined ? [] : judgeDifferences(before, again, withValues),
    broken: overridden === undefined ? said : '',
    renders, seconds, plainSeconds,
    ...(known === undefined ? {} : { finder: judgeFinder(before, known) }),
  };
}

/** What the rewriting says of a reference that it left, or else why no value moves it. */
function reasonFor({ object, source }: JudgedReference, { completed, traced }: ChartInstall): string {
  const isAbout = (location: string): boolean => location.includes(object.slice(object.indexOf('/') + 1));
  const skipped = completed.skipped.find(({ location, reason }) => isAbout(location) && (location.includes(source) || reason !== ''));
  return skipped?.reason ?? traced.solution.references.find(({ reference }) => reference.text === source && isAbout(reference.object.name))?.unmoved ?? '';
}

/** A chart that could not be measured. */
export function failedChart({ vendor, chart, version, repository, commit, note }: ChartEntry, error: unknown): ChartResult {
  return {
    vendor, chart, version, repository, commit, ...(note === undefined ? {} : { note }),
    failure: error instanceof Error ? error.message : String(error),
    byValues: [], final: [], doubtful: 0, overlooked: [], pods: 0, podsByValues: 0, podsFinal: 0, proven: false, findings: [], differences: [],
    judgedDifferences: [], broken: '', renders: 0, seconds: 0, plainSeconds: 0,
  };
}
