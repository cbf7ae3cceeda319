import { coalesceValues, mergeValues } from '../../../helm';
import type { ChartContents } from '../../../helm';
import type { Json, JsonObject, ManifestStream, Resource } from '../../../manifest';
import { readValue, withValue } from '../../values-path';
import type { RejectedKey, TracedPermission } from '../chart-trace';
import type { Rendering } from '../render-step';
import { complainedAbout, demandedFlags } from './helm-complaints';
import { ParsedRenders } from './parsed-renders';

/** A value for one render. */
export interface Probe {
  /** Where it stands. */
  readonly path: string;
  /** What stands there. */
  readonly value: Json;
  /**
   * What Helm repeats when it complains about the value.
   *
   * @default - nothing that could be recognised
   */
  readonly token?: string;
}

/** A render of the chart with some values in the places of its own. */
export interface ProbedRender<P extends Probe> {
  /** The values that it was rendered with. */
  readonly probes: readonly P[];
  /** What came out. */
  readonly stream: ManifestStream;
}

/** What came of probes. */
export interface ProbeOutcome<P extends Probe> {
  /** The renders. */
  readonly renders: readonly ProbedRender<P>[];
  /** Probes with which the chart does not render, and what Helm said. */
  readonly refused: ReadonlyMap<P, string>;
  /** Probes among them that may not be to blame: it was not worth finding out. */
  readonly givenUp: ReadonlySet<P>;
}

/** Renders that one set of values may cost when the chart refuses some of them. */
const MOST_TRIES = 14;

/** The renders of a chart that is traced, and what was learned about it from those that failed. */
export class TraceRun {
  /** The values that the templates see without any probe. */
  public readonly effective: JsonObject;
  /** How many times the chart was rendered. */
  public renders = 0;
  readonly #chart: ChartContents;
  readonly #user: JsonObject;
  readonly #parsed = new ParsedRenders();
  readonly #rejected = new Map<string, RejectedKey>();
  readonly #accepted = new Set<Probe>();
  readonly #permissions = new Map<string, TracedPermission>();
  /** Flags that were asked for, and changed nothing. */
  readonly #useless = new Set<string>();

  constructor(chart: ChartContents, user: JsonObject) {
    this.#chart = chart;
    this.#user = user;
    this.effective = coalesceValues(chart.defaults, user);
  }

  /** Values that must be left alone, and why. */
  public get rejected(): RejectedKey[] {
    return [...this.#rejected.values()];
  }

  /** Values that the chart demands along with others. */
  public get permissions(): TracedPermission[] {
    return [...this.#permissions.values()];
  }

  /** Whether a value must be left alone. */
  public isRejected(path: string): boolean {
    return this.#rejected.has(path);
  }

  /**
   * Notes that a value must be left alone.
   *
   * @param text what it was given: where that was the name of a registry with a path, the name alone may do
   */
  public reject(path: string, reason: string, text = ''): void {
    const isFirst = !this.#rejected.has(path);
    this.#rejected.set(path, { path, reason, ...(isFirst && /^[^/]*[.:][^/]*\//.test(text) ? { accepts: 'host' } : {}) });
  }

  /** Reads a render. */
  public parse(manifests: string): ManifestStream {
    return this.#parsed.parse(manifests);
  }

  /** The template that printed an object, from the folder of templates down. */
  public templateOf(resource: Resource): string | undefined {
    return fromTemplates(this.#parsed.sourceOf(resource));
  }

  /** Renders the chart with values, or says in Helm's words why that cannot be. */
  public *render(values: JsonObject, purpose: string): Rendering<{ readonly manifests: string } | { readonly words: readonly string[] }> {
    this.renders += 1;
    const outcome = yield { values, purpose };
    return outcome.type === 'rendered' ? { manifests: outcome.manifests } : { words: outcome.words };
  }

  /**
   * Renders the chart with probes in its values. Probes that it refuses are left out: those that Helm names, else those
   * that are left when the others are taken away. Those that were in an earlier render are not suspected; each of the
   * others is in one of the renders that come back, or refused.
   *
   * @param isWorthIt whether a probe is worth taking others away; without, it is refused at once where Helm names nothing
   */
  public *probe<P extends Probe>(probes: readonly P[], purpose: string, isWorthIt: (probe: P) => boolean = () => true): Rendering<ProbeOutcome<P>> {
    const renders: ProbedRender<P>[] = [];
    const refused = new Map<P, string>();
    const givenUp = new Set<P>();
    const known = probes.filter((probe) => this.#accepted.has(probe));
    const sets: (readonly P[])[] = [probes.filter((probe) => !this.#accepted.has(probe))];
    let tries = 0;
    for (let set = sets.shift(); set !== undefined; set = sets.shift()) {
      const fresh = set.filter((probe) => !refused.has(probe));
      const all = [...known.filter(({ path }) => !fresh.some((probe) => probe.path === path)), ...fresh];
      if (all.length === 0 || (fresh.length === 0 && renders.length > 0)) {
        continue;
      }
      const outcome = yield* this.render(this.valuesWith(all), purpose);
      if ('manifests' in outcome) {
        fresh.forEach((probe) => this.#accepted.add(probe));
        renders.push({ probes: all, stream: this.parse(outcome.manifests) });
        continue;
      }
      tries += 1;
      if (this.permit(outcome.words)) {
        sets.unshift(fresh);
        continue;
      }
      const named = this.#namedBy(outcome.words, fresh);
      if (named.length > 0 || fresh.length <= 1 || tries >= MOST_TRIES) {
        (named.length > 0 ? named : fresh).forEach((probe) => refused.set(probe, outcome.words.join(' ')));
        if (fresh.length > 0) {
          sets.unshift(fresh);
        }
      } else if (fresh.every(isWorthIt)) {
        const half = Math.ceil(fresh.length / 2);
        sets.unshift(fresh.slice(0, half), fresh.slice(half));
      } else {
        fresh.filter((probe) => !isWorthIt(probe)).forEach((probe) => {
          refused.set(probe, outcome.words.join(' '));
          givenUp.add(probe);
        });
        sets.unshift(fresh);
      }
    }
    return { renders, refused, givenUp };
  }

  /**
   * Notes a flag that the words ask for, if there is one that is not set yet and that templates know. One that did not
   * help is dropped.
   */
  public permit(words: readonly string[]): boolean {
    for (const asked of demandedFlags(words)) {
      [...this.#permissions.keys()].filter((path) => path === asked || path.endsWith(`.${asked}`)).forEach((path) => {
        this.#permissions.delete(path);
        this.#useless.add(path);
      });
      const key = asked.slice(asked.lastIndexOf('.'));
      const scopes = this.#chart.templates.filter(({ text }) => text.includes(key)).map(({ scope }) => scope);
      const paths = asked.startsWith('global.') ? [asked] : [...new Set(scopes.map((scope) => [...scope, asked].join('.')))];
      const isUnset = (one: string): boolean => !this.#useless.has(one) && (readValue(this.effective, one) ?? false) === false;
      const path = scopes.length === 0 ? undefined : paths.find(isUnset);
      if (path !== undefined) {
        this.#permissions.set(path, { path, value: true, reason: words.join(' ') });
        return true;
      }
    }
    return false;
  }

  /** The probes that the words are about. */
  #namedBy<P extends Probe>(words: readonly string[], probes: readonly P[]): P[] {
    const text = words.join(' ');
    const repeated = probes.filter(({ token }) => token !== undefined && text.includes(token));
    if (repeated.length > 0 && repeated.length < probes.length) {
      return repeated;
    }
    const named = new Set(complainedAbout(words, probes.map(({ path }) => path), this.#chart.name));
    return probes.filter(({ path }) => named.has(path));
  }

  /** The user's values with probes over them, and with what the chart demands along with them. */
  public valuesWith(probes: readonly Probe[]): JsonObject {
    const overrides = [...this.#permissions.values(), ...probes]
      .reduce<JsonObject>((all, { path, value }) => withValue(all, this.effective, path, value), {});
    return mergeValues(this.#user, overrides);
  }
}

/** The part of a path that does not depend on what a sub-chart is called. */
export function fromTemplates(file: string | undefined): string | undefined {
  const at = file?.lastIndexOf('/templates/') ?? -1;
  return file?.startsWith('templates/') === true ? file : at === -1 ? undefined : file?.slice(at + 1);
}
