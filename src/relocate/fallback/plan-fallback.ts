import { isDeepStrictEqual } from 'node:util';
import { nameProblems } from '../../credential';
import { Problems, PullproofError } from '../../error';
import { hooksOf } from '../../helm';
import { imageName } from '../../image';
import { findReferences, formatLocation, formatOrigin, parseManifests } from '../../manifest';
import type { PodTemplate, Resource, UnparsedDocument } from '../../manifest';
import { applyJsonPatch } from './apply-json-patch';
import type { FallbackPlan, FallbackRequest, PatchedObject, UnmovedPlace } from './fallback-plan';
import { diffJson } from './json-patch';
import { LackingCredentials } from './lacking-credentials';
import { nameObstacles, targetOf } from './patch-target';
import { rewriteObject } from './rewrite-object';
import type { RewrittenObject } from './rewrite-object';

/**
 * Plans what values could not do: patches that move every image which is left in rendered manifests, and that name the
 * pull secrets in the pods which have none.
 *
 * It finds and changes what {@link rewriteManifest} does, object by object. Lists of pull secrets are extended, never
 * replaced. Templates of pods in the texts of ConfigMaps get no pull secret: they become pods of other namespaces.
 *
 * @param text what Helm printed, with all values applied
 * @throws PullproofError what the relocation refuses, all images at once; `name-invalid` for a pull secret that cannot be.
 */
export function planFallback(text: string, request: FallbackRequest): FallbackPlan {
  const { relocation, pullSecretNames = [], boundAccounts = [], namespace = 'default', reachesHooks = true, echoes = [], file } = request;
  new Problems().add(...pullSecretNames.flatMap((name) => nameProblems(name, 'pull secret name')))
    .throwIfAny({ code: 'name-invalid', what: 'there can be no such pull secret' });
  const { resources, unparsed } = parseManifests(text, file);
  const isEcho = (resource: Resource): boolean => echoes.some(({ kind, name, namespace: place }) => (
    resource.kind === kind && resource.name === name && (resource.namespace ?? namespace) === place
  ));
  const found = new Map(resources.map((resource) => [resource, isEcho(resource) ? [] : findReferences(resource)]));
  const references = [...found.values()].flat()
    .flatMap(({ reference, certainty }) => (reference === undefined || certainty === 'possible' ? [] : [reference]));
  relocation.relocateAll(references);
  const known = new Set(references.map(imageName));
  const lacking = pullSecretNames.map((name) => ({ name, where: new LackingCredentials(resources, name, { boundAccounts, namespace }) }));

  const steps = resources.map((resource): Step => {
    const pullSecrets = lacking.filter(({ where }) => where.concerns(resource)).map(({ name, where }) => (
      { name, accounts: where.isAccount(resource), pods: ({ path }: PodTemplate) => where.isPod(resource, path), nested: false }
    ));
    // Definitions of custom resources are most of some charts, and take long to read again.
    const isUntouched = found.get(resource)?.length === 0 && pullSecrets.length === 0;
    const rewritten = isUntouched
      ? { object: resource.object, changes: [], skipped: [], doubted: [] } : rewriteObject(resource, { relocation, known, pullSecrets });
    const operations = isUntouched ? [] : diffJson(resource.object, rewritten.object);
    refuseDifference(resource, operations, rewritten);
    return { resource, rewritten, operations, hooks: hooksOf(resource) };
  });
  return assemble(steps, unparsed, reachesHooks);
}

type Step = Pick<PatchedObject, 'operations' | 'hooks'> & { readonly resource: Resource; readonly rewritten: RewrittenObject };

/** Says for each object whether its patch reaches it. */
function assemble(steps: readonly Step[], unparsed: readonly UnparsedDocument[], reachesHooks: boolean): FallbackPlan {
  const seen = steps.filter(({ hooks }) => reachesHooks || hooks.length === 0);
  const obstacles = nameObstacles(seen);
  const objects: PatchedObject[] = [];
  const unmoved: UnmovedPlace[] = unparsed.map(({ origin, reason }) => ({ location: formatOrigin(origin), reason }));
  const resources = steps.map(({ resource, rewritten, operations, hooks }) => {
    const { object, changes, skipped } = rewritten;
    unmoved.push(...skipped);
    if (operations.length === 0) {
      return resource;
    }
    const isUnseen = !reachesHooks && hooks.length > 0;
    const reason = isUnseen ? `it is a Helm hook (${hooks.join(', ')}), which the patches do not reach` : obstacles.get(resource);
    if (reason !== undefined) {
      unmoved.push(...changes.map(({ location }) => ({ location, reason, ...(isUnseen ? { hooks } : {}) })));
      return resource;
    }
    objects.push({ target: targetOf(resource), hooks, operations, changes });
    return { ...resource, object };
  });
  return { objects, unmoved, doubted: steps.flatMap(({ rewritten }) => rewritten.doubted), patched: { resources, unparsed } };
}

/** What is audited is the rewritten object; the patch has to make exactly that. */
function refuseDifference(resource: Resource, operations: PatchedObject['operations'], { object }: RewrittenObject): void {
  if (operations.length > 0 && !isDeepStrictEqual(applyJsonPatch(resource.object, operations), object)) {
    throw new PullproofError({
      code: 'manifest-invalid', where: formatLocation(resource), what: 'the patch does not make what it should', remedy: 'rewrite the rendered manifests instead',
    });
  }
}
