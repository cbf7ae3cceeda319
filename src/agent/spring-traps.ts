import type { JsonObject } from '../manifest';
import { fillPath, holds, isTruthy, readValue, showValue } from '../relocate';
import type { OverrideConflict, OverrideNote, ValueCondition } from '../relocate';
import type { AgentRelease } from './agent-release';

/** The traps of a release that the user's values run into. */
export function springTraps(
  release: AgentRelease,
  values: JsonObject,
  effective: JsonObject,
  releaseName: string,
): { readonly conflicts: readonly OverrideConflict[]; readonly notes: readonly OverrideNote[] } {
  const conflicts: OverrideConflict[] = [];
  const notes: OverrideNote[] = [];
  for (const { when, severity, evenByDefault, ...words } of release.traps ?? []) {
    if (when === undefined || !holds(when, effective)) {
      continue;
    }
    const text = words.text.replaceAll('{release}', releaseName);
    const remedy = words.remedy.replaceAll('{release}', releaseName);
    // The values that the user set himself: the reader can find those.
    const given = [...new Set(pathsOf(when))]
      .flatMap((path) => fillPath(path, effective) ?? [])
      .filter((path) => isTruthy(readValue(values, path)) || readValue(values, path) === false);
    if (severity === 'conflict') {
      const path = given[given.length - 1] ?? '';
      conflicts.push({ path, given: showValue(readValue(values, path)), wanted: 'nothing', reason: text, remedy });
    } else if (given.length > 0) {
      given.forEach((path) => notes.push({ path, text: `${text}; ${remedy}` }));
    } else if (evenByDefault === true) {
      notes.push({ text: `${text}; ${remedy}` });
    }
  }
  return { conflicts, notes };
}

function pathsOf({ path, allOf, anyOf, not }: ValueCondition): string[] {
  return [...(path === undefined ? [] : [path]), ...[...(allOf ?? []), ...(anyOf ?? []), ...(not === undefined ? [] : [not])].flatMap(pathsOf)];
}
