import { quote } from '../../error';
import { isWellFormed } from '../text';
import { refuseRobot } from './login';

/** What names a robot account of Harbor. */
export interface HarborRobot {
  /** Short name as it was created, without prefix and project: `puller`. */
  readonly name: string;
  /**
   * Project of the robot.
   *
   * @default - a robot of the whole system
   */
  readonly project?: string;
  /**
   * The `robot_name_prefix` of the installation. Changing it there renames the login of every robot at once.
   *
   * @default "robot$"
   */
  readonly prefix?: string;
}

/** Harbor checks robots and projects alike. Source: goharbor/harbor, pattern of robot and project names. */
const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/**
 * Login name of a Harbor robot: `robot$name` for the system, `robot$project+name` for a project.
 *
 * Harbor returns the name when it creates a robot; prefer that where you have it.
 *
 * @throws PullproofError `credential-invalid` that lists everything Harbor would refuse.
 */
export function harborRobotUsername(robot: HarborRobot): string {
  const { name, project, prefix = 'robot$' } = robot;
  const problems: string[] = [];
  if (!NAME.test(name)) {
    problems.push(`name must be lower-case letters and digits with single ".", "_" or "-" between them (got ${quote(name)})`);
  }
  if (project !== undefined && (!NAME.test(project) || project.length > 255)) {
    problems.push(`project must be lower-case letters and digits with single ".", "_" or "-" between them, at most 255 (got ${quote(project)})`);
  }
  if (prefix === '' || prefix.includes(':') || !isWellFormed(prefix)) {
    problems.push(`prefix must be text without a colon, and not empty (got ${quote(prefix)})`);
  }
  refuseRobot('this is no robot account of Harbor', problems);
  return project === undefined ? `${prefix}${name}` : `${prefix}${project}+${name}`;
}
