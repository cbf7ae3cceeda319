import { isDeepStrictEqual } from 'node:util';
import { apiGroup } from '../../manifest';
import type { Resource } from '../../manifest';
import type { Finding } from '../finding';
import { at } from '../json';
import { describeObject } from '../location';
import type { Rule } from '../rule';

/** Two objects of one identity: `helm install` refuses them, `kubectl apply` lets the later one win. */
export const objectDeclaredTwice: Rule = {
  id: 'object-declared-twice',
  title: 'No two objects have the same API group, kind, namespace and name',
  check: (context) => {
    const first = new Map<string, Resource>();
    const findings: Finding[] = [];
    for (const { resource, namespace } of context.resources) {
      const identity = [apiGroup(resource), resource.kind, namespace ?? '', resource.name].join('\n');
      const earlier = first.get(identity);
      if (earlier === undefined || isGenerated(resource)) {
        first.set(identity, resource);
        continue;
      }
      const location = context.where(resource);
      const isSame = isDeepStrictEqual(earlier.object, resource.object);
      findings.push({
        rule: 'object-declared-twice',
        // The same object twice is the same object after an apply; only an install stumbles over it.
        severity: isSame ? 'warning' : 'error',
        location,
        reason: isSame ? `${describeObject(location)} is declared twice in the same words: an install fails`
          : `${describeObject(location)} is declared twice: an install fails, and an apply keeps only the later one`,
        remedy: 'remove one of them, or give them different names',
      });
    }
    return findings;
  },
};

/** Objects with `generateName` get a name of their own each time. */
function isGenerated(resource: Resource): boolean {
  const name = at(resource.object, 'metadata', 'name');
  return name === undefined || name === null || name === '';
}
