import { badRequest, conflict, denied, forbidden, notFound } from './harbor-error';
import { page, parseQ } from './harbor-query';
import type { Call, Reply, Routes } from './harbor-routes';
import type { HarborState, StoredPermission, StoredRobot } from './harbor-state';
import { may } from './harbor-user';

interface RobotBody {
  readonly name: string;
  readonly description?: string;
  readonly level: string;
  readonly duration?: number | null;
  readonly disable?: boolean;
  readonly permissions: readonly PermissionBody[];
}

interface PermissionBody {
  readonly kind: string;
  readonly namespace: string;
  readonly access: readonly { readonly resource: string; readonly action: string; readonly effect?: string }[];
}

/** Some of what robots can be allowed; changing robots is not among it. */
const PROJECT_ACCESS = ['repository:pull', 'repository:push', 'repository:list', 'repository:read', 'repository:delete', 'artifact:read', 'artifact:list',
  'tag:list', 'tag:create', 'tag:delete', 'robot:create', 'robot:read', 'robot:list', 'robot:delete', 'immutable-tag:list', 'tag-retention:read', 'project:read'];
const SYSTEM_ACCESS = ['robot:create', 'robot:read', 'robot:list', 'robot:delete', 'project:create', 'project:list', 'registry:read', 'registry:list', 'label:create'];

const DAY = 24 * 60 * 60;
const SECRET_RULE = 'the secret must be 8-128, inclusively, characters long with at least 1 uppercase letter, 1 lowercase letter and 1 number';

/** `/robots`, as `src/server/v2.0/handler/robot.go` of Harbor has it. */
export const robotRoutes: Routes = {
  'POST /robots': ({ state, user, body }) => {
    const { name, description = '', level, duration = 0, permissions } = body as unknown as RobotBody;
    if (!/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(name)) {
      throw badRequest('robot name is not in lower case or contains illegal characters');
    }
    validate(duration ?? 0, level, permissions);
    const project = level === 'project' ? state.findProject(permissions[0]?.namespace ?? '', true) : undefined;
    requireRobotAccess(user, project?.id ?? 0, 'create');
    if (user.robot !== undefined && !isWithin(state, permissions, user.robot.permissions)) {
      throw denied(`permission scope is invalid. It must be equal to or more restrictive than the creator robot's permissions: ${user.name}`);
    }
    if (level === 'project' && project === undefined) {
      throw notFound(`project ${permissions[0]?.namespace ?? ''} not found`);
    }
    const storedName = project === undefined ? name : `${project.name}+${name}`;
    if ([...state.robots.values()].some((robot) => robot.storedName === storedName && robot.projectId === (project?.id ?? 0))) {
      throw conflict(`robot account ${project?.id ?? 0}:${storedName} already exists`);
    }
    // The model of the API has a secret and a switch, and both are ignored here.
    const robot: StoredRobot = {
      id: state.nextId(), storedName, projectId: project?.id ?? 0, createdAt: state.now, description, duration: duration ?? 0, disabled: false,
      expiresAt: duration === -1 ? -1 : state.now + (duration ?? 0) * DAY, secret: generatedSecret(state), permissions: stored(state, permissions),
    };
    state.robots.set(robot.id, robot);
    return {
      status: 201, headers: { Location: `/api/v2.0/robots/${robot.id}` },
      json: {
        id: robot.id, name: state.robotPrefix + storedName, secret: robot.secret, creation_time: new Date(robot.createdAt * 1000).toISOString(),
        expires_at: robot.expiresAt,
      },
    };
  },

  'GET /robots': ({ state, user, parameters }) => {
    const conditions = parseQ(parameters.get('q') ?? '');
    const level = conditions.get('Level') ?? 'system';
    if (level !== 'system' && level !== 'project') {
      throw badRequest('bad request error level input');
    }
    if (level === 'project' && !conditions.has('ProjectID')) {
      throw badRequest('must with project ID when to query project robots');
    }
    const projectId = level === 'project' ? Number(conditions.get('ProjectID')) : 0;
    if (level === 'project' && !(projectId > 0)) {
      throw badRequest('ProjectID must be a positive integer');
    }
    requireRobotAccess(user, projectId, 'list');
    const all = [...state.robots.values()].filter((robot) => robot.projectId === projectId && robot.storedName === (conditions.get('name') ?? robot.storedName));
    const { items, headers } = page(all, parameters);
    // Nothing at all is not an empty list.
    return { status: 200, headers, json: items.length === 0 ? null : items.map((robot) => shown(state, robot)) };
  },

  'GET /robots/:id': (call) => {
    const robot = robotOf(call);
    requireRobotAccess(call.user, robot.projectId, 'read');
    return { status: 200, json: shown(call.state, robot) };
  },

  'PUT /robots/:id': (call) => {
    const { state, user, body } = call;
    const robot = robotOf(call);
    const { name, description = '', level, disable = false, permissions, duration } = body as unknown as RobotBody;
    validate(duration ?? robot.duration, level, permissions);
    if (robot.projectId !== 0) {
      const named = state.findProject(permissions[0]?.namespace ?? '', true);
      if (named === undefined) {
        throw notFound(`project ${permissions[0]?.namespace ?? ''} not found`);
      }
      if (named.id !== robot.projectId) {
        throw badRequest('cannot update the project id of robot');
      }
    }
    requireRobotAccess(user, robot.projectId, 'update');
    if (level !== levelOf(robot) || name !== state.robotPrefix + robot.storedName) {
      throw badRequest('cannot update the level or name of robot');
    }
    if (duration !== undefined && duration !== null && duration !== robot.duration) {
      robot.duration = duration;
      // From its creation, not from now.
      robot.expiresAt = duration === -1 ? -1 : robot.createdAt + duration * DAY;
    }
    robot.description = description;
    robot.disabled = disable;
    robot.permissions = stored(state, permissions);
    return { status: 200 };
  },

  'PATCH /robots/:id': (call) => {
    const robot = robotOf(call);
    requireRobotAccess(call.user, robot.projectId, 'update');
    const { secret = '' } = (call.body ?? {}) as { readonly secret?: string };
    if (secret === '') {
      robot.secret = generatedSecret(call.state);
      return { status: 200, json: { secret: robot.secret } };
    }
    if (secret.length < 8 || secret.length > 128 || !/[a-z]/.test(secret) || !/[A-Z]/.test(secret) || !/\d/.test(secret)) {
      throw badRequest(SECRET_RULE);
    }
    robot.secret = secret;
    return { status: 200, json: {} };
  },

  'DELETE /robots/:id': (call) => {
    const robot = robotOf(call);
    requireRobotAccess(call.user, robot.projectId, 'delete');
    call.state.robots.delete(robot.id);
    return { status: 200 };
  },
};

function robotOf({ state, path }: Call): StoredRobot {
  const robot = state.robots.get(Number(path.id));
  if (robot === undefined) {
    throw notFound(`robot ${path.id} not found`);
  }
  return robot;
}

function requireRobotAccess(user: Call['user'], projectId: number, action: string): void {
  if (!may(user, projectId === 0 ? '/system' : `/project/${projectId}`, 'robot', action)) {
    throw projectId === 0 ? forbidden(user.name) : forbidden();
  }
}

function levelOf({ projectId }: StoredRobot): string {
  return projectId === 0 ? 'system' : 'project';
}

function validate(duration: number, level: string, permissions: readonly PermissionBody[] | undefined): void {
  if (duration !== -1 && !(duration > 0 && duration < 2 ** 31 - 1)) {
    throw badRequest(`bad request error duration input: ${duration}, duration must be either -1(Never) or a positive integer`);
  }
  if (level !== 'system' && level !== 'project') {
    throw badRequest(`bad request error level input: ${level}`);
  }
  if (permissions === undefined || permissions.length === 0) {
    throw badRequest('bad request empty permission');
  }
  if (permissions.some(({ access }) => access.length === 0)) {
    throw badRequest('bad request empty access');
  }
  if (level === 'project' && permissions.length > 1) {
    throw badRequest('bad request permission');
  }
  for (const { kind, access } of permissions) {
    const known = { system: SYSTEM_ACCESS, project: PROJECT_ACCESS }[kind];
    if (known === undefined) {
      throw badRequest(`bad request permission level: ${kind}`);
    }
    const unknown = access.find(({ resource, action }) => !known.includes(`${resource}:${action}`));
    if (unknown !== undefined) {
      throw badRequest(`bad request permission: ${unknown.resource}:${unknown.action}`);
    }
  }
}

function stored(state: HarborState, permissions: readonly PermissionBody[]): StoredPermission[] {
  return permissions.flatMap(({ kind, namespace, access }) => {
    const project = kind === 'project' && namespace !== '*' ? state.findProject(namespace, true) : undefined;
    if (kind === 'project' && namespace !== '*' && project === undefined) {
      throw notFound(`project ${namespace} not found`);
    }
    const scope = kind === 'system' ? '/system' : `/project/${namespace === '*' ? '*' : project?.id}`;
    return access.map(({ resource, action, effect = '' }) => ({ scope, resource, action, effect }));
  });
}

/** Whether all that a robot grants is its own to grant. */
function isWithin(state: HarborState, wanted: readonly PermissionBody[], own: readonly StoredPermission[]): boolean {
  return stored(state, wanted).every(({ scope, resource, action, effect }) => own.some((permission) => (
    permission.resource === resource && permission.action === action && permission.effect === effect
    && (permission.scope === scope || (permission.scope === '/project/*' && scope.startsWith('/project/')))
  )));
}

/** A robot as it is read: no secret, permissions of projects that are gone left out, and in another order each time. */
function shown(state: HarborState, robot: StoredRobot): Reply['json'] {
  const byScope = new Map<string, StoredPermission[]>();
  for (const permission of robot.permissions) {
    byScope.set(permission.scope, [...byScope.get(permission.scope) ?? [], permission]);
  }
  const blocks = [...byScope].flatMap(([scope, permissions]) => {
    const id = /^\/project\/(\d+)$/.exec(scope)?.[1];
    const namespace = scope === '/system' ? '/' : id === undefined ? '*' : state.projects.get(Number(id))?.name;
    return namespace === undefined ? [] : [{
      kind: scope === '/system' ? 'system' : 'project', namespace,
      access: permissions.map(({ resource, action, effect }) => ({ resource, action, ...(effect === '' ? {} : { effect }) })),
    }];
  });
  return {
    id: robot.id, name: state.robotPrefix + robot.storedName, description: robot.description, level: levelOf(robot), duration: robot.duration,
    disable: robot.disabled, editable: true, expires_at: robot.expiresAt,
    permissions: disorder(state, blocks.map((block) => ({ ...block, access: disorder(state, block.access) }))),
    creation_time: new Date(robot.createdAt * 1000).toISOString(),
  };
}

/** Harbor goes through a map, whose order is by chance; here it turns around with every read. */
function disorder<T>(state: HarborState, list: readonly T[]): T[] {
  state.reads += 1;
  return state.reads % 2 === 0 ? [...list].reverse() : [...list];
}

/** Never the same twice, and always one that Harbor itself would take. */
function generatedSecret(state: HarborState): string {
  return `Generated0${String(state.nextId()).padStart(22, '0')}`;
}
