import { SecretValue } from '../../credential';
import { quote } from '../../error';
import type { Json, JsonObject } from '../../manifest';
import type { HarborPermission, HarborRobotSpec } from '../../provision/harbor';
import type { HarborClient } from '../client/harbor-client';
import type { HarborRequest } from '../client/harbor-request';
import { harborQuery } from '../client/query';
import { AnswerReader, callPaged } from '../client/read-answer';
import { readProject } from './projects';

/** A robot account as it is in a Harbor. Its secret is not: Harbor shows that once, when it makes the robot. */
export interface HarborRobotAccount {
  /** Its id. */
  readonly id: number;
  /** Its whole name, which it logs in with: prefix of the installation, project and short name. */
  readonly username: string;
  /** `project` or `system`. */
  readonly level: 'project' | 'system';
  /** What people see beside it; empty when there is nothing. */
  readonly description: string;
  /** Days from its creation after which it expires; none when it never does. */
  readonly durationDays: number | undefined;
  /** When it expires, in seconds since 1970; none when it never does. */
  readonly expiresAt: number | undefined;
  /** Whether it is switched off. */
  readonly disabled: boolean;
  /** What it may do, in an order of our own. */
  readonly permissions: readonly HarborPermission[];
}

/** A robot that was just made. */
export interface CreatedRobot {
  /** Its id. */
  readonly id: number;
  /** Its whole name, which it logs in with. */
  readonly username: string;
  /** The secret that Harbor made for it. */
  readonly secret: SecretValue;
  /** When it expires, in seconds since 1970; none when it never does. */
  readonly expiresAt: number | undefined;
}

const NOT_TO_ROBOTS = 'log in as a person: Harbor lets no robot change a robot';

/** Makes a robot. Harbor chooses its secret and switches it on, whatever the request says. */
export async function createRobot(client: HarborClient, spec: HarborRobotSpec): Promise<CreatedRobot> {
  const { name, level, description = '', durationDays = -1 } = spec;
  const request: HarborRequest = {
    method: 'POST', path: '/robots', purpose: `create robot ${quote(name)}`,
    body: { name, level, description, duration: durationDays, disable: false, permissions: permissionsBody(spec.permissions) },
    remedies: { 404: 'create the projects of its permissions first' },
  };
  const { json } = await client.call(request);
  const reader = new AnswerReader(client, request);
  const created = reader.object(json, 'the robot');
  return {
    id: reader.number(created, 'id'), username: reader.text(created, 'name'), expiresAt: positive(created.expires_at),
    secret: SecretValue.unsafePlainText(reader.text(created, 'secret')),
  };
}

/** A robot by its id; nothing when it is gone. */
export async function readRobot(client: HarborClient, id: number): Promise<HarborRobotAccount | undefined> {
  const request: HarborRequest = { method: 'GET', path: `/robots/${id}`, purpose: `read robot ${id}`, expected: [404] };
  const { status, json } = await client.call(request);
  return status === 404 ? undefined : parseRobot(new AnswerReader(client, request), json);
}

/** Which robots are listed: those of the system, unless a project is named. */
export interface RobotFilter {
  /**
   * Id of the project whose robots are listed.
   *
   * @default - the robots of the system
   */
  readonly projectId?: number;
  /**
   * Name that Harbor stores: the short name, and for the robot of a project `project+name`.
   *
   * @default - all of them
   */
  readonly storedName?: string;
}

/** Every robot that the filter lets through. */
export async function listRobots(client: HarborClient, { projectId, storedName }: RobotFilter = {}): Promise<HarborRobotAccount[]> {
  const query = harborQuery({
    ...(projectId === undefined ? { Level: 'system' } : { Level: 'project', ProjectID: String(projectId) }),
    ...(storedName !== undefined && { name: storedName }),
  });
  const request: HarborRequest = { method: 'GET', path: '/robots', purpose: 'list robots', query: { q: query } };
  const reader = new AnswerReader(client, request);
  return (await callPaged(client, request)).map((robot) => parseRobot(reader, robot));
}

/** The robot of a name; nothing when there is none, or its project does not exist. */
export async function findRobot(client: HarborClient, { name, level, permissions }: HarborRobotSpec): Promise<HarborRobotAccount | undefined> {
  const projectName = level === 'project' ? permissions[0]?.namespace ?? '' : undefined;
  const project = projectName === undefined ? undefined : await readProject(client, projectName);
  if (projectName !== undefined && project === undefined) {
    return undefined;
  }
  const storedName = project === undefined ? name : `${project.name}+${name}`;
  const found = await listRobots(client, { ...(project !== undefined && { projectId: project.id }), storedName });
  return found.find(({ username }) => username.endsWith(storedName));
}

/** Makes a robot be as it should. Its expiry counts from its creation, not from now; its permissions are all replaced. */
export async function updateRobot(client: HarborClient, { id, username }: HarborRobotAccount, spec: HarborRobotSpec): Promise<void> {
  const { level, description = '', durationDays = -1, disabled = false } = spec;
  await client.call({
    method: 'PUT', path: `/robots/${id}`, purpose: `update robot ${quote(username)}`,
    // The whole name, as Harbor says it: any other is an attempt to rename the robot.
    body: {
      id, name: username, level, description, duration: durationDays, disable: disabled, editable: true,
      permissions: permissionsBody(spec.permissions),
    },
    remedies: { 403: NOT_TO_ROBOTS },
  });
}

/**
 * Gives a robot another secret. The old one is refused from this moment on.
 *
 * @param secret the secret; Harbor makes one when it is left out.
 * @returns the secret that it has now.
 */
export async function setRobotSecret(client: HarborClient, id: number, secret?: SecretValue): Promise<SecretValue> {
  const request: HarborRequest = {
    method: 'PATCH', path: `/robots/${id}`, purpose: `change the secret of robot ${id}`, remedies: { 403: NOT_TO_ROBOTS },
    body: secret === undefined ? {} : { secret: secret.unsafeUnwrap() },
    ...(secret !== undefined && { secrets: [secret] }),
  };
  const { json } = await client.call(request);
  const reader = new AnswerReader(client, request);
  return secret ?? SecretValue.unsafePlainText(reader.text(reader.object(json, 'the secret'), 'secret'));
}

/** Deletes a robot. @returns whether it was still there. */
export async function deleteRobot(client: HarborClient, id: number): Promise<boolean> {
  const { status } = await client.call({ method: 'DELETE', path: `/robots/${id}`, purpose: `delete robot ${id}`, expected: [404] });
  return status !== 404;
}

function permissionsBody(permissions: readonly HarborPermission[]): Json[] {
  return permissions.map(({ kind, namespace, access }) => ({
    kind, namespace, access: access.map(({ resource, action, effect }) => ({ resource, action, ...(effect !== undefined && { effect }) })),
  }));
}

function parseRobot(reader: AnswerReader, json: Json | undefined): HarborRobotAccount {
  const robot = reader.object(json, 'the robot');
  const { description, duration, disable } = robot;
  return {
    id: reader.number(robot, 'id'), username: reader.text(robot, 'name'), level: reader.text(robot, 'level') === 'project' ? 'project' : 'system',
    description: typeof description === 'string' ? description : '',
    durationDays: positive(duration), expiresAt: positive(robot.expires_at), disabled: disable === true,
    permissions: reader.objects(robot.permissions ?? null, 'permissions').map((block) => parsePermission(reader, block))
      .sort((a, b) => (`${a.kind} ${a.namespace}` < `${b.kind} ${b.namespace}` ? -1 : 1)),
  };
}

function parsePermission(reader: AnswerReader, block: JsonObject): HarborPermission {
  const access = reader.objects(block.access ?? null, 'access').map((entry) => ({
    resource: reader.text(entry, 'resource'), action: reader.text(entry, 'action'), ...(entry.effect === 'deny' && { effect: 'deny' as const }),
  }));
  return {
    kind: block.kind === 'system' ? 'system' : 'project', namespace: reader.text(block, 'namespace'),
    access: access.sort((a, b) => (`${a.resource}:${a.action}` < `${b.resource}:${b.action}` ? -1 : 1)),
  };
}

/** Harbor writes "never" as -1. */
function positive(value: Json | undefined): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}
