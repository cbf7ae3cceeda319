import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkCoverage } from '../credential';
import { Problems } from '../error';
import { findPodTemplates, parseManifests, placeObjects } from '../manifest';
import { atConstruct } from './construct-error';
import { addObjects, writeAfter } from './objects';
import type { IPullSecret } from './pull-secret-reference';

/** How a rewritten manifest gets into an app. */
export interface StreamDeclaration {
  /** Name of its file, for messages. */
  readonly file: string | undefined;
  /** Namespace of objects that name none. */
  readonly namespace: string;
  /** The pull secrets that it names. */
  readonly pullSecrets: readonly IPullSecret[];
  /** Whether parts may be as they were. */
  readonly acceptSkipped: boolean;
}

/**
 * Writes the objects of a manifest, in its order: namespaces first, then the pull secrets, then all others.
 *
 * @throws PullproofError `manifest-invalid` for documents that are no objects, `namespace-invalid` when a pull secret is not
 * delivered to a namespace with pods, `object-clash` when the chart holds an object already.
 */
export function writeStream(scope: Construct, text: string, { file, namespace, pullSecrets, acceptSkipped }: StreamDeclaration): ApiObject[] {
  const { resources, unparsed } = parseManifests(text, file);
  atConstruct(scope, () => {
    new Problems().add(...unparsed.map(({ origin, reason }) => `line ${origin.line ?? 1}: ${reason}`)).throwIfAny({
      code: 'manifest-invalid', what: 'the manifest holds documents that are no Kubernetes objects', remedy: acceptSkipped ? 'take them out' : 'mend them',
    });
    const withPods = resources.filter((resource) => findPodTemplates(resource).length > 0).map((resource) => resource.namespace ?? namespace);
    new Set(withPods).forEach((one) => checkCoverage(pullSecrets, one));
  });
  const objects = addObjects(scope, placeObjects(resources, namespace));
  const namespaces = new Map(objects.filter(({ kind }) => kind === 'Namespace').map((object) => [object.metadata.name, object]));
  const used = new Set([...objects.map(({ metadata }) => metadata.namespace), ...namespaces.keys()].filter((name) => name !== undefined));
  for (const name of used) {
    const makers = pullSecrets.flatMap((secret) => secret.dependenciesIn(name));
    const home = namespaces.get(name);
    if (home !== undefined) {
      makers.filter((maker) => ApiObject.isApiObject(maker)).forEach((maker) => writeAfter(maker, [home]));
    }
    objects.filter(({ metadata }) => metadata.namespace === name).forEach((object) => writeAfter(object, makers));
  }
  return objects;
}
