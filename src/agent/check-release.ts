import { Problems, PullproofError, quote } from '../error';
import { tryParseReference } from '../image';
import { checkValuesPath, pathsInBraces } from '../relocate';
import type { ImageFields, ValueCondition } from '../relocate';
import type { AgentRelease } from './agent-release';

/**
 * Checks that the data of a release fits together: no id twice, every reference parses, every path and id exists.
 *
 * @throws PullproofError `agent-invalid` that lists every problem.
 */
export function checkRelease(release: AgentRelease): void {
  const problems = new Problems();
  const images = new Set(release.images.map(({ id }) => id));
  const workloads = new Set(release.workloads.map(({ id }) => id));
  const accounts = new Set((release.accounts ?? []).map(({ id }) => id));
  problems.add(
    ...twice('image', release.images.map(({ id }) => id)),
    ...twice('workload', release.workloads.map(({ id }) => id)),
    ...twice('account', (release.accounts ?? []).map(({ id }) => id)),
    ...release.images.flatMap(({ id, source, computed, unmovable, when }) => [
      ...(source !== undefined && tryParseReference(source) === undefined ? [`image ${quote(id)}: ${quote(source)} is no image reference`] : []),
      ...brokenPaths(`image ${quote(id)}`, [
        ...conditionPaths(when),
        ...(computed ?? []).flatMap((one) => [...conditionPaths(one.when), ...pathsInBraces(one.template ?? ''), ...one.defaultValue === undefined ? [] : [one.defaultValue]]),
      ]),
      ...(computed ?? []).filter((one) => (one.template === undefined) === (one.defaultValue === undefined))
        .map(() => `image ${quote(id)}: a computed source has either a template or a default value`),
      ...(unmovable !== undefined && release.imageSlots.some(({ image }) => image === id) ? [`image ${quote(id)}: it cannot be unmovable and have a slot`] : []),
    ]),
    ...release.imageSlots.flatMap((slot, index) => [
      ...(images.has(slot.image) ? [] : [`image slot ${index + 1}: there is no image ${quote(slot.image)}`]),
      ...(slot.fields.whole === undefined && slot.fields.repository === undefined && slot.fields.registry === undefined
        ? [`image slot ${index + 1}: it has neither \`whole\` nor \`repository\` nor \`registry\``] : []),
      ...brokenPaths(`image slot ${index + 1}`, [
        ...fieldPaths(slot.fields), ...conditionPaths(slot.when),
        ...(slot.precededBy ?? []).flatMap(({ fields, when }) => [...fieldPaths(fields), ...conditionPaths(when)]),
      ]),
    ]),
    ...release.pullSecretSlots.flatMap(({ path, reaches, account, fallbacks, addedFrom, when }) => [
      ...(account === undefined || accounts.has(account) ? [] : [`pull secret slot ${quote(path)}: there is no account ${quote(account)}`]),
      ...brokenPaths('pull secret slot', [path, ...(fallbacks ?? []), ...(addedFrom ?? []), ...conditionPaths(when)]),
      ...reaches.filter((id) => !workloads.has(id)).map((id) => `pull secret slot ${quote(path)}: there is no workload ${quote(id)}`),
    ]),
    ...release.workloads.flatMap(({ id, account, containers, when }) => [
      ...(account === undefined || accounts.has(account) ? [] : [`workload ${quote(id)}: there is no account ${quote(account)}`]),
      ...containers.filter(({ image }) => !images.has(image)).map(({ image }) => `workload ${quote(id)}: there is no image ${quote(image)}`),
      ...brokenPaths(`workload ${quote(id)}`, [...conditionPaths(when), ...containers.flatMap((container) => conditionPaths(container.when))]),
    ]),
    ...(release.accounts ?? []).flatMap(({ id, nameValue, createValue, createWhen, existingNameValue, bindAs }) => [
      ...brokenPaths(`account ${quote(id)}`, [nameValue, createValue, existingNameValue].filter((path) => path !== undefined).concat(conditionPaths(createWhen))),
      ...(bindAs !== undefined && nameValue === undefined ? [`account ${quote(id)}: it cannot be bound without a value that names it`] : []),
    ]),
    ...(release.requiredValues ?? []).flatMap(({ oneOf, when }) => brokenPaths('required value', [...oneOf, ...conditionPaths(when)])),
    ...(release.workarounds ?? []).flatMap(({ path, when }) => brokenPaths('workaround', [path, ...conditionPaths(when)])),
    ...(release.traps ?? []).flatMap(({ id, when }) => brokenPaths(`trap ${quote(id)}`, conditionPaths(when))),
  );
  problems.throwIfAny({ code: 'agent-invalid', what: `the description of ${quote(release.id)} ${quote(release.version)} does not fit together` });
}

function twice(what: string, ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${what} ${quote(id)} is described twice`);
}

function fieldPaths({ whole, registry, repository, tag, digest }: ImageFields): string[] {
  return [whole, registry, repository, tag, digest].filter((path) => path !== undefined);
}

function conditionPaths(condition: ValueCondition | undefined): string[] {
  if (condition === undefined) {
    return [];
  }
  const { path, allOf, anyOf, not } = condition;
  const parts = [...(allOf ?? []), ...(anyOf ?? []), ...(not === undefined ? [] : [not])];
  return [...(path === undefined ? [] : [path]), ...parts.flatMap(conditionPaths)];
}

function brokenPaths(where: string, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    try {
      checkValuesPath(path);
      return [];
    } catch (error) {
      return [`${where}: ${PullproofError.isPullproofError(error) ? error.what : String(error)}`];
    }
  });
}
