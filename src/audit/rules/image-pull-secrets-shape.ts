import { isJsonObject, valueAt } from '../../manifest';
import type { Json, Path, PodTemplate, Resource } from '../../manifest';
import { readPullSecretList } from '../pull-secret-list';
import type { Rule } from '../rule';

/** Strings in place of `{name}` maps are the commonest slip of hand-written values: the API server refuses them. */
export const imagePullSecretsShape: Rule = {
  id: 'image-pull-secrets-shape',
  title: 'imagePullSecrets is a list of maps with a non-empty name, on pods and ServiceAccounts',
  check: (context) => {
    const lists = [
      ...context.pods.map(({ template }) => ({ resource: template.resource, path: pathOfList(template), value: template.imagePullSecrets })),
      ...[...context.accounts.all()].map(({ resource, imagePullSecrets }) => ({ resource, path: [], value: imagePullSecrets })),
    ];
    const seen = new Map<Resource, Set<Json | undefined>>();
    return lists.flatMap(({ resource, path, value }) => {
      const known = seen.get(resource) ?? new Set();
      // Several pods of a custom resource may share one list.
      const isNew = !known.has(value);
      seen.set(resource, known.add(value));
      return (isNew ? readPullSecretList(value).problems : []).map((problem) => ({
        rule: 'image-pull-secrets-shape',
        severity: 'error',
        location: context.where(resource, [...path, 'imagePullSecrets']),
        reason: problem,
        remedy: 'write `imagePullSecrets: [{name: …}]`; some charts take strings in their values, but the manifest never does',
      }));
    });
  },
};

/** Pods of custom resources may take the list of an object around them. */
function pathOfList({ resource, path, imagePullSecrets }: PodTemplate): Path {
  for (let length = path.length; length > 0; length -= 1) {
    const owner = valueAt(resource.object, path.slice(0, length));
    if (isJsonObject(owner) && owner['imagePullSecrets'] === imagePullSecrets) {
      return path.slice(0, length);
    }
  }
  return path;
}
