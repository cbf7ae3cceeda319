import { namespaceProblems } from '../../credential';
import { Problems } from '../../error';
import type { Resource } from '../../manifest';
import { rewriteManifest } from '../../relocate';
import type { Relocation, RewrittenStream } from '../../relocate';
import { annotateChecksum } from './annotate-checksum';
import { checkTingyunVersion } from './check-tingyun-version';
import { compareAgentVersions } from './compare-agent-versions';
import { tingyunFirstReleaseWithSecret, tingyunNamespace, tingyunSecretName } from './tingyun-facts';

/** What the manifest of a Tingyun UniAgent is rewritten with. */
export interface TingyunRewrite {
  /** Where its images go; see {@link tingyunRelocation}. */
  readonly relocation: Relocation;
  /** Version of the agent: four numbers, such as `2.5.3.0`. */
  readonly agentVersion: string;
  /**
   * Namespace of the agent. Objects that name no namespace belong to it.
   *
   * @default "tingyun"
   */
  readonly agentNamespace?: string;
  /**
   * Whether pods need a pull secret; they do not where nodes pull with their own identity.
   *
   * @default true
   */
  readonly pullSecret?: boolean;
  /**
   * Name of the file, for locations.
   *
   * @default - locations name the line only
   */
  readonly file?: string;
}

/**
 * Rewrites the manifest that the platform of the Tingyun UniAgent hands out, `tingyunagent.yaml`: every image, every
 * account and pod of the agent's namespace, the injection template in its ConfigMap, and a checksum of the ConfigMap on
 * the pod templates, so that the agent restarts when it changes.
 *
 * Nothing is assumed about the rest of the file: there is one per customer.
 *
 * @throws PullproofError `release-too-old` for a release that knows no pull secrets, `release-unknown` for what is no
 *         version, `namespace-invalid`, and what {@link rewriteManifest} throws.
 */
export function rewriteTingyun(text: string, request: TingyunRewrite): RewrittenStream {
  const { relocation, agentVersion, agentNamespace = tingyunNamespace, pullSecret = true, file } = request;
  if (pullSecret) {
    checkTingyunVersion(agentVersion);
  } else {
    compareAgentVersions(agentVersion, tingyunFirstReleaseWithSecret);
  }
  new Problems().add(...namespaceProblems(agentNamespace)).throwIfAny({ code: 'namespace-invalid', what: 'there can be no such namespace of the agent' });
  const isOwn = ({ namespace = agentNamespace }: Pick<Resource, 'namespace'>): boolean => namespace === agentNamespace;
  const rewritten = rewriteManifest(text, {
    relocation,
    ...(file === undefined ? {} : { file }),
    ...(pullSecret ? {
      pullSecret: { name: tingyunSecretName, accounts: isOwn, pods: ({ resource }) => isOwn(resource), nested: ({ resource }) => isOwn(resource) },
    } : {}),
  });
  const annotated = annotateChecksum(rewritten.text, isOwn, file);
  return {
    ...rewritten,
    text: annotated.text,
    changes: [...rewritten.changes, ...annotated.changes],
    skipped: [...rewritten.skipped, ...annotated.skipped, ...(pullSecret ? missing(rewritten, agentNamespace, file ?? 'the manifest') : [])],
  };
}

/** A file of another agent or namespace must not look finished. */
function missing({ bound, skipped }: RewrittenStream, namespace: string, location: string): RewrittenStream['skipped'] {
  const untold = (kind: string): boolean => !skipped.some((one) => one.location.startsWith(kind));
  return [
    ...(bound.pods === 0 ? [{ location, reason: `no pod of the agent was found in namespace ${namespace}: check the namespace` }] : []),
    ...(bound.nested === 0 && untold('ConfigMap')
      ? [{ location, reason: `no injection template (mutate.yaml) was found in a ConfigMap of namespace ${namespace}: injected pods may not be able to pull` }] : []),
  ];
}
