import { Problems, PullproofError, quote } from '../../error';
import { retentionSpecProblems } from '../../provision/harbor';
import type { HarborRetentionSpec } from '../../provision/harbor';
import { readProject } from '../api/projects';
import type { HarborProject } from '../api/projects';
import { createRetention, deleteRetention, readRetention, sameRetention, updateRetention } from '../api/retentions';
import type { HarborRetention } from '../api/retentions';
import type { HarborClient } from '../client/harbor-client';
import { taken } from './taken';
import type { TakeOver } from './taken';

/**
 * Gives a project its retention policy: what no rule keeps is deleted, whether pods still need it or not.
 *
 * A project has one. A proxy cache comes with one from Harbor, which keeps what was pulled within seven days; that one is
 * replaced without asking.
 *
 * @returns the id of the policy.
 * @throws PullproofError `harbor-invalid` for a specification that cannot be, `harbor-not-found` without the project,
 * `harbor-conflict` when it has a policy already, and what the Harbor refuses.
 */
export async function ensureHarborRetention(
  client: HarborClient, projectName: string, spec: HarborRetentionSpec, { takeOver = false }: TakeOver = {},
): Promise<number> {
  checkRetention(projectName, spec);
  const project = await presentProject(client, projectName);
  const { retentionId } = project;
  if (retentionId === undefined) {
    return createRetention(client, project.id, spec);
  }
  if (!takeOver && project.endpointId === undefined) {
    throw taken(client.host, `the retention policy of project ${quote(projectName)}`, 'replaces its rules by what is declared');
  }
  await updateRetention(client, { id: retentionId, projectId: project.id }, spec);
  return retentionId;
}

/** What a retention policy is like, compared with what was declared. */
export interface RetentionState {
  /** The policy as it is. */
  readonly retention: HarborRetention;
  /** The properties of the declaration that it does not match. */
  readonly drift: readonly string[];
}

/** Reads a retention policy, and finds how it differs from what was declared. Nothing when it is gone. */
export async function readHarborRetention(client: HarborClient, id: number, spec: HarborRetentionSpec): Promise<RetentionState | undefined> {
  const retention = await readRetention(client, id);
  if (retention === undefined) {
    return undefined;
  }
  const { schedule } = retention.spec;
  const sameRules = retention.others === 0 && sameRetention({ rules: retention.spec.rules }, { rules: spec.rules });
  const sameSchedule = sameRetention({ rules: [], ...(schedule !== undefined && { schedule }) }, { ...spec, rules: [] });
  return { retention, drift: [...(sameRules ? [] : ['rules']), ...(sameSchedule ? [] : ['schedule'])] };
}

/**
 * Makes a retention policy be as it should.
 *
 * @throws PullproofError `harbor-invalid` for a specification that cannot be, `harbor-not-found` when it is gone.
 */
export async function updateHarborRetention(client: HarborClient, id: number, spec: HarborRetentionSpec): Promise<void> {
  checkRetention(`of policy ${id}`, spec);
  const before = await readRetention(client, id);
  if (before === undefined) {
    throw new PullproofError({ code: 'harbor-not-found', where: client.host, what: `retention policy ${id} is gone`, remedy: 'create it anew' });
  }
  await updateRetention(client, before, spec);
}

/** Deletes a retention policy: the project keeps everything. @returns whether it was still there. */
export async function deleteHarborRetention(client: HarborClient, id: number): Promise<boolean> {
  return deleteRetention(client, id);
}

function checkRetention(project: string, spec: HarborRetentionSpec): void {
  new Problems().add(...retentionSpecProblems(spec)).throwIfAny({ code: 'harbor-invalid', what: `project ${quote(project)} can have no such retention policy` });
}

async function presentProject(client: HarborClient, name: string): Promise<HarborProject> {
  const project = await readProject(client, name);
  if (project === undefined) {
    throw new PullproofError({ code: 'harbor-not-found', where: client.host, what: `there is no project ${quote(name)}`, remedy: 'create it first' });
  }
  return project;
}
