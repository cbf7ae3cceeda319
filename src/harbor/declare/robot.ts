import type { SecretValue } from '../../credential';
import { Problems, PullproofError, quote } from '../../error';
import { robotSecretProblems, robotSpecProblems, samePermissions } from '../../provision/harbor';
import type { HarborRobotSpec } from '../../provision/harbor';
import { createRobot, deleteRobot, findRobot, readRobot, setRobotSecret, updateRobot } from '../api/robots';
import type { HarborRobotAccount } from '../api/robots';
import type { HarborClient } from '../client/harbor-client';
import { taken } from './taken';
import type { TakeOver } from './taken';

/** How a robot gets its secret, and what happens to one that exists. */
export interface EnsureRobotOptions extends TakeOver {
  /**
   * Its secret: 8 to 128 characters with an upper-case letter, a lower-case letter and a digit.
   *
   * @default - Harbor makes one
   */
  readonly secret?: SecretValue;
}

/** A robot that is as it was declared, with the login that only now is known. */
export interface EnsuredRobot {
  /** Its id. */
  readonly id: number;
  /** Its whole name, which it logs in with, as Harbor says it. */
  readonly username: string;
  /** Its secret. */
  readonly secret: SecretValue;
  /** When it expires, in seconds since 1970; none when it never does. */
  readonly expiresAt: number | undefined;
}

/**
 * Makes a robot.
 *
 * Harbor takes no secret for a robot that it makes, and none that is switched off: both are set right after. If that
 * fails, the robot is deleted again.
 *
 * @throws PullproofError `harbor-invalid` for a specification that cannot be, `harbor-conflict` for one that exists, and
 * what the Harbor refuses.
 */
export async function ensureHarborRobot(client: HarborClient, spec: HarborRobotSpec, options: EnsureRobotOptions = {}): Promise<EnsuredRobot> {
  const { secret, takeOver = false } = options;
  checkRobot(spec, secret);
  const existing = await findRobot(client, spec);
  if (existing !== undefined) {
    if (!takeOver) {
      throw taken(client.host, `robot ${quote(existing.username)}`, 'gives it a new secret: whoever has the old one is locked out');
    }
    await updateRobot(client, existing, spec);
    const settled = await setRobotSecret(client, existing.id, secret);
    const { expiresAt } = await readRobot(client, existing.id) ?? existing;
    return { id: existing.id, username: existing.username, secret: settled, expiresAt };
  }
  const created = await createRobot(client, spec);
  if (secret === undefined && spec.disabled !== true) {
    return created;
  }
  try {
    const settled = secret === undefined ? created.secret : await setRobotSecret(client, created.id, secret);
    if (spec.disabled === true) {
      await updateRobot(client, await existingRobot(client, created.id), spec);
    }
    return { ...created, secret: settled };
  } catch (error) {
    throw await undone(client, created.id, created.username, error);
  }
}

/** What a robot is like, compared with what was declared. */
export interface RobotState {
  /** The robot as it is. */
  readonly robot: HarborRobotAccount;
  /** The properties of the declaration that it does not match: `permissions`, `durationDays` … */
  readonly drift: readonly string[];
  /** Whether it has expired: it stays listed, and every login with it is refused. */
  readonly expired: boolean;
}

/** Reads a robot, and finds how it differs from what was declared. Nothing when it is gone. */
export async function readHarborRobot(client: HarborClient, id: number, spec: HarborRobotSpec): Promise<RobotState | undefined> {
  const robot = await readRobot(client, id);
  if (robot === undefined) {
    return undefined;
  }
  const { name, level, description = '', durationDays, disabled = false, permissions } = spec;
  const differs: Readonly<Record<string, boolean>> = {
    name: !robot.username.endsWith(level === 'project' ? `${permissions[0]?.namespace ?? ''}+${name}` : name),
    level: robot.level !== level,
    description: robot.description !== description,
    durationDays: robot.durationDays !== durationDays,
    disabled: robot.disabled !== disabled,
    permissions: !samePermissions(robot.permissions, permissions),
  };
  return {
    robot, drift: Object.keys(differs).filter((property) => differs[property]),
    expired: robot.expiresAt !== undefined && robot.expiresAt * 1000 <= client.clock.now(),
  };
}

/**
 * Makes a robot be as it should, and gives it another secret when one is given.
 *
 * @throws PullproofError `harbor-invalid` for a specification that cannot be, and for another name, level or project: those
 * take another robot; `harbor-not-found` when it is gone.
 */
export async function updateHarborRobot(client: HarborClient, id: number, spec: HarborRobotSpec, secret?: SecretValue): Promise<HarborRobotAccount> {
  checkRobot(spec, secret);
  const before = await readHarborRobot(client, id, spec);
  if (before === undefined) {
    throw gone(client.host, id);
  }
  const fixed = before.drift.filter((property) => property === 'name' || property === 'level');
  if (fixed.length > 0) {
    throw new PullproofError({
      code: 'harbor-invalid', where: client.host, what: `robot ${quote(before.robot.username)} cannot get another ${fixed.join(' and ')}`,
      remedy: 'create another robot, and delete this one',
    });
  }
  if (before.drift.length > 0) {
    await updateRobot(client, before.robot, spec);
  }
  if (secret !== undefined) {
    await setRobotSecret(client, id, secret);
  }
  return existingRobot(client, id);
}

/**
 * Gives a robot another secret: the given one, or one that Harbor makes. The old one is refused from this moment on, so a
 * change without a gap takes two robots. The expiry stays.
 *
 * @throws PullproofError `harbor-invalid` for a secret that Harbor would refuse, `harbor-not-found` when the robot is gone.
 */
export async function rotateHarborRobotSecret(client: HarborClient, id: number, secret?: SecretValue): Promise<SecretValue> {
  refuseSecret(secret);
  return setRobotSecret(client, id, secret);
}

/** Deletes a robot. @returns whether it was still there. */
export async function deleteHarborRobot(client: HarborClient, id: number): Promise<boolean> {
  return deleteRobot(client, id);
}

function checkRobot(spec: HarborRobotSpec, secret: SecretValue | undefined): void {
  new Problems().add(...robotSpecProblems(spec), ...(secret === undefined ? [] : robotSecretProblems(secret)))
    .throwIfAny({ code: 'harbor-invalid', what: `there can be no robot ${quote(spec.name)}` });
}

function refuseSecret(secret: SecretValue | undefined): void {
  new Problems().add(...(secret === undefined ? [] : robotSecretProblems(secret))).throwIfAny({ code: 'harbor-invalid', what: 'this cannot be the secret of a robot' });
}

async function existingRobot(client: HarborClient, id: number): Promise<HarborRobotAccount> {
  const robot = await readRobot(client, id);
  if (robot === undefined) {
    throw gone(client.host, id);
  }
  return robot;
}

function gone(host: string, id: number): PullproofError {
  return new PullproofError({ code: 'harbor-not-found', where: host, what: `robot ${id} is gone`, remedy: 'create it anew' });
}

/** Deletes what was made halfway; a robot with a secret that nobody knows helps nobody, and blocks its name. */
async function undone(client: HarborClient, id: number, username: string, error: unknown): Promise<unknown> {
  try {
    await deleteRobot(client, id);
    return error;
  } catch {
    return PullproofError.isPullproofError(error)
      ? new PullproofError({
        code: error.code, where: client.host, what: `${error.what}; robot ${quote(username)} (${id}) was made, and could not be deleted again`,
        remedy: 'delete it by hand', cause: error,
      }) : error;
  }
}
