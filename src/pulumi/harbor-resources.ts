import * as pulumi from '@pulumi/pulumi';
import { SECRET_OUTPUTS } from './harbor-connection-args';
import { endpointProvider, immutabilityProvider, projectProvider, retentionProvider, robotProvider } from './harbor-providers';

/**
 * An object of a Harbor, as a resource of the dynamic provider: `pulumi-nodejs:dynamic/pullproof:HarborRobot`.
 *
 * The module of the type token says whose it is; without it, all dynamic resources of a stack have one type.
 */
class HarborResource extends pulumi.dynamic.Resource {
  constructor(provider: pulumi.dynamic.ResourceProvider, type: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(provider, name, props, pulumi.mergeOptions(opts, { additionalSecretOutputs: SECRET_OUTPUTS }), 'pullproof', type);
  }
}

/** A robot account. */
export class RobotResource extends HarborResource {
  // Declared, not defined: a field of a class would wipe out what the constructor above has set.
  public declare readonly username: pulumi.Output<string>;
  public declare readonly secret: pulumi.Output<string>;
  public declare readonly expiresAt: pulumi.Output<number | undefined>;
  public declare readonly robotId: pulumi.Output<number>;

  constructor(name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(robotProvider, 'HarborRobot', name, { username: undefined, secret: undefined, expiresAt: undefined, robotId: undefined, ...props }, opts);
  }
}

/** A project. */
export class ProjectResource extends HarborResource {
  constructor(name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(projectProvider, 'HarborProject', name, { projectId: undefined, ...props }, opts);
  }
}

/** An endpoint. */
export class EndpointResource extends HarborResource {
  constructor(name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(endpointProvider, 'HarborEndpoint', name, { endpointId: undefined, ...props }, opts);
  }
}

/** A retention policy. */
export class RetentionResource extends HarborResource {
  constructor(name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(retentionProvider, 'HarborRetention', name, { retentionId: undefined, ...props }, opts);
  }
}

/** Immutable tags. */
export class ImmutabilityResource extends HarborResource {
  constructor(name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(immutabilityProvider, 'HarborImmutableTags', name, { ruleIds: undefined, ...props }, opts);
  }
}
