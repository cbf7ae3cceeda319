import type * as pulumi from '@pulumi/pulumi';

/**
 * A login of which parts may be known later: the outputs of a robot account, a value of `Config.requireSecret`.
 *
 * It is secret from here on, whether the inputs are or not: in state it is encrypted, and nothing prints it.
 */
export interface RegistryLogin {
  /** Login name, such as `robot$agents+puller`. */
  readonly username: pulumi.Input<string>;
  /** Password or token. */
  readonly password: pulumi.Input<string>;
  /**
   * E-mail address. No registry asks for one any more.
   *
   * @default - none
   */
  readonly email?: pulumi.Input<string>;
}
