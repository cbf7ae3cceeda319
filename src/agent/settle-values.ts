import { coalesceValues, mergeValues } from '../helm';
import type { Json, JsonObject } from '../manifest';
import { blockedAt, holds, readValue, showValue, withValue } from '../relocate';
import type { OverrideConflict } from '../relocate';
import type { AgentRelease } from './agent-release';
import { accountName, isUsed } from './plan-workloads';
import { inRelease } from './release-name';

/** What settling starts from. */
export interface SettleRequest {
  /** The release. */
  readonly release: AgentRelease;
  /** Name of the Helm release. */
  readonly releaseName: string;
  /** The user's own values. */
  readonly values: JsonObject;
  /** The known defaults of the chart. */
  readonly defaults: JsonObject;
  /** The overrides for images and pull secrets. */
  readonly overrides: JsonObject;
  /** Names of the pull secrets; none when nodes pull with their own identity. */
  readonly pullSecretNames: readonly string[];
}

/** The overrides with everything else that an install needs. */
export interface SettledValues {
  /** The overrides alone. */
  readonly overrides: JsonObject;
  /** The user's values with the overrides over them. */
  readonly values: JsonObject;
  /** What templates see. */
  readonly effective: JsonObject;
  /** Ids of the accounts that were named, and have to be created. */
  readonly bound: ReadonlySet<string>;
  /** Values of the user that stand in the way. */
  readonly conflicts: readonly OverrideConflict[];
}

/** Names the accounts that pods need for their pull secrets, and works around faults of the chart. */
export function settleValues(request: SettleRequest): SettledValues {
  const { release, releaseName, values, defaults, pullSecretNames } = request;
  const conflicts: OverrideConflict[] = [];
  const bound = new Set<string>();
  let overrides = request.overrides;
  const effective = (): JsonObject => coalesceValues(defaults, mergeValues(values, overrides));
  const write = (path: string, value: Json, reason: string): boolean => {
    const blocked = blockedAt(values, path);
    if (blocked !== undefined) {
      conflicts.push(inTheWay(blocked, values, `a map that leads to ${path}`, reason));
      return false;
    }
    overrides = withValue(overrides, effective(), path, value);
    return true;
  };

  const before = effective();
  for (const account of release.accounts ?? []) {
    const { id, nameValue, bindAs, boundName } = account;
    if (!isUsed(release, id, before)) {
      continue;
    }
    const given = nameValue === undefined ? undefined : readValue(values, nameValue);
    if (pullSecretNames.length > 0 && bindAs !== undefined && nameValue !== undefined && (given === undefined || given === null || given === '')) {
      if (write(nameValue, inRelease(bindAs, releaseName, before), 'the account that brings the pull secrets to pods is named here')) {
        bound.add(id);
      }
    } else if (boundName !== undefined && accountName(account, before, releaseName) !== inRelease(boundName, releaseName, before)) {
      const wanted = JSON.stringify(inRelease(boundName, releaseName, before));
      conflicts.push(inTheWay(nameValue ?? '', values, wanted, 'the role bindings of the chart are made for that name, so another account has no rights'));
    }
  }
  for (const { path, value, text, when } of release.workarounds ?? []) {
    if (!holds(when, effective()) || JSON.stringify(readValue(effective(), path)) === JSON.stringify(value)) {
      continue;
    }
    if (readValue(values, path) === undefined) {
      write(path, value as Json, text);
    } else {
      conflicts.push(inTheWay(path, values, JSON.stringify(value), text));
    }
  }
  return { overrides, values: mergeValues(values, overrides), effective: effective(), bound, conflicts };
}

function inTheWay(path: string, values: JsonObject, wanted: string, reason: string): OverrideConflict {
  return { path, given: showValue(readValue(values, path)), wanted, reason, remedy: 'remove the value' };
}
