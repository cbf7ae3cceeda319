import { findPodTemplates, findReferences, formatPath, isJsonObject, valueAt } from '../../manifest';
import type { Json, ManifestStream, Path, Resource } from '../../manifest';
import type { PullSecretShape } from '../slot';
import { alignObjects } from './align-objects';
import type { TracedAccount, TracedKey, TracedPod, TracedPullSecretKey } from './chart-trace';
import type { PullSecretCandidate } from './pull-secret-candidates';
import { markPullSecret } from './pull-secret-marks';
import type { PullSecretMark } from './pull-secret-marks';
import { readPullSecretMarks } from './read-pull-secret-marks';
import type { MarkSighting } from './read-pull-secret-marks';
import { tracedObject } from './traced-object';

/** Something that can have pull secrets, and the values that were seen to give it some. */
interface Holder {
  readonly resource: Resource;
  /** Path to the object with the list. */
  readonly path: Path;
  readonly pullSecretNames: readonly string[];
  readonly namedBy: Set<string>;
}

interface PodHolder extends Holder {
  readonly account: string;
  readonly images: readonly string[];
}

/**
 * Learns which values name the pull secrets of which pods and accounts, and in which form, from renders with marks.
 *
 * One value may hide another: a list of a component is often read instead of a common one. So marks are laid in rounds,
 * the values that are for most first, and each round goes into a render of its own; marks of images can be in the same.
 */
export class PullSecretTraces {
  readonly #stream: ManifestStream;
  readonly #pods: PodHolder[];
  readonly #accounts: Holder[];
  readonly #open: Map<string, { readonly candidate: PullSecretCandidate; readonly shapes: PullSecretShape[] }>;
  readonly #keys = new Map<string, PullSecretShape>();
  #marks = 0;

  /**
   * @param stream the chart as it is, without marks
   * @param candidates values that may name pull secrets
   */
  constructor(stream: ManifestStream, private readonly candidates: readonly PullSecretCandidate[]) {
    this.#stream = stream;
    this.#open = new Map(candidates.map((candidate) => [candidate.path, { candidate, shapes: [...candidate.shapes] }]));
    this.#pods = stream.resources.flatMap((resource) => findPodTemplates(resource).map((template): PodHolder => ({
      resource,
      path: template.path,
      account: template.serviceAccountName,
      images: [...new Set(template.references.map(({ text }) => text).filter((text) => text !== ''))],
      pullSecretNames: namesIn(template.imagePullSecrets),
      namedBy: new Set(),
    })));
    this.#accounts = stream.resources.filter(isAccount).map((resource): Holder => ({
      resource, path: [], pullSecretNames: namesIn(valueAt(resource.object, ['imagePullSecrets'])), namedBy: new Set(),
    }));
  }

  /** Marks for the next renders, one list for each. Empty when there is nothing left to try. */
  public rounds(): PullSecretMark[][] {
    const open = [...this.#open.values()];
    return (['global', 'chart', 'component'] as const)
      .map((breadth) => open.filter(({ candidate }) => candidate.breadth === breadth).map(({ candidate, shapes: [shape = 'objects'] }) => {
        this.#marks += 1;
        return markPullSecret(candidate, shape, this.#marks);
      }))
      .filter((round) => round.length > 0);
  }

  /** Notes that the chart does not render with a mark. Its value is tried in the next form that it may have, if there is one. */
  public refuse(mark: PullSecretMark): void {
    this.#next(mark);
  }

  /** Learns from a render with marks of one round. */
  public observe(stream: ManifestStream, marks: readonly PullSecretMark[]): void {
    const byToken = new Map(marks.map((mark) => [mark.token, mark]));
    const pairs = alignObjects(this.#stream.resources, stream.resources);
    const origins = new Map([...pairs].map(([before, after]) => [after, before]));
    const sightings = stream.resources.flatMap((resource) => (origins.get(resource) === resource ? [] : readPullSecretMarks(resource, byToken)));
    const made = new Set(stream.resources.filter(({ kind }) => kind === 'Secret').map(({ name }) => name));
    const wrong = new Set(marks.filter((mark) => made.has(mark.token) || isWrong(sightings.filter((sighting) => sighting.mark === mark))));
    for (const mark of marks) {
      // A chart that makes the secret itself would overwrite the one that it was told of.
      if (wrong.has(mark) && !made.has(mark.token)) {
        this.#next(mark);
      } else {
        this.#open.delete(mark.path);
      }
    }
    sightings.filter(({ mark }) => !wrong.has(mark)).forEach((sighting) => this.#learn(sighting, origins.get(sighting.resource)));
  }

  /** The values that name pull secrets. */
  public get pullSecretKeys(): TracedPullSecretKey[] {
    return [...this.#keys].map(([path, shape]) => ({ path, shape })).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Their single names, where the chart or the user gives one. */
  public get keys(): TracedKey[] {
    return this.#used().flatMap(({ path, current }) => (typeof current === 'string' && current !== '' ? [{ path, text: current }] : []));
  }

  /** Their lists, where the chart or the user gives any: whoever adds to them writes them again. */
  public get lists(): { readonly path: string; readonly value: Json }[] {
    return this.#used().flatMap(({ path, current }) => (Array.isArray(current) && current.length > 0 ? [{ path, value: current }] : []));
  }

  /** The pods, and what an operator makes pods of. */
  public get pods(): TracedPod[] {
    return this.#pods.map(({ resource, path, account, images, pullSecretNames, namedBy }) => ({
      object: tracedObject(resource), path: formatPath(path), account, pullSecretNames, images, namedBy: [...namedBy].sort(),
    }));
  }

  /** The accounts. */
  public get accounts(): TracedAccount[] {
    return this.#accounts.map(({ resource, pullSecretNames, namedBy }) => (
      { object: tracedObject(resource), pullSecretNames, namedBy: [...namedBy].sort() }
    ));
  }

  #used(): PullSecretCandidate[] {
    return this.candidates.filter(({ path }) => this.#keys.has(path));
  }

  #next(mark: PullSecretMark): void {
    const open = this.#open.get(mark.path);
    if (open?.shapes[0] === mark.shape) {
      open.shapes.shift();
      if (open.shapes.length === 0) {
        this.#open.delete(mark.path);
      }
    }
  }

  #learn({ mark, place, path, resource }: MarkSighting, before: Resource | undefined): void {
    if (before === undefined) {
      return;
    }
    const holder = place === 'account'
      ? this.#accounts.find((account) => account.resource === before)
      : this.#podAt(before, path, resource, place === 'pod');
    const now = namesIn(valueAt(resource.object, [...path, 'imagePullSecrets']));
    const replaced = this.candidates.find((candidate) => candidate.path === mark.path)?.current;
    // A value that hides what was listed before cannot be used: its user would lose access to other images.
    if (holder !== undefined && (place === 'mention' || holder.pullSecretNames.every((name) => now.includes(name) || name === replaced))) {
      holder.namedBy.add(mark.path);
      this.#keys.set(mark.path, mark.shape);
    }
  }

  /** The pod at a path; an object with a list, where no pod was seen, becomes one; so does a program that is told, without images. */
  #podAt(before: Resource, path: Path, now: Resource, hasImages: boolean): PodHolder {
    const text = JSON.stringify(path);
    const known = this.#pods.find((pod) => pod.resource === before && JSON.stringify(pod.path) === text);
    if (known !== undefined) {
      return known;
    }
    const template = findPodTemplates(now).find((pod) => JSON.stringify(pod.path) === text);
    const pod: PodHolder = {
      resource: before,
      path,
      account: template?.serviceAccountName ?? 'default',
      images: hasImages ? textsBelow(before, path) : [],
      pullSecretNames: namesIn(valueAt(before.object, [...path, 'imagePullSecrets'])),
      namedBy: new Set(),
    };
    this.#pods.push(pod);
    return pod;
  }
}

function isAccount({ apiVersion, kind }: Resource): boolean {
  return apiVersion === 'v1' && kind === 'ServiceAccount';
}

/** Whether a value was given in a form that the chart does not take. What programs are told counts only where no list does. */
function isWrong(sightings: readonly MarkSighting[]): boolean {
  const inLists = sightings.filter(({ place }) => place !== 'mention');
  return (inLists.length > 0 ? inLists : sightings).some(({ isName }) => !isName);
}

/** References somewhere below a path, each once. */
function textsBelow(resource: Resource, above: Path): string[] {
  const found = findReferences(resource).filter(({ path }) => above.every((step, index) => path[index] === step));
  return [...new Set(found.map(({ text }) => text))];
}

/** Names in a list of pull secrets. */
function namesIn(list: Json | undefined): string[] {
  return (Array.isArray(list) ? list : []).map((entry) => (isJsonObject(entry) ? entry['name'] : entry)).filter((name) => typeof name === 'string');
}
