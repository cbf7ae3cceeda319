import type { Rule } from '../rule';

/** One unreadable Secret spoils all pull secrets of a pod that names it. */
export const pullSecretMalformed: Rule = {
  id: 'pull-secret-malformed',
  title: 'Every pull secret can be stored by the API server and read by the kubelet',
  check: (context) => context.secrets.literals().flatMap(({ namespace, source }) => (source.problems.length === 0 ? [] : [{
    rule: 'pull-secret-malformed',
    severity: 'error',
    location: context.where(source.resource),
    reason: `Secret ${namespace}/${source.name} cannot be used: ${source.problems.join('; ')}; it spoils every other pull secret of its pods`,
    remedy: 'write it with `kubectl create secret docker-registry`, or let PullSecret write it',
  }])),
};
