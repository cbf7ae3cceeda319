import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { RegistryObject } from '../provision';
import { addObjects, writeAfter } from './objects';
import type { ObjectToAdd } from './objects';

/** Writes the objects of a registry, behind the namespace that is created for them if one is. */
export function addRegistryObjects(scope: Construct, objects: readonly RegistryObject[], namespaceToCreate?: string): ApiObject[] {
  const namespaces = namespaceToCreate === undefined ? [] : addObjects(scope, [{
    id: `namespace-${namespaceToCreate}`, object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespaceToCreate } },
  }]);
  const written = addObjects(scope, objects as readonly unknown[] as readonly ObjectToAdd[]);
  written.forEach((object) => writeAfter(object, namespaces));
  return written;
}
