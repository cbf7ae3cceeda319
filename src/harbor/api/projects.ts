import { quote } from '../../error';
import type { JsonObject } from '../../manifest';
import type { HarborProjectSpec } from '../../provision/harbor';
import type { HarborClient } from '../client/harbor-client';
import type { HarborRequest } from '../client/harbor-request';
import { AnswerReader, callPaged, locatedId } from '../client/read-answer';

/** A project as it is in a Harbor. */
export interface HarborProject {
  /** Its id. */
  readonly id: number;
  /** Its name. */
  readonly name: string;
  /** Whether everybody may pull from it. */
  readonly public: boolean;
  /** Whether images are scanned when they come in; nothing when it was never said. */
  readonly scanOnPush: boolean | undefined;
  /** Id of the endpoint that it caches; none for a project that is pushed to. */
  readonly endpointId: number | undefined;
  /** Id of its retention policy, if it has one. */
  readonly retentionId: number | undefined;
  /** How many repositories it holds. */
  readonly repositories: number;
}

/** Whether a project exists. Everybody who can log in may ask. */
export async function projectExists(client: HarborClient, name: string): Promise<boolean> {
  const { status } = await client.call({
    method: 'HEAD', path: '/projects', query: { project_name: name }, purpose: `look for project ${quote(name)}`, expected: [404],
  });
  return status !== 404;
}

/** A project by its name; nothing when there is none. */
export async function readProject(client: HarborClient, name: string): Promise<HarborProject | undefined> {
  const request: HarborRequest = { method: 'GET', path: pathOf(name), purpose: `read project ${quote(name)}`, expected: [404] };
  const { status, json } = await client.call(request);
  return status === 404 ? undefined : parseProject(new AnswerReader(client, request), json as JsonObject);
}

/**
 * Makes a project.
 *
 * @param endpointId the endpoint that it caches; left out, images are pushed to it.
 * @returns its id.
 */
export async function createProject(client: HarborClient, spec: HarborProjectSpec, endpointId?: number): Promise<number> {
  const { name, storageLimitBytes } = spec;
  const request: HarborRequest = {
    method: 'POST', path: '/projects', purpose: `create project ${quote(name)}`,
    body: {
      project_name: name, metadata: metadataOf(spec),
      ...(storageLimitBytes !== undefined && { storage_limit: storageLimitBytes }), ...(endpointId !== undefined && { registry_id: endpointId }),
    },
    remedies: endpointId === undefined ? {} : { 403: 'only administrators make proxy-cache projects' },
  };
  return locatedId(client, request, await client.call(request));
}

/** Changes what can be changed of a project without its quota: whether it is public, and scanned. */
export async function updateProject(client: HarborClient, spec: HarborProjectSpec): Promise<void> {
  await client.call({
    method: 'PUT', path: pathOf(spec.name), purpose: `update project ${quote(spec.name)}`, body: { metadata: metadataOf(spec) },
  });
}

/**
 * Deletes a project, its robots with it. One that holds repositories stays.
 *
 * @returns whether it was still there.
 */
export async function deleteProject(client: HarborClient, name: string): Promise<boolean> {
  const { status } = await client.call({
    method: 'DELETE', path: pathOf(name), purpose: `delete project ${quote(name)}`, expected: [404],
    remedies: { 412: 'it still holds repositories, and Harbor deletes empty projects only: delete them first, or keep the project' },
  });
  return status !== 404;
}

/** The most bytes that a project may hold; nothing when that is not limited. Only administrators may ask. */
export async function readStorageLimit(client: HarborClient, projectId: number): Promise<number | undefined> {
  const { limit } = await readQuota(client, projectId);
  return limit < 0 ? undefined : limit;
}

/** Sets the most bytes that a project may hold. The project itself takes that only when it is made. */
export async function updateStorageLimit(client: HarborClient, projectId: number, bytes: number): Promise<void> {
  const { id } = await readQuota(client, projectId);
  await client.call({
    method: 'PUT', path: `/quotas/${id}`, purpose: `set the storage limit of project ${projectId}`, body: { hard: { storage: bytes } },
    remedies: { 403: 'only administrators set storage limits' },
  });
}

async function readQuota(client: HarborClient, projectId: number): Promise<{ readonly id: number; readonly limit: number }> {
  const request: HarborRequest = {
    method: 'GET', path: '/quotas', query: { reference: 'project', reference_id: String(projectId) }, purpose: `read the storage limit of project ${projectId}`,
    remedies: { 403: 'only administrators see storage limits' },
  };
  const reader = new AnswerReader(client, request);
  const [quota] = await callPaged(client, request);
  const found = reader.object(quota, 'the quota');
  return { id: reader.number(found, 'id'), limit: reader.number(reader.object(found.hard, 'hard'), 'storage') };
}

function pathOf(name: string): string {
  return `/projects/${encodeURIComponent(name)}`;
}

/** Harbor keeps metadata as texts. */
function metadataOf({ public: isPublic = false, scanOnPush }: HarborProjectSpec): JsonObject {
  return { public: String(isPublic), ...(scanOnPush !== undefined && { auto_scan: String(scanOnPush) }) };
}

function parseProject(reader: AnswerReader, json: JsonObject): HarborProject {
  const project = reader.object(json, 'the project');
  const metadata = reader.object(project.metadata ?? {}, 'metadata');
  const { registry_id: endpointId, repo_count: repositories } = project;
  return {
    id: reader.number(project, 'project_id'), name: reader.text(project, 'name'), public: metadata.public === 'true',
    scanOnPush: typeof metadata.auto_scan === 'string' ? metadata.auto_scan === 'true' : undefined,
    endpointId: typeof endpointId === 'number' && endpointId > 0 ? endpointId : undefined,
    retentionId: typeof metadata.retention_id === 'string' && /^\d+$/.test(metadata.retention_id) ? Number(metadata.retention_id) : undefined,
    repositories: typeof repositories === 'number' ? repositories : 0,
  };
}
