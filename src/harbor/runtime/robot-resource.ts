import { SecretValue } from '../../credential';
import { SYSTEM_CLOCK } from '../../http';
import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';
import { robotSecretProblems, robotSpecProblems, samePermissions } from '../../provision/harbor';
import type { HarborRobotSpec } from '../../provision/harbor';
import { deleteHarborRobot, ensureHarborRobot, readHarborRobot, rotateHarborRobotSecret, updateHarborRobot } from '../declare/robot';
import { sameJson, withClient } from './json-inputs';
import { defineResource } from './resource-handlers';

const DAY_SECONDS = 24 * 60 * 60;

/**
 * A robot account.
 *
 * Inputs: `connection`, `robot` (its specification), and optionally `secret` (Harbor makes one otherwise), `rotation` (any
 * text: another one brings another secret), `renewBeforeDays` (0: a robot that expires within so many days is made anew) and
 * `takeOver`. Outputs: `username` as Harbor says it, `secret`, `expiresAt` and `robotId`.
 */
export const robot = defineResource({
  inputs: ['robot', 'secret', 'rotation', 'renewBeforeDays', 'takeOver'],

  problemsOf(name, inputs) {
    switch (name) {
      case 'robot': return robotSpecProblems(specOf(inputs));
      case 'secret': return isGiven(inputs.secret) ? robotSecretProblems(SecretValue.unsafePlainText(inputs.secret as string)) : [];
      case 'renewBeforeDays': return renewalProblems(inputs);
      default: return [];
    }
  },

  replaces(name, olds, news) {
    if (name !== 'robot') {
      return false;
    }
    const [old, wanted] = [specOf(olds), specOf(news)];
    return old.name !== wanted.name || old.level !== wanted.level
      || (wanted.level === 'project' && old.permissions[0]?.namespace !== wanted.permissions[0]?.namespace);
  },

  sameInput(name, olds, news) {
    switch (name) {
      case 'robot': return sameRobot(specOf(olds), specOf(news));
      // In a state it is the secret that the robot has, given or not.
      case 'secret': return isGiven(news.secret) ? news.secret === olds.secret : olds.secretGiven !== true;
      // They say when something is done, and nothing by themselves.
      case 'renewBeforeDays': case 'takeOver': return true;
      default: return undefined;
    }
  },

  isSpent({ expiresAt }, { renewBeforeDays }) {
    const margin = typeof renewBeforeDays === 'number' ? renewBeforeDays * DAY_SECONDS : 0;
    return typeof expiresAt === 'number' && expiresAt - margin <= SYSTEM_CLOCK.now() / 1000;
  },

  async create(inputs) {
    return withClient(inputs, async (client) => {
      const secret = secretOf(inputs);
      const made = await ensureHarborRobot(client, specOf(inputs), { ...(secret !== undefined && { secret }), takeOver: inputs.takeOver === true });
      return { id: String(made.id), outs: outputs(made.id, made.username, made.secret, secret !== undefined, made.expiresAt) };
    });
  },

  async read(id, props) {
    return withClient(props, async (client) => {
      const state = await readHarborRobot(client, Number(id), specOf(props));
      if (state === undefined || state.drift.includes('name') || state.drift.includes('level')) {
        return undefined;
      }
      const { description, disabled, durationDays, expiresAt, permissions, username } = state.robot;
      const { name, level } = specOf(props);
      return {
        username, ...expiry(expiresAt),
        ...(state.drift.length > 0 && {
          robot: {
            name, level, permissions: permissions as unknown as Json, ...(description !== '' && { description }), ...(disabled && { disabled }),
            ...(durationDays !== undefined && { durationDays }),
          },
        }),
      };
    });
  },

  async update(id, olds, news) {
    return withClient(news, async (client) => {
      const number = Number(id);
      const given = secretOf(news);
      const { username, expiresAt } = await updateHarborRobot(client, number, specOf(news));
      const rotates = given === undefined ? olds.secretGiven === true || !sameJson(olds.rotation, news.rotation) : news.secret !== olds.secret;
      const secret = rotates ? await rotateHarborRobotSecret(client, number, given) : SecretValue.unsafePlainText(olds.secret as string);
      return outputs(number, username, secret, given !== undefined, expiresAt);
    });
  },

  async delete(id, props) {
    await withClient(props, (client) => deleteHarborRobot(client, Number(id)));
  },
});

/** @throws TypeError for what is no specification; `check` makes that a failure. */
function specOf({ robot: spec }: JsonObject): HarborRobotSpec {
  if (!isJsonObject(spec) || !Array.isArray(spec.permissions)) {
    throw new TypeError('no robot');
  }
  return spec as unknown as HarborRobotSpec;
}

function sameRobot(old: HarborRobotSpec, wanted: HarborRobotSpec): boolean {
  const rest = ({ name, level, description = '', durationDays = -1, disabled = false }: HarborRobotSpec): Json => [name, level, description, durationDays, disabled];
  return sameJson(rest(old), rest(wanted)) && samePermissions(old.permissions, wanted.permissions);
}

function renewalProblems({ renewBeforeDays, robot: spec }: JsonObject): string[] {
  if (!isGiven(renewBeforeDays)) {
    return [];
  }
  if (typeof renewBeforeDays !== 'number' || renewBeforeDays < 0) {
    return ['must be a number of days, 0 or more'];
  }
  const life = isJsonObject(spec) ? spec.durationDays : undefined;
  return typeof life === 'number' && life <= renewBeforeDays ? [`must be below durationDays (${life}), or the robot is made anew every time`] : [];
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

function secretOf({ secret }: JsonObject): SecretValue | undefined {
  return isGiven(secret) ? SecretValue.unsafePlainText(secret as string) : undefined;
}

function outputs(robotId: number, username: string, secret: SecretValue, secretGiven: boolean, expiresAt: number | undefined): JsonObject {
  return { robotId, username, secret: secret.unsafeUnwrap(), secretGiven, ...expiry(expiresAt) };
}

function expiry(expiresAt: number | undefined): JsonObject {
  return expiresAt === undefined ? {} : { expiresAt };
}
