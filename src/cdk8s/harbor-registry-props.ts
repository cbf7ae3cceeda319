import type { IConstruct } from 'constructs';
import type { HarborEndpointLogin, HarborImmutabilityRule, HarborRetentionSpec, HarborRobotObject } from '../provision';
import type { Registry } from '../registry';

/** What a Harbor holds, and what its projects are like. */
export interface HarborProvisionProps {
  /** The Harbor: `Registry.harbor(…)`. */
  readonly registry: Registry;
  /**
   * Constructs whose images it holds, as they are now: they tell which registries it caches. A project that images are
   * pushed to needs none.
   *
   * @default - none
   */
  readonly imagesOf?: IConstruct[];
  /**
   * Whether images of installs that other values would pull count too.
   *
   * @default false
   */
  readonly optionalImages?: boolean;
  /**
   * Whether the objects are written. Where something else provides the registry they are not.
   *
   * @default true
   */
  readonly provision?: boolean;
  /**
   * The robot that pulls.
   *
   * @default - none is made
   */
  readonly robot?: HarborRobotObject;
  /**
   * Whether the projects exist already: then only the robot is made.
   *
   * @default false
   */
  readonly existingProjects?: boolean;
  /**
   * Whether everybody may pull from the projects, without a login.
   *
   * @default false
   */
  readonly public?: boolean;
  /**
   * Whether images are scanned when they come in.
   *
   * @default - what the provider does by itself: they are
   */
  readonly scanOnPush?: boolean;
  /**
   * Most bytes that a project may hold, in whole GiB.
   *
   * @default - what the Harbor gives every project
   */
  readonly storageLimitBytes?: number;
  /**
   * What the projects keep; everything else in them is deleted, whether pods still need it or not.
   *
   * @default - everything; of a proxy cache, what was pulled within seven days
   */
  readonly retention?: HarborRetentionSpec;
  /**
   * Tags that never move.
   *
   * @default - all may
   */
  readonly immutableTags?: HarborImmutabilityRule[];
  /**
   * Source host to the login of the registry behind its proxy cache.
   *
   * @default - they are asked without a login
   */
  readonly upstreamLogins?: { [sourceHost: string]: HarborEndpointLogin };
  /**
   * Name of the ProviderConfig, which holds address and login of the Harbor.
   *
   * @default "default"
   */
  readonly providerConfig?: string;
  /**
   * What the names of the objects begin with: they have no namespaces, and two Harbors must not meet.
   *
   * @default - the host, as in `harbor-example-com`
   */
  readonly objectPrefix?: string;
  /**
   * Whether projects and endpoints stay in the Harbor when their objects are deleted. Robots always go.
   *
   * @default true
   */
  readonly retain?: boolean;
  /**
   * Labels of the objects.
   *
   * @default - none beyond those of the chart
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the objects.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}
