import { Problems } from '../../error';
import type { SecretValue } from '../secret-value';

/** A login name with its password, ready for an entry of a Docker configuration. */
export interface RobotLogin {
  /** Login name. */
  readonly username: string;
  /** Password or token. */
  readonly password: SecretValue;
}

/**
 * Throws one error with everything that is wrong about a robot.
 *
 * @throws PullproofError `credential-invalid` when there is a problem.
 */
export function refuseRobot(what: string, problems: readonly string[]): void {
  new Problems().add(...problems).throwIfAny({ code: 'credential-invalid', what });
}
