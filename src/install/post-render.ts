import { audit } from '../audit';
import type { Finding } from '../audit';
import { parseManifests, valueAt } from '../manifest';
import type { PodTemplate, Resource } from '../manifest';
import { rewriteManifest } from '../relocate';
import type { Relocation, RewritePullSecret, RewrittenStream } from '../relocate';

/** What Helm's manifests are made of on their way through a post-renderer. */
export interface PostRenderRequest {
  /** Where their images go. */
  readonly relocation: Relocation;
  /** Names of the pull secrets of every pod and account; none when nodes pull with their own identity. */
  readonly pullSecretNames: readonly string[];
  /** Whether texts that only look like a public image count too. */
  readonly strict: boolean;
}

/** Helm's manifests with every image private, and what is left to do. */
export interface PostRendered extends RewrittenStream {
  /** What the audit of the new text says about images and pull secrets. Of the rest of an install a post-renderer knows nothing. */
  readonly findings: readonly Finding[];
  /**
   * Whether Helm hands hooks over. Helm 4 does, and marks the objects on their way; Helm 3 does not.
   *
   * @see https://github.com/helm/helm/pull/13154
   */
  readonly seesHooks: boolean;
}

/** What a post-renderer answers for. The Secrets themselves, and what other objects do, are the business of others. */
const RULES: readonly string[] = ['document-unparsed', 'image-not-private', 'image-unparsable'];
const RULES_OF_PULL_SECRETS: readonly string[] = ['image-pull-secrets-shape', 'pod-without-credential'];

/** What Helm 4 names the file of each object by, until the post-renderer is done. */
const FILE_ANNOTATION = 'postrenderer.helm.sh/postrender-filename';

/**
 * Rewrites what Helm hands to a post-renderer, byte for byte but for images and pull secrets, and audits the result.
 *
 * @param text the manifests; nothing at all when a chart makes none
 * @throws PullproofError what the relocation refuses, all images at once; `name-invalid` for a pull secret that cannot be.
 */
export function postRender(text: string, { relocation, pullSecretNames, strict }: PostRenderRequest): PostRendered {
  const file = 'stdin';
  const { resources } = parseManifests(text);
  const pods = boundPods(resources);
  const secrets = pullSecretNames.map((name): RewritePullSecret => ({ name, pods }));
  const first = rewriteManifest(text, { relocation, file, ...(secrets[0] === undefined ? {} : { pullSecret: secrets[0] }) });
  const rewritten = secrets.slice(1).reduce<RewrittenStream>((before, pullSecret) => {
    const { text: next, changes } = rewriteManifest(before.text, { relocation, file, pullSecret });
    return { ...before, text: next, changes: [...before.changes, ...changes] };
  }, first);
  const { findings } = audit(parseManifests(rewritten.text, file), {
    registries: relocation.registries,
    declaredSecrets: pullSecretNames.map((name) => ({ name, registries: relocation.registries.map(({ authKey }) => authKey) })),
    clearText: 'warning',
  });
  const rules = pullSecretNames.length === 0 ? RULES : [...RULES, ...RULES_OF_PULL_SECRETS];
  return {
    ...rewritten,
    findings: findings.filter(({ rule, severity }) => rules.includes(rule) && (severity === 'error' || strict)),
    seesHooks: resources.some(({ object }) => isMarked(object)),
  };
}

/** All pods but those of custom resources without a list, whose operators may not know the key: their accounts name the secret. */
function boundPods(resources: readonly Resource[]): (pod: PodTemplate) => boolean {
  const accounts = new Set(resources.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'ServiceAccount')
    .map(({ namespace = '', name }) => `${namespace}/${name}`));
  return ({ certainty, imagePullSecrets, namespace = '', references, serviceAccountName }) => (
    certainty === 'certain' || imagePullSecrets !== undefined || (references.length > 0 && !accounts.has(`${namespace}/${serviceAccountName}`))
  );
}

function isMarked(object: Resource['object']): boolean {
  return valueAt(object, ['metadata', 'annotations', FILE_ANNOTATION]) !== undefined;
}
