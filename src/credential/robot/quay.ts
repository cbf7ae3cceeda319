import { quote } from '../../error';
import { refuseRobot } from './login';

/** What names a robot account of Quay. */
export interface QuayRobot {
  /** Organisation or user that owns the robot. */
  readonly organization: string;
  /** Short name of the robot: `puller`. */
  readonly name: string;
}

/** Login name that goes with an OAuth access token of Quay. Mind the `$` in shells and templates. */
export const QUAY_OAUTH_USERNAME = '$oauthtoken';

const NAME = /^[a-z0-9][a-z0-9._-]{1,253}$/;

/**
 * Login name of a Quay robot: `organization+name`.
 *
 * @throws PullproofError `credential-invalid` that lists everything Quay would refuse.
 */
export function quayRobotUsername(robot: QuayRobot): string {
  const problems = (['organization', 'name'] as const)
    .filter((field) => !NAME.test(robot[field]))
    .map((field) => `${field} must be 2 to 254 lower-case letters, digits, ".", "_" or "-" (got ${quote(robot[field])})`);
  refuseRobot('this is no robot account of Quay', problems);
  return `${robot.organization}+${robot.name}`;
}
