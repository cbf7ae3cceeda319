import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { readDocuments } from '../../manifest';
import type { Json } from '../../manifest';
import type { FallbackPlan, PatchTarget } from './fallback-plan';
import type { JsonPatchOperation } from './json-patch';
import { isDisputed, printJson } from './json-text';
import { idOf, NO_NAMESPACE, targetOf } from './patch-target';

/** Which objects Kustomize applies a patch to. Every field is a regular expression that has to match as a whole. */
export interface KustomizeTarget {
  /**
   * API group.
   *
   * @default - any: no other object has the version, kind and name
   */
  readonly group?: string;
  /** API version, without the group. */
  readonly version: string;
  /** Kind. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /**
   * Namespace of the object; `default` for one that names none, where another object is told from it by that alone.
   *
   * @default - any: no other object has the kind and name
   */
  readonly namespace?: string;
}

/** A patch as Kustomize takes it, and the post-renderers of Flux. */
export interface KustomizePatch {
  /** The object that it is for. */
  readonly object: PatchTarget;
  /** What it is applied to. */
  readonly target: KustomizeTarget;
  /** The operations of a JSON patch, as YAML. */
  readonly patch: string;
}

/**
 * The patches of a plan for Kustomize, one for each object.
 *
 * They are JSON patches: strategic merges know no custom resources, and the `images` of Kustomize neither reach what is
 * outside of pods nor keep a digest.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function kustomizePatches({ objects, patched }: FallbackPlan): KustomizePatch[] {
  const others = patched.resources.map(targetOf);
  // Objects of one name need the same patch, or none: it is applied to each of them.
  const byId = new Map(objects.map((object) => [idOf(object.target), object]));
  return [...byId.values()].map(({ target, operations }) => (
    { object: target, target: kustomizeTarget(target, others), patch: printPatch(operations) }
  ));
}

function kustomizeTarget(target: PatchTarget, all: readonly PatchTarget[]): KustomizeTarget {
  const { group, version, kind, name, namespace } = target;
  const alike = all.filter((other) => other.kind === kind && other.version === version && other.name === name);
  // Left out, a field matches anything; an empty one is left out.
  const shownGroup = group === undefined ? alike.some((other) => other.group !== undefined) ? '^$' : undefined : escape(group);
  const elsewhere = alike.some((other) => (other.namespace ?? NO_NAMESPACE) !== (namespace ?? NO_NAMESPACE));
  const shownNamespace = namespace ?? (elsewhere ? NO_NAMESPACE : undefined);
  return {
    ...(shownGroup === undefined ? {} : { group: shownGroup }),
    version: escape(version),
    kind: escape(kind),
    name: escape(name),
    ...(shownNamespace === undefined ? {} : { namespace: escape(shownNamespace) }),
  };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * YAML for people; one operation a line, in the style of JSON, for texts that not every reader of YAML gives back as they
 * are. It must not be JSON altogether: Kustomize would compare texts with `test` by how they are spelled.
 *
 * @see https://github.com/evanphx/json-patch/issues/172
 */
function printPatch(operations: readonly JsonPatchOperation[]): string {
  const yaml = stringify(operations, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
  const [read, ...more] = isDisputed(yaml) ? [] : [...readDocuments(yaml)];
  return more.length === 0 && isDeepStrictEqual(read?.value, operations as unknown as Json)
    ? yaml : operations.map((operation) => `- ${printJson(operation)}\n`).join('');
}
