import * as pulumi from '@pulumi/pulumi';
import { SecretValue } from '../credential';
import { Problems } from '../error';
import type { Registry } from '../registry';
import { atResource } from './at-resource';
import { labelComponent } from './component-label';
import { core } from './core-modules';
import { secretConnection } from './harbor-connection-args';
import type { HarborConnectionArgs } from './harbor-connection-args';
import { RobotResource } from './harbor-resources';
import type { RegistryLogin } from './registry-login';

/** What a robot account that only pulls is made of. */
export interface HarborRobotArgs {
  /** How the Harbor is reached, and as whom. */
  readonly harbor: HarborConnectionArgs;
  /** The registry that the robot opens. */
  readonly registry: Registry;
  /**
   * Short name of the robot, without prefix and project. Harbor makes its whole name from it.
   *
   * @default - the name of the component
   */
  readonly name?: string;
  /**
   * Projects that it pulls from. One gives a robot of that project; more give a robot of the system.
   *
   * @default - the project of the registry
   */
  readonly projects?: readonly string[];
  /**
   * What people see beside it.
   *
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Days from its creation after which it expires. Harbor refuses every login with an expired robot.
   *
   * @default - never
   */
  readonly durationDays?: number;
  /**
   * A robot that expires within so many days is made anew by the next update.
   *
   * @default 0
   */
  readonly renewBeforeDays?: number;
  /**
   * Its secret: 8 to 128 characters with an upper-case letter, a lower-case letter and a digit.
   *
   * @default - Harbor makes one
   */
  readonly secret?: pulumi.Input<string>;
  /**
   * Any text: another one brings a new secret, made by Harbor. The old secret is refused from that moment on.
   *
   * @default - the secret stays
   */
  readonly rotation?: pulumi.Input<string>;
  /**
   * Whether a robot of this name that exists already is taken over, and given a new secret.
   *
   * @default false
   */
  readonly takeOver?: boolean;
}

/**
 * A robot account of a Harbor that pulls, and does nothing else.
 *
 * It is made through the API of the Harbor by a dynamic provider, so programs in TypeScript or JavaScript can use it, and the
 * package has to stay installed until the stack is destroyed. The secret is known to Pulumi as a secret only. Where robots
 * come from somewhere else, give their login to `PullSecret` instead.
 *
 * @example
 * const robot = new HarborRobot('agents-pull', { harbor, registry, durationDays: 90, renewBeforeDays: 14 });
 * new PullSecret('pull', { registry, credential: robot.login, namespaces: ['cloudzero-agent'] });
 */
export class HarborRobot extends pulumi.ComponentResource {
  /** Its whole name, which it logs in with, as Harbor says it: the prefix of the installation is in it. */
  public readonly username: pulumi.Output<string>;
  /** Its secret. */
  public readonly secret: pulumi.Output<string>;
  /** When it expires, in seconds since 1970; `undefined` when it never does. */
  public readonly expiresAt: pulumi.Output<number | undefined>;

  /**
   * @param name the name of the component, with which the names of its resources start.
   * @param args what it is made of.
   * @param opts options of the component.
   * @throws pulumi.ResourceError that lists what Harbor would refuse.
   */
  constructor(name: string, args: HarborRobotArgs, opts?: pulumi.ComponentResourceOptions) {
    super('pullproof:index:HarborRobot', name, {}, opts);
    const label = labelComponent(this, 'pullproof:index:HarborRobot', name);
    const { harbor, registry, projects, description, durationDays, renewBeforeDays, secret, rotation, takeOver } = args;
    const robot = atResource(this, label, () => {
      new Problems()
        .add(...typeof secret === 'string' ? core.provision().robotSecretProblems(SecretValue.unsafePlainText(secret)) : [])
        .throwIfAny({ code: 'provision-invalid', what: 'there can be no robot with such a secret' });
      return core.provision().harborPullRobot({
        registry, name: args.name ?? name,
        ...(projects === undefined ? {} : { projects }),
        ...(description === undefined ? {} : { description }),
        ...(durationDays === undefined ? {} : { durationDays }),
      });
    });
    const resource = new RobotResource(`${name}-robot`, {
      connection: secretConnection(harbor), robot, rotation, renewBeforeDays, takeOver,
      ...(secret === undefined ? {} : { secret: pulumi.secret(secret) }),
    }, { parent: this });
    this.username = resource.username;
    this.secret = pulumi.secret(resource.secret);
    this.expiresAt = resource.expiresAt;
    this.registerOutputs({ username: this.username, secret: this.secret, expiresAt: this.expiresAt });
  }

  /** Its login, as `PullSecret` takes it. */
  public get login(): RegistryLogin {
    return { username: this.username, password: this.secret };
  }
}
