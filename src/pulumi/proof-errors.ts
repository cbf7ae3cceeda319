import type * as pulumi from '@pulumi/pulumi';
import type { Verdict } from '../audit';
import { core } from './core-modules';
import { resourceError } from './resource-error';

/**
 * What stands against a proof, as errors of the resources it is about: one for each resource, with all its findings.
 *
 * @param verdict the verdict.
 * @param resources the resources by the labels of their objects.
 */
export function proofErrors({ findings, strict }: Verdict, resources: ReadonlyMap<string, pulumi.Resource>): pulumi.ResourceError[] {
  const problems = new Map<pulumi.Resource | undefined, string[]>();
  for (const finding of findings.filter((one) => core.audit().refutes(one, strict))) {
    const resource = resources.get(finding.location.construct ?? '');
    problems.set(resource, [...(problems.get(resource) ?? []), core.audit().describeProblem(finding)]);
  }
  return [...problems].map(([resource, lines]) => {
    const text = lines.length === 1 ? lines.join('') : `${lines.length} findings\n${lines.map((line) => `  - ${line}`).join('\n')}`;
    return resourceError(`not proven: ${text}`, resource);
  });
}
