import { findNestedTemplates, findPodTemplates, formatLocation, formatReference, insertIntoManifest, isJsonObject, valueAt } from '../manifest';
import type {
  Insertion, Json, NestedTemplate, Path, PodTemplate, Resource, ResourceSource, SkippedReference, UnreadTemplate,
} from '../manifest';
import type { BoundPlaces, ManifestChange, RewritePullSecret } from './rewrite-request';
import { planTemplateLines } from './template-lines';

/** A manifest whose accounts and pods name a pull secret. */
export interface BoundManifest {
  /** The new text. */
  readonly text: string;
  /** Lists that were made or extended. */
  readonly changes: readonly ManifestChange[];
  /** Lists that should have been. */
  readonly skipped: readonly SkippedReference[];
  /** How many places name the pull secret by now. */
  readonly bound: BoundPlaces;
}

const KEY = 'imagePullSecrets';
const BESIDE = { before: ['initContainers', 'containers'] };

/**
 * Names a pull secret in ServiceAccounts, pod templates and templates inside ConfigMaps. Lists that are there already
 * get it behind their own entries.
 *
 * @param source name of the file, for locations; or a reader that says which objects the documents stand for
 * @throws PullproofError `manifest-invalid` when the new text would say anything else than intended.
 */
export function bindPullSecret(text: string, secret: RewritePullSecret, source?: ResourceSource): BoundManifest {
  const binder = new Binder(secret);
  const { text: bound, refused } = insertIntoManifest(text, (resources) => {
    resources.forEach((resource) => binder.look(resource));
    return [...binder.insertions.keys()];
  }, source);
  const changes: ManifestChange[] = [];
  const skipped = [...binder.skipped];
  for (const [insertion, { location, place }] of binder.insertions) {
    const reason = refused.get(insertion);
    if (reason === undefined) {
      changes.push({ kind: 'pull-secret', location, to: secret.name });
    } else {
      binder.bound[place] -= 1;
      skipped.push({ location, reason: `${KEY} was not written: ${reason}` });
    }
  }
  return { text: bound, changes, skipped, bound: binder.bound };
}

type BoundPlace = keyof BoundPlaces;

class Binder {
  public readonly insertions = new Map<Insertion, { location: string; place: BoundPlace }>();
  public readonly skipped: SkippedReference[] = [];
  public readonly bound = { accounts: 0, pods: 0, nested: 0 };
  readonly #secret: RewritePullSecret;

  constructor(secret: RewritePullSecret) {
    this.#secret = secret;
  }

  public look(resource: Resource): void {
    const { accounts = true, pods = true, nested = true } = this.#secret;
    if (resource.apiVersion === 'v1' && resource.kind === 'ServiceAccount' && isChosen(accounts, resource)) {
      this.#bind('accounts', { resource, path: [], where: { after: ['metadata'] } }, valueAt(resource.object, [KEY]));
    }
    for (const pod of pods === false ? [] : findPodTemplates(resource)) {
      if (isChosen(pods, pod)) {
        this.#bindPod(pod);
      }
    }
    for (const template of nested === false ? [] : findNestedTemplates(resource)) {
      if (isChosen(nested, template)) {
        this.#bindNested(template);
      }
    }
  }

  #bindPod({ resource, path, certainty }: PodTemplate): void {
    const current = valueAt(resource.object, [...path, KEY]);
    if (certainty === 'likely' && current === undefined) {
      this.skipped.push({
        location: formatLocation(resource, path),
        reason: `${KEY} was not written: it is a custom resource that may not know the key; bind the account of its pods`,
      });
      return;
    }
    this.#bind('pods', { resource, path, where: BESIDE }, current);
  }

  #bindNested(template: NestedTemplate | UnreadTemplate): void {
    const { resource, path, embedded } = template;
    if ('object' in template) {
      this.#bind('nested', { resource, path, embedded, where: BESIDE }, valueAt(template.object, [KEY]));
      return;
    }
    const location = locationOf(template);
    const lines = planTemplateLines(template.text, this.#secret.name);
    if (lines !== 'present' && 'refusal' in lines) {
      this.skipped.push({ location, reason: `${KEY} was not written: ${lines.refusal}` });
      return;
    }
    this.bound.nested += 1;
    if (lines !== 'present') {
      this.insertions.set({ resource, path, embedded, ...lines }, { location, place: 'nested' });
    }
  }

  #bind(place: BoundPlace, at: Pick<Extract<Insertion, { key: string }>, 'resource' | 'path' | 'embedded' | 'where'>, current: Json | undefined): void {
    const location = locationOf(at);
    if (current !== undefined && current !== null && !isSecretList(current)) {
      this.skipped.push({ location, reason: `${KEY} was not written: what is there is no list of names, as in [{ name: pull }]` });
      return;
    }
    this.bound[place] += 1;
    if (!(current ?? []).some((item) => item['name'] === this.#secret.name)) {
      this.insertions.set({ ...at, key: KEY, value: [{ name: this.#secret.name }] }, { location, place });
    }
  }
}

function isChosen<T>(choice: boolean | ((one: T) => boolean), one: T): boolean {
  return typeof choice === 'function' ? choice(one) : choice;
}

function isSecretList(value: Json): value is { [key: string]: Json }[] {
  return Array.isArray(value) && value.every((item) => isJsonObject(item) && typeof item['name'] === 'string');
}

function locationOf({ resource, path, embedded = [] }: { resource: Resource; path: Path; embedded?: NestedTemplate['embedded'] }): string {
  const nested = embedded.flatMap((place) => place.path);
  return nested.length === 0 ? formatLocation(resource, path) : formatReference({ resource, path, nested, site: {} });
}
