import { Problems, PullproofError, quote } from '../../error';
import { projectSpecProblems } from '../../provision/harbor';
import type { HarborProjectSpec } from '../../provision/harbor';
import { findEndpoint } from '../api/endpoints';
import { createProject, deleteProject, projectExists, readProject, readStorageLimit, updateProject, updateStorageLimit } from '../api/projects';
import type { HarborProject } from '../api/projects';
import type { HarborClient } from '../client/harbor-client';
import { taken } from './taken';
import type { TakeOver } from './taken';

/**
 * Makes a project, for images that are pushed or as the proxy cache of an endpoint.
 *
 * @returns the project as it is now.
 * @throws PullproofError `harbor-invalid` for a specification that cannot be, `harbor-not-found` when its endpoint does not
 * exist, `harbor-conflict` for one that exists, or that exists and caches something else, and what the Harbor refuses.
 */
export async function ensureHarborProject(
  client: HarborClient, spec: HarborProjectSpec, { takeOver = false }: TakeOver = {},
): Promise<HarborProject> {
  checkProject(spec);
  // To all but administrators, Harbor forbids a project that does not exist; whether it does, it tells everybody.
  if (await projectExists(client, spec.name)) {
    if (!takeOver) {
      throw taken(client.host, `project ${quote(spec.name)}`, 'changes who may pull from it to what is declared');
    }
    return updateHarborProject(client, spec);
  }
  await createProject(client, spec, await endpointId(client, spec));
  return present(client, spec.name);
}

/** What a project is like, compared with what was declared. */
export interface ProjectState {
  /** The project as it is. */
  readonly project: HarborProject;
  /** The properties of the declaration that it does not match. */
  readonly drift: readonly string[];
}

/** Reads a project, and finds how it differs from what was declared. Nothing when it is gone. */
export async function readHarborProject(client: HarborClient, spec: HarborProjectSpec): Promise<ProjectState | undefined> {
  const project = await readProject(client, spec.name);
  if (project === undefined) {
    return undefined;
  }
  const { public: isPublic = false, scanOnPush, storageLimitBytes, proxyOf } = spec;
  const wantedEndpoint = proxyOf === undefined ? undefined : (await findEndpoint(client, proxyOf))?.id ?? 'missing';
  const differs: Readonly<Record<string, boolean>> = {
    public: project.public !== isPublic,
    scanOnPush: scanOnPush !== undefined && (project.scanOnPush ?? false) !== scanOnPush,
    // Asked for only where it was declared: seeing it takes an administrator.
    storageLimitBytes: storageLimitBytes !== undefined && await readStorageLimit(client, project.id) !== storageLimitBytes,
    proxyOf: project.endpointId !== wantedEndpoint,
  };
  return { project, drift: Object.keys(differs).filter((property) => differs[property]) };
}

/**
 * Makes a project be as it should.
 *
 * @throws PullproofError `harbor-invalid` for a specification that cannot be, `harbor-not-found` when it is gone,
 * `harbor-conflict` when it caches something else: a project is a proxy cache from its first day or never.
 */
export async function updateHarborProject(client: HarborClient, spec: HarborProjectSpec): Promise<HarborProject> {
  checkProject(spec);
  const before = await readHarborProject(client, spec);
  if (before === undefined) {
    throw gone(client.host, spec.name);
  }
  if (before.drift.includes('proxyOf')) {
    throw new PullproofError({
      code: 'harbor-conflict', where: client.host,
      what: `project ${quote(spec.name)} ${before.project.endpointId === undefined ? 'is no proxy cache' : 'is the proxy cache of another endpoint'}`,
      remedy: 'what a project caches is settled when it is made: give it another name, or delete it first',
    });
  }
  if (before.drift.some((property) => property !== 'storageLimitBytes')) {
    await updateProject(client, spec);
  }
  if (before.drift.includes('storageLimitBytes') && spec.storageLimitBytes !== undefined) {
    await updateStorageLimit(client, before.project.id, spec.storageLimitBytes);
  }
  return present(client, spec.name);
}

/**
 * Deletes a project, its robots with it.
 *
 * @returns whether it was still there.
 * @throws PullproofError `harbor-refused` when it still holds repositories: images are never deleted.
 */
export async function deleteHarborProject(client: HarborClient, name: string): Promise<boolean> {
  return deleteProject(client, name);
}

function checkProject(spec: HarborProjectSpec): void {
  new Problems().add(...projectSpecProblems(spec)).throwIfAny({ code: 'harbor-invalid', what: `there can be no project ${quote(spec.name)}` });
}

async function endpointId(client: HarborClient, { proxyOf }: HarborProjectSpec): Promise<number | undefined> {
  if (proxyOf === undefined) {
    return undefined;
  }
  const endpoint = await findEndpoint(client, proxyOf);
  if (endpoint === undefined) {
    throw new PullproofError({ code: 'harbor-not-found', where: client.host, what: `there is no endpoint ${quote(proxyOf)} to cache`, remedy: 'create it first' });
  }
  return endpoint.id;
}

async function present(client: HarborClient, name: string): Promise<HarborProject> {
  const project = await readProject(client, name);
  if (project === undefined) {
    throw gone(client.host, name);
  }
  return project;
}

function gone(host: string, name: string): PullproofError {
  return new PullproofError({ code: 'harbor-not-found', where: host, what: `project ${quote(name)} is gone`, remedy: 'create it anew' });
}
