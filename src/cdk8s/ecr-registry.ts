import { Construct } from 'constructs';
import { parseReference } from '../image';
import { planEcrObjects } from '../provision';
import type { Registry } from '../registry';
import { atConstruct } from './construct-error';
import type { EcrProvisionProps } from './ecr-registry-props';
import { heldImages } from './held-images';
import { addRegistryObjects } from './registry-objects';

/**
 * An Amazon ECR as code, for the ECR controller of AWS Controllers for Kubernetes: a repository per private path of the
 * images it holds, or the rules and templates of its pull-through caches.
 *
 * The images come from the constructs that pull them, so there is no second list. Each object is a child named after its
 * kind and name: `node.findChild('repository-agents.app')`.
 *
 * @example
 * new EcrRegistry(chart, 'Registry', {
 *   registry: Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' }),
 *   imagesOf: [cloudZero],
 *   pullers: { accounts: ['210987654321'] },
 * });
 */
export class EcrRegistry extends Construct {
  /** The ECR, for pull secrets and installs. */
  public readonly registry: Registry;
  /** Names of the repositories that it needs, in order; none for pull-through caches. */
  public readonly repositories: string[];
  /** Prefixes of the pull-through caches that it needs, in order. */
  public readonly cachePrefixes: string[];
  /** The IAM policy of an identity that pulls these images and does nothing else, as JSON: for the role of nodes, or of a token generator. */
  public readonly pullPolicy: string;

  /**
   * @param scope the chart or construct it belongs to.
   * @param id the id of the construct; it names no object.
   * @param props what it holds, and what it is like.
   * @throws PullproofError `provision-invalid` that lists everything which cannot be, `reference-invalid` for an image that is
   * none, `object-clash` when the chart holds one of the objects already.
   */
  constructor(scope: Construct, id: string, props: EcrProvisionProps) {
    super(scope, id);
    const { registry, imagesOf = [], images = [], optionalImages = false, namespace = 'ack-system', provision = true, createNamespace = false } = props;
    this.registry = registry;
    const plan = atConstruct(this, () => planEcrObjects({
      ...props, namespace, optional: optionalImages,
      images: [...heldImages(imagesOf, registry), ...images.map((text) => ({ target: parseReference(text) }))],
    }));
    this.repositories = plan.repositories.map(({ name }) => name);
    this.cachePrefixes = plan.rules.map(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix);
    this.pullPolicy = JSON.stringify(plan.pullPolicy);
    if (provision) {
      addRegistryObjects(this, plan.objects, createNamespace ? namespace : undefined);
    }
  }
}
