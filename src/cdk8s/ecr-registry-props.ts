import type { IConstruct } from 'constructs';
import type { EcrLifecycle, EcrPullPrincipals, EcrUpstreamSecret, TemplateScenario } from '../provision';
import type { Registry } from '../registry';

/** What an ECR holds, and what its repositories are like. */
export interface EcrProvisionProps {
  /** The ECR: `Registry.ecr(…)`. */
  readonly registry: Registry;
  /**
   * Constructs whose images it holds, as they are now: installs, charts, deployments. What they pull from other registries
   * is left out.
   *
   * @default - none
   */
  readonly imagesOf?: IConstruct[];
  /**
   * Further private references that it holds, of workloads that are not in this app.
   *
   * @default - none
   */
  readonly images?: string[];
  /**
   * Whether images of installs that other values would pull count too.
   *
   * @default false
   */
  readonly optionalImages?: boolean;
  /**
   * Whether the objects are written. Where something else provides the registry they are not, and it can still be asked for
   * its repositories.
   *
   * @default true
   */
  readonly provision?: boolean;
  /**
   * Namespace of the objects, which the controller watches.
   *
   * @default "ack-system"
   */
  readonly namespace?: string;
  /**
   * Whether that namespace is created too.
   *
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * Whether tags may move. In a cache they have to, because they move at the source.
   *
   * @default - they may in pull-through caches, and nowhere else
   */
  readonly mutableTags?: boolean;
  /**
   * Whether images are scanned when they are pushed.
   *
   * @default true
   */
  readonly scanOnPush?: boolean;
  /**
   * ARN of a KMS key.
   *
   * @default - images are encrypted with a key of ECR
   */
  readonly kmsKey?: string;
  /**
   * What repositories forget.
   *
   * @default - images without a tag expire after 14 days, except where a reference names one by its digest alone
   */
  readonly lifecycle?: EcrLifecycle;
  /**
   * Who may pull, beyond the account that owns the registry.
   *
   * @default - nobody
   */
  readonly pullers?: EcrPullPrincipals;
  /**
   * AWS tags.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
  /**
   * Source host to the secret with its login, for pull-through caches.
   *
   * @default - none; Docker Hub, ghcr.io, registry.gitlab.com, cgr.dev and Azure need one
   */
  readonly upstreamLogins?: { [sourceHost: string]: EcrUpstreamSecret };
  /**
   * Source host of an ECR in another account to the ARN of the role to pull from it with, for pull-through caches.
   *
   * @default - none
   */
  readonly upstreamRoles?: { [sourceHost: string]: string };
  /**
   * ARN of the role that ECR takes to make repositories by a template: with tags or a KMS key, it needs one.
   *
   * @default - none
   */
  readonly templateRole?: string;
  /**
   * What makes repositories that no image here names, under the prefix of the registry or of its caches: they get the same
   * settings, by a repository creation template.
   *
   * @default - pull-through caches, for a registry of those; else nothing
   */
  readonly templates?: TemplateScenario[];
  /**
   * Whether repositories, cache rules and templates stay in AWS when their objects are deleted.
   *
   * @default true
   */
  readonly retain?: boolean;
  /**
   * Whether repositories, cache rules and templates that exist become those of the objects.
   *
   * @default false
   */
  readonly takeOver?: boolean;
  /**
   * Labels of the objects.
   *
   * @default - none beyond those of the chart
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the objects.
   *
   * @default - none beyond what the controller needs to know
   */
  readonly annotations?: { [key: string]: string };
}
