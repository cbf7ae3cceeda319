import { describeExternalSecretTemplate, PULL_SECRET_KEY, tryParseDuration } from '../credential';
import type { TemplateDescription } from '../credential';
import type { Json, Resource } from '../manifest';
import { deliveryFaults, namespaceFaults } from './delivery-faults';
import type { DeliveryObjects } from './delivery-objects';
import { copiedSecret } from './hub-copy';
import { at, listAt, textAt } from './json';
import { describeGenerators, ecrEndpoint, generatorRefs } from './login-generator';
import type { LiteralSecret, PromisedSecret } from './secret-source';
import { usesData } from './template-fields';

/** External Secrets renews hourly unless told otherwise. Source: ExternalSecret API, external-secrets 2.9. */
const DEFAULT_REFRESH = '1h';

/**
 * What External Secrets makes of an ExternalSecret, or of the `externalSecretSpec` of a ClusterExternalSecret.
 *
 * @param resource the object that holds the spec.
 * @param objectName name of the ExternalSecret, which the Secret takes over unless it has a name of its own.
 */
export function externalSecret(resource: Resource, objectName: string, spec: Json | undefined, objects: DeliveryObjects): PromisedSecret {
  const template = at(spec, 'target', 'template');
  const text = textAt(template, 'data', PULL_SECRET_KEY);
  const copied = text === undefined ? copiedSecret(spec, objects, (maker) => externalSecret(maker, maker.name, at(maker.object, 'spec'), objects)) : undefined;
  const generators = describeGenerators(generatorRefs(spec), objects);
  const isImmutable = at(spec, 'target', 'immutable') === true;
  const description = text === undefined ? undefined : describeExternalSecretTemplate(text);
  const faults = deliveryFaults(resource, spec, text);
  return {
    type: 'promised',
    name: textAt(spec, 'target', 'name') ?? objectName,
    resource,
    secretType: textAt(template, 'type') ?? 'Opaque',
    keys: text === undefined ? keysOfCopy(copied) : keysOfTemplate(description, spec, objects),
    // What is immutable is not renewed, whatever the interval.
    refreshSeconds: isImmutable ? 0 : addRefresh(refreshOf(spec), copied),
    isGenerated: copied?.type === 'promised' ? copied.isGenerated : generators.isLogin,
    tokenSeconds: copied?.type === 'promised' ? copied.tokenSeconds : generators.seconds,
    isImmutable,
    isInterpolated: text === undefined ? copied?.type === 'promised' && copied.isInterpolated : description?.interpolated === true,
    isClearText: text !== undefined && !usesData(text),
    faultsIn: (namespace) => [...faults, ...namespaceFaults(spec, namespace, objects)],
  };
}

function keysOfTemplate(
  description: TemplateDescription | undefined, spec: Json | undefined, objects: DeliveryObjects,
): readonly string[] | undefined {
  // Templates from elsewhere may write the same key, and come later.
  if (description === undefined || listAt(spec, 'target', 'template', 'templateFrom').length > 0) {
    return undefined;
  }
  // A generator of ECR tokens names the host itself; only its region, and maybe its account, stand in the stream.
  const endpoint = description.dynamic === 'ecr' ? ecrEndpoint(generatorRefs(spec), objects) : undefined;
  return description.dynamic !== undefined && endpoint === undefined ? undefined
    : [...description.registries, ...(endpoint === undefined ? [] : [endpoint])];
}

function keysOfCopy(copied: LiteralSecret | PromisedSecret | undefined): readonly string[] | undefined {
  if (copied?.type === 'literal') {
    return copied.problems.length > 0 ? undefined : copied.entries.filter((entry) => entry.isComplete).map((entry) => entry.registry);
  }
  return copied?.keys;
}

/** A copy is at most as old as both intervals together. */
function addRefresh(own: number | undefined, copied: LiteralSecret | PromisedSecret | undefined): number | undefined {
  if (copied?.type !== 'promised') {
    return own;
  }
  if (own === 0 || copied.refreshSeconds === 0) {
    return 0;
  }
  return own === undefined || copied.refreshSeconds === undefined ? undefined : own + copied.refreshSeconds;
}

/** `CreatedOnce` and `OnChange` never look at the store again by themselves. */
function refreshOf(spec: Json | undefined): number | undefined {
  const policy = at(spec, 'refreshPolicy') ?? 'Periodic';
  if (policy !== 'Periodic') {
    return 0;
  }
  const interval = at(spec, 'refreshInterval') ?? DEFAULT_REFRESH;
  // What is no duration is refused by the operator, and nothing can be proven from it.
  return typeof interval === 'string' ? tryParseDuration(interval) : undefined;
}
