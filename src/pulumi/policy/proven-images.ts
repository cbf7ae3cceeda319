import type { EnforcementLevel, StackValidationPolicy } from '@pulumi/policy';
import { describeProblem, refutes } from '../../audit';
import type { Acknowledgement, DeclaredSecret, IAuditRule } from '../../audit';
import type { Registry } from '../../registry';
import { stackVerdict } from './stack-verdict';
import type { StackResource } from './stack-verdict';

/** What stacks are audited against. */
export interface ProvenImagesArgs {
  /** The registries that images may come from. */
  readonly registries: readonly Registry[];
  /**
   * Hosts that nodes pull from with their own identity.
   *
   * @default - every pod needs a pull secret
   */
  readonly nodeIdentityHosts?: readonly string[];
  /**
   * Pull secrets that something outside the stack makes.
   *
   * @default - only those of the stack count
   */
  readonly declaredSecrets?: readonly DeclaredSecret[];
  /**
   * Findings that somebody accepts, with reasons.
   *
   * @default - none
   */
  readonly acknowledgements?: readonly Acknowledgement[];
  /**
   * Rules of one’s own.
   *
   * @default - none
   */
  readonly rules?: readonly IAuditRule[];
  /**
   * Whether warnings count too.
   *
   * @default false
   */
  readonly strict?: boolean;
  /**
   * Name of the policy in the pack.
   *
   * @default "proven-images"
   */
  readonly name?: string;
  /**
   * Whether a violation fails the preview and the update, or is only shown.
   *
   * @default "mandatory"
   */
  readonly enforcementLevel?: EnforcementLevel;
}

/**
 * A policy that every Kubernetes object of a stack keeps to: images from the declared registries, and a credential for every
 * pod. In whatever language a program is written, and whether it uses this package or not.
 *
 * It sees what charts and manifests make in the provider. What Helm makes of a `helm.v3.Release`, and a controller of its
 * objects, is not in the stack: such a release is a violation unless `AgentInstall` made it, whose proof covers it.
 *
 * @example
 * new PolicyPack('registries', {
 *   policies: [provenImages({ registries: [Registry.harbor('harbor.example.com', { project: 'agents' })] })],
 * });
 */
export function provenImages(args: ProvenImagesArgs): StackValidationPolicy {
  const { name = 'proven-images', enforcementLevel = 'mandatory', ...options } = args;
  return {
    name,
    description: 'Every image comes from a declared registry, and every pod can pull it.',
    enforcementLevel,
    validateStack: ({ resources }, reportViolation) => {
      for (const cluster of clustersOf(resources)) {
        const verdict = stackVerdict(cluster, options);
        for (const finding of verdict.findings.filter((one) => refutes(one, verdict.strict))) {
          reportViolation(describeProblem(finding), finding.location.construct);
        }
      }
    },
  };
}

/** A stack may hold objects of several clusters: each has a Kubernetes provider of its own. */
function clustersOf(resources: readonly (StackResource & { readonly provider?: { readonly urn: string } })[]): StackResource[][] {
  const clusters = new Map<string, StackResource[]>();
  for (const resource of resources.filter(({ type }) => type.startsWith('kubernetes:'))) {
    const key = resource.provider?.urn ?? '';
    clusters.set(key, [...clusters.get(key) ?? [], resource]);
  }
  return [...clusters.values()];
}
