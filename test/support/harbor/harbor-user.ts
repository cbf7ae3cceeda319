import type { HarborState, StoredRobot } from './harbor-state';

/** Whoever asks. */
export interface HarborUser {
  readonly name: string;
  /** Whether it may do everything. */
  readonly admin: boolean;
  /** Whether it is a robot, and which. */
  readonly robot?: StoredRobot;
}

/** Who a login is; nothing when it is refused. Robots that are off or expired are refused like wrong passwords. */
export function logIn(
  state: HarborState, users: Readonly<Record<string, string>>, admins: readonly string[], authorization: string | undefined,
): HarborUser | undefined {
  const [scheme, encoded = ''] = (authorization ?? '').split(' ');
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const name = text.slice(0, text.indexOf(':'));
  const password = text.slice(text.indexOf(':') + 1);
  if (scheme !== 'Basic' || name === '') {
    return undefined;
  }
  if (Object.hasOwn(users, name)) {
    return users[name] === password ? { name, admin: admins.includes(name) } : undefined;
  }
  const robot = [...state.robots.values()].find(({ storedName }) => state.robotPrefix + storedName === name);
  const isAlive = robot !== undefined && !robot.disabled && (robot.expiresAt === -1 || robot.expiresAt > state.now);
  return isAlive && robot.secret === password ? { name, admin: false, robot } : undefined;
}

/** Whether somebody may do something in a project, or with `/system` in the installation. */
export function may({ admin, robot }: HarborUser, scope: string, resource: string, action: string): boolean {
  // No robot may change a robot: the permission cannot be given.
  const isForbiddenToRobots = resource === 'robot' && action === 'update';
  return admin || (!isForbiddenToRobots && robot?.permissions.some((permission) => (
    permission.resource === resource && permission.action === action
    && (permission.scope === scope || (permission.scope === '/project/*' && scope.startsWith('/project/')))
  )) === true);
}
