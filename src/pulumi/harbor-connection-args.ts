import * as pulumi from '@pulumi/pulumi';

/** How a Harbor is reached, and as whom; the password may be known later. */
export interface HarborConnectionArgs {
  /** Its address, without a path: `https://harbor.example.com`. */
  readonly url: pulumi.Input<string>;
  /** A user, or a robot by its whole name. Robots cannot change robots, and only administrators make endpoints. */
  readonly username: pulumi.Input<string>;
  /** The password of the user, or the secret of the robot. */
  readonly password: pulumi.Input<string>;
  /**
   * Certificates of authorities to trust besides the public ones, as PEM texts.
   *
   * @default - only the authorities that Node.js trusts
   */
  readonly certificateAuthorities?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether an `http:` address is meant: login and secrets travel in clear text.
   *
   * @default false
   */
  readonly plainHttp?: boolean;
  /**
   * Seconds that one request may take.
   *
   * @default 30
   */
  readonly requestTimeoutSeconds?: number;
  /**
   * How often a request is repeated when the Harbor is busy or restarting.
   *
   * @default 3
   */
  readonly retries?: number;
}

/** The connection as an input of a resource: secret as a whole, so that its password is in no state in clear text. */
export function secretConnection(connection: HarborConnectionArgs): pulumi.Output<object> {
  return pulumi.secret({ ...connection } as object);
}

/** Inputs and outputs that hold logins: Harbor's answers repeat them, and only this keeps them secret in state. */
export const SECRET_OUTPUTS: string[] = ['connection', 'login', 'secret'];
