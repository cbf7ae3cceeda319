import type { JsonObject } from '../manifest';
import { holds, isTruthy, readValue } from '../relocate';
import type { AgentAccount, AgentRelease } from './agent-release';
import type { PlannedWorkload } from './install-plan';
import { inRelease } from './release-name';

/** The account that pods get when nothing names one. */
const DEFAULT_ACCOUNT = 'default';

/** The workloads that exist with the given values. */
export function planWorkloads(release: AgentRelease, effective: JsonObject, releaseName: string): PlannedWorkload[] {
  return release.workloads.filter(({ when }) => holds(when, effective)).map(({ id, kind, name, account, containers, hooks }) => ({
    id,
    kind,
    name: inRelease(name, releaseName, effective),
    serviceAccountName: account === undefined ? DEFAULT_ACCOUNT : accountName(accountOf(release, account), effective, releaseName),
    hooks: hooks ?? [],
    containers: containers
      .filter(({ when }) => holds(when, effective))
      .map((container) => ({ name: inRelease(container.name, releaseName, effective), image: container.image, init: container.init === true })),
  }));
}

/** Name of an account with the given values. */
export function accountName(account: AgentAccount, effective: JsonObject, releaseName: string): string {
  const created = isCreated(account, effective);
  const path = created ? account.nameValue : account.existingNameValue ?? account.nameValue;
  const given = path === undefined ? undefined : readValue(effective, path);
  return typeof given === 'string' && given !== ''
    ? given : inRelease(created ? account.name : account.existingName ?? DEFAULT_ACCOUNT, releaseName, effective);
}

/** Whether the chart creates an account. */
export function isCreated({ createValue, createWhen }: AgentAccount, effective: JsonObject): boolean {
  return (createValue === undefined || isTruthy(readValue(effective, createValue))) && holds(createWhen, effective);
}

/** Whether there is a workload that runs as an account. */
export function isUsed(release: AgentRelease, id: string, effective: JsonObject): boolean {
  return release.workloads.some(({ account, when }) => account === id && holds(when, effective));
}

function accountOf(release: AgentRelease, id: string): AgentAccount {
  return (release.accounts ?? []).find((account) => account.id === id) ?? { id, name: DEFAULT_ACCOUNT };
}
