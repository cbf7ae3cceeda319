import { imageName, printReference } from '../image';
import type { ImageReference } from '../image';
import type { JsonObject } from '../manifest';
import type { GivenImage } from './given-image';
import type { OverrideConflict, PlannedWrite, SlotContext } from './override-plan';
import { showValue } from './show-value';
import type { ImageFields } from './slot';
import { blockedAt, readValue } from './values-path';

/** The name of the image that the chart would use: what the user gave, else the default of the chart. */
export function currentName(fields: ImageFields, given: GivenImage, source: ImageReference | undefined, effective: JsonObject): string {
  const { registry, repository } = currentParts(fields, given, source, effective);
  return registry === undefined ? repository : `${registry}/${repository}`;
}

/**
 * The values that give an image its private name, in the shape of the chart. Only what has to change is written: a
 * repository path that stays the same under its new host is left alone. Where the user named the image, the name is
 * written to the same place, because that place wins over the slot.
 */
export function writeName(
  fields: ImageFields,
  target: ImageReference,
  given: GivenImage,
  source: ImageReference | undefined,
  { effective, user }: SlotContext,
): { readonly writes: readonly PlannedWrite[]; readonly conflict?: OverrideConflict } {
  const writes = nameWrites(fields, target, given, source, effective);
  for (const { path, value } of writes) {
    const blocked = blockedAt(user, path);
    if (blocked !== undefined) {
      const conflict = {
        path: blocked,
        given: showValue(readValue(user, blocked)),
        wanted: `a map that holds ${path} = ${JSON.stringify(value)}`,
        reason: 'the chart has a map here',
        remedy: 'remove the value, or write it as a map',
      };
      return { writes: [], conflict };
    }
  }
  return { writes };
}

function nameWrites(
  fields: ImageFields,
  target: ImageReference,
  given: GivenImage,
  source: ImageReference | undefined,
  effective: JsonObject,
): PlannedWrite[] {
  if (fields.whole !== undefined) {
    return changed(given.repository?.path ?? fields.whole, printReference(target), effective);
  }
  const repositoryPath = given.repository?.path ?? fields.repository;
  const registryPath = given.registry?.path ?? fields.registry;
  const { registry, repository } = currentParts(fields, given, source, effective);
  const wanted = imageName(target);
  if (registryPath === undefined || registry === undefined) {
    return repositoryPath === undefined ? [] : changed(repositoryPath, wanted, effective);
  }
  if (given.registry !== undefined && repositoryPath !== undefined && wanted.startsWith(`${registry}/`)) {
    return changed(repositoryPath, wanted.slice(registry.length + 1), effective);
  }
  if (wanted.endsWith(`/${repository}`)) {
    const host = wanted.slice(0, -repository.length - 1);
    return host === registry ? [] : [{ path: registryPath, value: host }];
  }
  return [
    ...changed(registryPath, target.registry, effective),
    ...(repositoryPath === undefined ? [] : changed(repositoryPath, target.repository, effective)),
  ];
}

function currentParts(
  fields: ImageFields,
  given: GivenImage,
  source: ImageReference | undefined,
  effective: JsonObject,
): { readonly registry?: string; readonly repository: string } {
  const fromChart = (path: string | undefined): string | undefined => {
    const value = path === undefined ? undefined : readValue(effective, path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const joined = fields.registry === undefined;
  const repository = given.repository?.text ?? fromChart(fields.repository)
    ?? (source === undefined ? '' : joined ? imageName(source) : source.repository);
  return joined && given.registry === undefined
    ? { repository }
    : { registry: given.registry?.text ?? fromChart(fields.registry) ?? fields.registryDefault ?? source?.registry, repository };
}

function changed(path: string, value: string, effective: JsonObject): PlannedWrite[] {
  return readValue(effective, path) === value ? [] : [{ path, value }];
}
