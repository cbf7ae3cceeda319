import type { Json, JsonObject, ManifestStream } from '../../../manifest';
import type { ImageMover } from '../../override-plan';
import { parseValuesPath, printValuesPath, readValue } from '../../values-path';
import type { ChartTrace, TracedPod, TraceSubject } from '../chart-trace';
import { pullSecretCandidates } from '../pull-secret-candidates';
import type { PullSecretMark } from '../pull-secret-marks';
import { PullSecretTraces } from '../pull-secret-traces';
import type { Rendering } from '../render-step';
import { imageGoals } from '../solve/image-goal';
import { pathsOf, renderReference } from '../solve/render-reference';
import { solveImages } from '../solve/solve-images';
import type { TemplateRead } from '../template-reads';
import { findEmptyCandidates } from './empty-candidates';
import type { EmptyCandidate } from './empty-candidates';
import { findImageCandidates } from './image-candidates';
import type { ImageCandidate } from './image-candidates';
import { ImageMarks } from './image-marks';
import type { Mark } from './mark';
import { ReferenceTraces } from './reference-traces';
import { fromTemplates } from './trace-run';
import type { TraceRun } from './trace-run';

/** What has been measured about a chart. */
export class ChartMeasurement {
  /** The references, and what is known about them. */
  public readonly references: ReferenceTraces;
  readonly #run: TraceRun;
  readonly #reads: readonly TemplateRead[];
  readonly #marks = new ImageMarks();
  readonly #pullSecrets: PullSecretTraces;
  readonly #relocation: ImageMover;
  /** Values that were marked in a way that may change more than they say. */
  readonly #forced = new Set<string>();
  /** Empty values that could not be set, by path, with the words of Helm; together with others they may. */
  readonly #refused = new Map<string, string>();
  /** Those of them that may not be to blame. */
  readonly #givenUp = new Set<string>();

  /**
   * @param baseline the chart as it is
   * @param reads what its templates read
   * @param relocation where images go: what moves all of them needs no further search
   */
  constructor(run: TraceRun, baseline: ManifestStream, reads: readonly TemplateRead[], relocation: ImageMover) {
    this.#run = run;
    this.#reads = reads;
    this.#relocation = relocation;
    this.references = new ReferenceTraces(baseline);
    this.#pullSecrets = new PullSecretTraces(baseline, pullSecretCandidates(reads, run.effective));
  }

  /** Renders the chart with marks until nothing more can be learned about what is still open. */
  public *measure(): Rendering<void> {
    const candidates = findImageCandidates(this.references.texts, this.#run.effective);
    const base = candidates.filter(({ isLikely }) => isLikely).map((candidate) => this.#marks.forText(candidate));
    if (base.length > 0) {
      yield* this.#probe(base, `marks in ${base.length} values`);
    }
    const rounds = this.references.texts.length === 0 ? [] : findEmptyCandidates(this.#reads, this.#run.effective);
    for (const [round, empties] of rounds.entries()) {
      const { open, templates, keys } = this.#unsolved();
      // A value that only templates of other objects read does nothing for what is open.
      const relevant = (all: readonly EmptyCandidate[] = []): EmptyCandidate[] => all.filter(({ files }) => (
        round === 0 || files.some((file) => isPartial(file) || templates.has(fromTemplates(file)))
      ));
      const again = round === 2 ? rounds[1]?.filter(({ path }) => this.#givenUp.has(path)) : [];
      const some = [...new Map([...relevant(empties), ...relevant(again)].map((empty) => [empty.path, empty])).values()];
      if (open.size > 0 ? some.length > 0 || round === 1 : some.length > 0 && round === 0 && keys > 1) {
        const others = candidates.filter(({ path, isLikely }) => !this.#forced.has(path) && (isLikely ? open.has(path) : round > 0));
        // One part alone may be refused where all parts are taken: that is tried before it is asked which one it was.
        const isLast = round !== 1 || relevant(rounds[2]).length === 0;
        yield* this.#force(base.filter(({ path }) => !this.#run.isRejected(path)), some, others, isLast);
      }
    }
    this.#refused.forEach((words, path) => this.#run.reject(path, words));
    while (this.#nextSecrets().length > 0) {
      yield* this.#probe([], 'marks in the names of pull secrets');
    }
  }

  /** What is known by now, as plain data. */
  public trace(subject: TraceSubject, user: JsonObject): ChartTrace {
    const { references } = this.references;
    const paths = new Set(references.flatMap((reference) => [...pathsOf(reference)]));
    const keys = [...[...this.#marks.keys.values()].filter(({ path }) => paths.has(path)), ...this.#pullSecrets.keys];
    const known = new Set([...paths, ...this.#pullSecrets.pullSecretKeys.map(({ path }) => path)]);
    return {
      subject,
      keys: keys.sort((a, b) => compare(a.path, b.path)),
      references,
      pullSecretKeys: this.#pullSecrets.pullSecretKeys,
      pods: this.#pullSecrets.pods,
      accounts: this.#pullSecrets.accounts,
      permissions: this.#run.permissions,
      rejected: this.#run.rejected.filter(({ path }) => known.has(path) || this.#marks.keys.get(path)?.text !== undefined),
      lists: [...this.#listsAround(known, user), ...this.#pullSecrets.lists.filter(({ path }) => readValue(user, path) === undefined)],
      renders: this.#run.renders,
    };
  }

  /** Values that have to do with references which nothing known moves, the templates that print them, and how many values the rest takes. */
  #unsolved(): { readonly open: ReadonlySet<string>; readonly templates: ReadonlySet<string | undefined>; readonly keys: number } {
    const { references, resources } = this.references;
    const goals = imageGoals(references, this.#relocation);
    const { given, values } = solveImages(goals, this.#marks.keys, this.#run.rejected);
    const open = goals.map(({ reference, stays, wanted }) => stays === undefined && renderReference(reference, values) !== wanted);
    return {
      open: new Set(goals.flatMap(({ reference }, index) => (open[index] === true ? ['', ...pathsOf(reference)] : []))),
      templates: new Set(resources.flatMap((resource, index) => (open[index] === true ? [this.#run.templateOf(resource)] : []))),
      keys: given.size,
    };
  }

  /** Sets values that are empty, gives hosts to names, and marks what is hardly part of an image. */
  *#force(base: readonly Mark[], empties: readonly EmptyCandidate[], candidates: readonly ImageCandidate[], isLast: boolean): Rendering<void> {
    const others = candidates.flatMap((candidate) => (
      !candidate.isLikely ? this.#marks.forText(candidate) : candidate.hasHost ? [] : this.#marks.withHost(candidate)
    ));
    candidates.forEach(({ path }) => this.#forced.add(path));
    const fresh = [...others, ...empties.map((empty) => this.#marks.forEmpty(empty))];
    if (fresh.length > 0) {
      const rest = base.filter(({ path }) => !others.some((mark) => mark.path === path));
      yield* this.#probe([...rest, ...fresh], `marks in ${fresh.length} more values`, isLast);
    }
  }

  /** Renders the chart with marks of images, and those of pull secrets whose turn it is. */
  *#probe(marks: readonly Mark[], purpose: string, isLast = true): Rendering<void> {
    const secrets = this.#nextSecrets();
    const isWorthIt = (probe: Mark | PullSecretMark): boolean => isLast || !('isForcing' in probe) || !probe.isForcing;
    const { givenUp, refused, renders } = yield* this.#run.probe<Mark | PullSecretMark>([...marks, ...secrets], purpose, isWorthIt);
    givenUp.forEach(({ path }) => this.#givenUp.add(path));
    for (const { probes, stream } of renders) {
      this.references.observe(stream, this.#marks.byId);
      const seen = secrets.filter((mark) => probes.includes(mark));
      if (seen.length > 0) {
        this.#pullSecrets.observe(stream, seen);
      }
      probes.forEach(({ path }) => this.#refused.delete(path));
    }
    for (const [probe, words] of refused) {
      if ('shape' in probe) {
        this.#pullSecrets.refuse(probe);
      } else if (!probe.isForcing) {
        this.#run.reject(probe.path, words);
      } else if (probe.original === '') {
        this.#refused.set(probe.path, words);
      }
    }
  }

  /** Marks of pull secrets whose turn it is; none when every pod is known to get them, or when there is nothing left to try. */
  #nextSecrets(): PullSecretMark[] {
    const { accounts, pods } = this.#pullSecrets;
    const named = accounts.filter(({ namedBy }) => namedBy.length > 0);
    const isReached = (pod: TracedPod): boolean => pod.namedBy.length > 0 || (pod.pullSecretNames.length === 0 && named.some(({ object }) => (
      object.name === pod.account && (object.namespace ?? '') === (pod.object.namespace ?? '')
    )));
    return pods.every((pod) => pod.images.length === 0 || isReached(pod)) ? [] : this.#pullSecrets.rounds()[0] ?? [];
  }

  #listsAround(paths: ReadonlySet<string>, user: JsonObject): { path: string; value: Json }[] {
    const lists = new Set([...paths].flatMap((path) => {
      const steps = parseValuesPath(path);
      const at = steps.findIndex((step) => typeof step === 'number');
      return at === -1 ? [] : [printValuesPath(steps.slice(0, at))];
    }));
    return [...lists].filter((path) => readValue(user, path) === undefined).sort(compare)
      .map((path) => ({ path, value: readValue(this.#run.effective, path) ?? [] }));
  }
}

/** Whether a template is one that others include. */
function isPartial(file: string): boolean {
  return file.slice(file.lastIndexOf('/') + 1).startsWith('_');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
